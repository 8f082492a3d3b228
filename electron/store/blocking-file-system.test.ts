import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { blockingFileSystem } from './blocking-file-system'
import { readWithStamp, realFileSystem } from './file-system'

test('it reads what the disk of this computer reads', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'piles')
  await writeFile(path, 'fourteen of thirty-one')
  await mkdir(join(folder, 'quays'))
  expect(await readWithStamp(blockingFileSystem, path)).toEqual(await readWithStamp(realFileSystem, path))
  expect(await blockingFileSystem.stamp(path)).toEqual(await realFileSystem.stamp(path))
  expect((await blockingFileSystem.readdir(folder)).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'piles',
    'quays',
  ])
})

test('what it cannot read it refuses as that does', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'gone')
  await expect(blockingFileSystem.open(path, 'read')).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(blockingFileSystem.stamp(path)).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(blockingFileSystem.readdir(path)).rejects.toMatchObject({ code: 'ENOENT' })
  expect(await readWithStamp(blockingFileSystem, path)).toBeNull()
})

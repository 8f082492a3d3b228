import { appendFile, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { openToRead } from './open-to-read'

test.each([0, 1, 65_536, 3_000_001])('a file of %d bytes is read whole', async (size) => {
  const path = join(await temporaryFolder(), 'file')
  const bytes = Buffer.alloc(size, 'quay ')
  await writeFile(path, bytes)
  const file = await openToRead(path)
  expect(Buffer.compare(await file.read(), bytes)).toBe(0)
  expect((await file.stats()).size).toBe(BigInt(size))
  await file.close()
})

test('what is not there is absent', async () => {
  const path = join(await temporaryFolder(), 'file')
  await expect(openToRead(path)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a folder can be synced, and nothing can be written', async () => {
  const folder = await temporaryFolder()
  const file = await openToRead(folder)
  await file.sync()
  await expect(file.write()).rejects.toMatchObject({ code: 'EBADF' })
  await expect(file.read()).rejects.toMatchObject({ code: 'EISDIR' })
  await rmdir(folder)
  await expect(file.read()).rejects.toMatchObject({ code: 'EISDIR' })
  await file.close()
})

test('once it is closed it is refused, whoever has its number by now', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'file')
  await writeFile(path, 'piles')
  const file = await openToRead(path)
  await file.close()
  await writeFile(join(folder, 'other'), 'quays')
  const other = await openToRead(join(folder, 'other'))
  await expect(file.read()).rejects.toMatchObject({ code: 'EBADF' })
  await expect(file.close()).resolves.toBe(undefined)
  await appendFile(join(folder, 'other'), ' too')
  expect(Buffer.from(await other.read()).toString()).toBe('quays too')
  await other.close()
})

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { writeExport } from './write-export'

test('an export replaces the file of that name and leaves nothing beside it', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'brief.md'), 'old')
  await writeExport(join(folder, 'brief.md'), '# New\n')
  expect(await readFile(join(folder, 'brief.md'), 'utf8')).toBe('# New\n')
  expect(await readdir(folder)).toEqual(['brief.md'])
})

test('a folder that is not there, or a folder in place of a file, is refused in words of its own', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'taken'))
  await expect(writeExport(join(folder, 'absent/brief.md'), '')).rejects.toThrow(
    /^There is no folder .*absent/,
  )
  await expect(writeExport(join(folder, 'taken'), '')).rejects.toThrow(/taken is a folder: name a file in it/)
})

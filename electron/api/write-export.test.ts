import { once } from 'node:events'
import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { writeExport } from './write-export'

test('an export replaces the file of that name and leaves nothing beside it', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'brief.md'), 'old')
  await writeExport(join(folder, 'brief.md'), Buffer.from('# New\n'))
  expect(await readFile(join(folder, 'brief.md'), 'utf8')).toBe('# New\n')
  expect(await readdir(folder)).toEqual(['brief.md'])
})

test('an export is as open to others as the file it replaces, else readable to them', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'shared.md'), 'old', { mode: 0o640 })
  await writeExport(join(folder, 'shared.md'), Buffer.from('new'))
  await writeExport(join(folder, 'new.md'), Buffer.from('new'))
  const mode = async (name: string) => (await lstat(join(folder, name))).mode & 0o777
  expect(await mode('shared.md')).toBe(0o640)
  expect(await mode('new.md')).toBe(0o644)
})

test('a folder that is not there, or a folder in place of a file, is refused in words of its own', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'taken'))
  await expect(writeExport(join(folder, 'absent/brief.md'), Buffer.from(''))).rejects.toThrow(
    /^There is no folder .*absent/,
  )
  await expect(writeExport(join(folder, 'taken'), Buffer.from(''))).rejects.toThrow(
    /taken is a folder: name a file in it/,
  )
})

test('a link is followed, and what is no file is never replaced', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'real.md'), 'old')
  await symlink(join(folder, 'real.md'), join(folder, 'link.md'))
  await writeExport(join(folder, 'link.md'), Buffer.from('new'))
  expect(await readFile(join(folder, 'real.md'), 'utf8')).toBe('new')
  expect((await lstat(join(folder, 'link.md'))).isSymbolicLink()).toBe(true)

  const pipe = join(folder, 'pipe.md')
  const server = createServer().listen(pipe)
  await once(server, 'listening')
  await expect(writeExport(pipe, Buffer.from('new'))).rejects.toThrow(/is a device or a pipe/)
  expect((await lstat(pipe)).isSocket()).toBe(true)
  server.close()
})

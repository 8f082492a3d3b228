import { once } from 'node:events'
import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { signExport } from '../../shared/briefing/export-signature'
import type { ExportedFile } from '../../shared/model/brief'
import { BriefId } from '../../shared/model/ids'
import { sampleId } from '../../shared/testing/samples'
import { temporaryFolder } from '../testing/temporary-folder'
import { hashOfExport, textOfExport, writeExport, writeExports } from './write-export'

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

/** A brief with its bibliography beside it, as one exported from a notebook. */
function exported(words: string, entries: string): [ExportedFile, ExportedFile] {
  const beside = { name: 'Who pays. A brief.bib', encoding: 'utf8', data: entries } as const
  const signature = {
    brief: BriefId.parse(sampleId('b', 1)),
    format: 'pandoc',
    beside: [hashOfExport(beside)],
  } as const
  return [{ name: 'Who pays. A brief.md', encoding: 'utf8', data: signExport(words, signature) }, beside]
}

test('what goes beside an export has its name, also where there is a full stop in the title', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'Chosen.v2.md')
  expect(await writeExports({ path, text: null }, exported('# One\n', '@misc{}'))).toEqual([
    path,
    join(folder, 'Chosen.v2.bib'),
  ])
  expect(await readFile(join(folder, 'Chosen.v2.bib'), 'utf8')).toBe('@misc{}')
})

test('what an export wrote beside itself is replaced by the next one', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'brief.md')
  await writeExports({ path, text: null }, exported('# One\n', '@misc{one}'))
  await writeExports({ path, text: await textOfExport(path) }, exported('# Two\n', '@misc{two}'))
  expect(await readFile(join(folder, 'brief.bib'), 'utf8')).toBe('@misc{two}')
})

test.each([
  ['written by somebody else', false],
  ['changed since it was exported', true],
])('a file beside an export that was %s is not replaced, and nothing is written', async (_why, first) => {
  const folder = await temporaryFolder()
  const path = join(folder, 'brief.md')
  if (first) await writeExports({ path, text: null }, exported('# One\n', '@misc{one}'))
  await writeFile(join(folder, 'brief.bib'), '@misc{mine}')
  const text = await textOfExport(path)
  const files = exported('# Two\n', '@misc{two}')
  await expect(writeExports({ path, text }, files)).rejects.toThrow('brief.bib is there already')
  expect(await readFile(join(folder, 'brief.bib'), 'utf8')).toBe('@misc{mine}')
  expect(await textOfExport(path)).toBe(text)
  await writeExports({ path, text, replace: true }, files)
  expect(await readFile(join(folder, 'brief.bib'), 'utf8')).toBe('@misc{two}')
})

test('a file beside an export that holds what would be written is no obstacle', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'brief.bib'), '@misc{one}')
  await writeExports({ path: join(folder, 'brief.md'), text: null }, exported('# One\n', '@misc{one}'))
  expect((await readdir(folder)).toSorted()).toEqual(['brief.bib', 'brief.md'])
})

test('a file that was changed after it was looked at is not written over', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'brief.md')
  await writeFile(path, 'typed meanwhile')
  for (const text of [null, 'as it was'])
    await expect(writeExports({ path, text }, exported('# One\n', '@misc{}'))).rejects.toMatchObject({
      reason: 'changed-outside',
    })
  expect(await readFile(path, 'utf8')).toBe('typed meanwhile')
  expect(await readdir(folder)).toEqual(['brief.md'])
})

import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { createNotebook, isNotebook } from './create-notebook'
import { openNotebook } from './open-notebook'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { samplePorts } from './testing/samples'

let folder = ''

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'harbour')
})

test('a new notebook has its documents and folders, and opens empty', async () => {
  await createNotebook(folder, 'Harbour', samplePorts())
  expect((await readdir(folder)).toSorted()).toEqual([
    'actors.json',
    'briefs',
    'codebook.json',
    'notebook.json',
    'sources',
    'trash',
  ])
  const store = await openNotebook(folder, samplePorts())
  expect(store.notebook.title).toBe('Harbour')
  expect(store.readOnly).toBe(null)
  expect(store.library()).toEqual([])
  await store.close()
})

test('nobody but its owner can enter a notebook or read its documents', async () => {
  await createNotebook(folder, 'Harbour', samplePorts())
  const modes = await Promise.all(
    ['', 'sources', 'notebook.json'].map(async (name) => (await stat(join(folder, name))).mode & 0o777),
  )
  expect(modes).toEqual([0o700, 0o700, 0o600])
})

test('a folder is a notebook when it holds one or the remains of one', async () => {
  expect(await isNotebook(folder)).toBe(false)
  await mkdir(folder)
  expect(await isNotebook(folder)).toBe(false)
  await rm(folder, { recursive: true })
  await createNotebook(folder, 'Harbour', samplePorts())
  expect(await isNotebook(folder)).toBe(true)
  await mkdir(join(folder, 'sources/s-0000000000000001'))
  await rm(join(folder, 'notebook.json'))
  expect(await isNotebook(folder)).toBe(true)
})

test('the folders around a new notebook last as it does', async () => {
  const { fs, steps } = breakableFileSystem()
  const around = join(folder, 'stories')
  const inner = join(around, 'harbour')
  await createNotebook(inner, 'Harbour', samplePorts({ fs }))
  const synced = steps().filter(({ call }) => call === 'sync')
  for (const made of [folder, around, inner]) expect(synced.map(({ path }) => path)).toContain(dirname(made))
})

test('files that the system puts into a folder do not count', async () => {
  await mkdir(folder)
  await writeFile(join(folder, '.DS_Store'), '')
  await createNotebook(folder, 'Harbour', samplePorts())
  expect(await isNotebook(folder)).toBe(true)
})

test('a folder with other files is refused and left alone', async () => {
  await mkdir(folder)
  await writeFile(join(folder, 'thesis.docx'), 'years of work')
  expect((await failureOf(createNotebook(folder, 'Harbour', samplePorts()))).reason).toBe('not-a-notebook')
  expect(await readdir(folder)).toEqual(['thesis.docx'])
})

test('a notebook is never made over another', async () => {
  await createNotebook(folder, 'Harbour', samplePorts())
  const before = await readFile(join(folder, 'notebook.json'))
  expect((await failureOf(createNotebook(folder, 'Again', samplePorts()))).reason).toBe('conflict')
  expect(await readFile(join(folder, 'notebook.json'))).toEqual(before)
})

test.each([
  ['a source', (at: string) => mkdir(join(at, 'sources/s-0000000000000001'))],
  ['a generation of it', (at: string) => writeFile(join(at, 'notebook.json.previous'), '')],
  ['a codebook that was used', (at: string) => writeFile(join(at, 'codebook.json'), 'issues')],
])('nor over %s without notebook.json, nor opened as an empty one', async (_, leave) => {
  await createNotebook(folder, 'Harbour', samplePorts())
  await leave(folder)
  await rm(join(folder, 'notebook.json'))
  expect((await failureOf(createNotebook(folder, 'Again', samplePorts()))).reason).toBe('damaged')
  expect((await failureOf(openNotebook(folder, samplePorts()))).reason).toBe('damaged')
  expect(await readdir(folder)).not.toContain('notebook.json')
})

test('of two that make a notebook in one folder one succeeds', async () => {
  const both = [createNotebook(folder, 'One', samplePorts()), createNotebook(folder, 'Two', samplePorts())]
  const outcomes = (await Promise.allSettled(both)).map(({ status }) => status)
  expect(outcomes.toSorted()).toEqual(['fulfilled', 'rejected'])
  await (await openNotebook(folder, samplePorts())).close()
})

test('a failure at any step leaves no notebook, or a whole one, and the next attempt succeeds', async () => {
  for (let at = 0; ; at++) {
    const disk = breakableFileSystem({ platform: 'linux' })
    let met = false
    disk.breakBy((index) => {
      met ||= index === at
      return index === at ? diskError('ENOSPC') : null
    })
    const made = await createNotebook(folder, 'Harbour', samplePorts({ fs: disk.fs })).then(
      () => true,
      () => false,
    )
    expect({ at, notebook: await isNotebook(folder) }).toEqual({ at, notebook: made })
    if (!made) await createNotebook(folder, 'Harbour', samplePorts())
    const store = await openNotebook(folder, samplePorts())
    expect(store.readOnly).toBe(null)
    await store.close()
    await rm(folder, { recursive: true })
    if (!met) break
  }
})

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { zipSync } from 'fflate'
import { expect, onTestFinished, test, vi } from 'vitest'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { CallName, Input, Output } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import { readFile } from '../intake/read-file'
import { createNotebook } from '../store/create-notebook'
import { steadyPorts } from '../testing/steady-ports'
import { temporaryFolder } from '../testing/temporary-folder'
import type { Desktop } from './desktop'
import { openSession } from './open-session'
import type { Ports } from './ports'
import { sourceIn } from './testing/source-in'

type Call = <Name extends CallName>(name: Name, input: Input<Name>) => Promise<Output<Name>>

/** The calls of a new notebook. */
async function opened(ports: Partial<Ports> = {}, desktop: Desktop | null = null): Promise<Call> {
  const folder = join(await temporaryFolder(), 'Harbour')
  const all = { ...steadyPorts(), ...ports }
  await createNotebook(folder, 'Harbour', all)
  const session = await openSession({ folder, desktop }, all)
  onTestFinished(() => session.close())
  return async (name, input) => {
    const answer = await session.call(name, input)
    if (!answer.ok) throw new Failure(answer.error.reason, answer.error.message)
    // The handler of `name` gave it.
    return answer.value as never
  }
}

function deferred() {
  const held: { resolve: () => void } = { resolve: () => undefined }
  const promise = new Promise<void>((settle) => {
    held.resolve = settle
  })
  return { promise, resolve: () => held.resolve() }
}

/** A desktop in whose dialogs nothing is chosen. */
const noDesktop: Desktop = {
  chooseFiles: async () => [],
  chooseFolder: async () => null,
  openNotebook: async () => {},
  saveFile: async () => null,
  openLink: async () => {},
}

async function begin(call: Call, name: string, bytes: Uint8Array): Promise<string> {
  const { import: id } = await call('import.begin', { name, size: bytes.length })
  await call('import.chunk', { import: id, offset: 0, bytes: Buffer.from(bytes).toString('base64') })
  return id
}

test('a text of which nothing is told has an overlay all the same: it was asked', async () => {
  const call = await opened()
  const id = sourceIn(
    await call('import.end', { import: await begin(call, 'note.txt', Buffer.from('quay')) }),
  )
  expect((await call('source.get', { source: id })).structures).toEqual([{ version: 1, marks: [] }])
})

test('a saved page arrives with its details, where they come from, and its frame', async () => {
  const call = await opened()
  const page = readFileSync(join(import.meta.dirname, '../../tests/fixtures/pages/courier-article.html'))
  const id = sourceIn(await call('import.end', { import: await begin(call, 'page.html', page) }))
  const source = await call('source.get', { source: id })
  expect(source.details).toMatchObject({ outlet: 'The Courier', published: '2025-03-04' })
  expect(source.inferences.map(({ field }) => field)).toContain('published')
  expect(source.structures.flatMap(({ marks }) => marks.map(({ kind }) => kind))).toContain('frame')
  const version = await call('version.get', { source: id, version: 1 })
  expect(version.original).toMatchObject({ mediaType: 'text/html', bytes: page.length })
  expect(JSON.stringify(version.blocks)).not.toContain('<p')
})

test('a file can be cancelled while it is being read, and nothing is added', async () => {
  const reading: string[] = []
  const call = await opened({
    parseFile: async (name, _bytes, signal) => {
      reading.push(name)
      await new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error))
      })
      throw new Error('only a cancelled file ends here')
    },
  })
  const id = await begin(call, 'page.html', Buffer.from('<p>x'))
  const report = call('import.end', { import: id })
  await vi.waitFor(() => expect(reading).toEqual(['page.html']))
  // What is read cannot be read a second time meanwhile.
  await expect(call('import.end', { import: id })).rejects.toMatchObject({ reason: 'not-found' })
  await call('import.cancel', { import: id })
  expect(await report).toMatchObject({ ok: false, reason: 'not-found', file: 'page.html' })
  expect(await call('library.list', {})).toEqual([])
})

test('undo does not wait for a file that is still being read', async () => {
  const call = await opened({
    parseFile: (_name, _bytes, signal) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error))
      }),
  })
  const id = await begin(call, 'page.html', Buffer.from('<p>x'))
  const report = call('import.end', { import: id })
  await call('brief.create', blankBrief('Fund'))
  await call('history.undo', {})
  expect(await call('brief.list', {})).toEqual([])
  await call('import.cancel', { import: id })
  expect(await report).toMatchObject({ ok: false })
})

test('the files of a folder and below are imported by their handles, bibliographies behind the texts', async () => {
  const folder = await temporaryFolder()
  mkdirSync(join(folder, 'notes'))
  writeFileSync(
    join(folder, 'a.bib'),
    '@article{a, title={The pier}, journal={The Courier}, file={:pier.txt:TXT}}',
  )
  writeFileSync(join(folder, 'notes', 'pier.txt'), 'The pier\n\nIt is closed to ships of that length.')
  writeFileSync(join(folder, '.hidden'), 'no text of anybody')
  let chosen: string | null = folder
  const call = await opened({}, { ...noDesktop, chooseFolder: async () => chosen })
  const files = await call('desktop.chooseFolder', {})
  // Named within the folder: what lies in it was not chosen by itself.
  const within = basename(folder)
  expect(files.map(({ name }) => name)).toEqual([`${within}/notes/pier.txt`, `${within}/a.bib`])
  for (const { handle } of files) await call('desktop.importFile', { handle, batch: 'folder' })
  expect(await call('library.list', {})).toMatchObject([{ title: 'The pier', outlet: 'The Courier' }])
  await call('history.undo', {})
  expect(await call('library.list', {})).toEqual([])
  chosen = null
  expect(await call('desktop.chooseFolder', {})).toEqual([])
})

test('texts stand in the order in which they were asked for, whichever is read first', async () => {
  const held = deferred()
  const call = await opened({
    // A clock that stands still, as it does for files of one drop.
    now: () => '2025-03-01T09:00:00.000Z',
    parseFile: async (name, bytes) => {
      if (name === 'one.txt') await held.promise
      return readFile(name, bytes)
    },
  })
  const ids = []
  for (const name of ['one', 'two', 'three'])
    ids.push(await begin(call, `${name}.txt`, Buffer.from(`Pier ${name} is closed.`)))
  const [first, ...others] = ids.map((id) => call('import.end', { import: id }))
  await Promise.all(others)
  held.resolve()
  await first
  expect((await call('library.list', {})).map(({ title }) => title)).toEqual(['one', 'two', 'three'])
})

test('a file of the desktop that was refused, or was known, can be imported by its handle again', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'pier.txt')
  const call = await opened({}, { ...noDesktop, chooseFiles: async () => [path] })
  const [chosen] = await call('desktop.chooseFiles', {})
  const handle = chosen?.handle ?? ''
  expect(await call('desktop.importFile', { handle })).toMatchObject({ ok: false, reason: 'gone' })
  writeFileSync(path, 'The pier\n\nIt is closed to ships of that length.')
  expect(await call('desktop.importFile', { handle })).toMatchObject({ ok: true })
  await expect(call('desktop.importFile', { handle })).rejects.toThrow(/choose it again/)

  const [same] = await call('desktop.chooseFiles', {})
  const known = { outcome: { what: 'known' } }
  expect(await call('desktop.importFile', { handle: same?.handle ?? '' })).toMatchObject(known)
  expect(await call('desktop.importFile', { handle: same?.handle ?? '', again: true })).toMatchObject({
    outcome: { what: 'added' },
  })
  expect(await call('library.list', {})).toHaveLength(2)
})

test('a file of an archive that was known can be imported all the same', async () => {
  const call = await opened()
  const pier = new TextEncoder().encode('The pier\n\nIt is closed to ships of that length.')
  await call('import.end', { import: await begin(call, 'pier.txt', pier) })
  const zip = await begin(call, 'all.zip', zipSync({ 'pier.txt': pier }))
  const report = await call('import.end', { import: zip })
  if (!report.ok || report.outcome.what !== 'archive') throw new Error('this is an archive')
  const handle = report.outcome.members[0]?.handle ?? ''
  expect(await call('import.member', { handle })).toMatchObject({ outcome: { what: 'known' } })
  expect(await call('import.member', { handle, again: true })).toMatchObject({ outcome: { what: 'added' } })
  await expect(call('import.member', { handle })).rejects.toThrow(/imported already/)
})

import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { CallName, Input, Output } from '../../shared/contract/calls'
import type { NotebookEvent } from '../../shared/contract/events'
import { Failure } from '../../shared/contract/failure'
import { createNotebook } from '../store/create-notebook'
import { realFileSystem } from '../store/file-system'
import { NotebookStore } from '../store/notebook-store'
import { forgetEarlierStates } from '../store/testing/forget-earlier-states'
import { steadyPorts } from '../testing/steady-ports'
import { temporaryFolder } from '../testing/temporary-folder'
import type { Desktop } from './desktop'
import { openSession, type Session } from './open-session'
import type { Ports } from './ports'
import { sourceIn } from './testing/source-in'

let folder = ''
let session: Session

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'Harbour')
  await createNotebook(folder, 'Harbour', steadyPorts())
  session = await open(null)
})

async function open(desktop: Desktop | null, report?: Ports['report']): Promise<Session> {
  const opened = await openSession({ folder, desktop }, steadyPorts(report))
  onTestFinished(() => opened.close())
  return opened
}

async function call<Name extends CallName>(
  name: Name,
  input: Input<Name>,
  on = session,
): Promise<Output<Name>> {
  const answer = await on.call(name, input)
  if (!answer.ok) throw new Failure(answer.error.reason, answer.error.message)
  // The handler of `name` gave it.
  return answer.value as Output<Name>
}

async function importText(name: string, text: string) {
  const bytes = Buffer.from(text)
  const { import: id } = await call('import.begin', { name, size: bytes.length })
  await call('import.chunk', { import: id, offset: 0, bytes: bytes.toString('base64') })
  return call('import.end', { import: id })
}

async function importedSource(text = 'Port fund splits the harbour council\nThe port gets nearly €40m.') {
  return sourceIn(await importText('courier.txt', text))
}

async function tag(
  source: Output<'source.get'>['id'],
  exact: string,
  kind: 'claim' | 'figure' | 'position' = 'claim',
) {
  return call('annotation.create', {
    source,
    version: 1,
    place: { by: 'quote', exact, prefix: '', suffix: '' },
    body: { kind },
  })
}

test('what was tagged is there when the notebook is opened again', async () => {
  const source = await importedSource()
  const figure = await tag(source, 'nearly €40m', 'figure')
  expect(figure).toMatchObject({
    revision: 1,
    body: { kind: 'figure', asWritten: 'nearly €40m', quantity: null },
    memo: '',
  })
  await session.close()
  session = await open(null)
  expect(await call('annotation.list', { source, kind: null })).toEqual([figure])
  expect(await call('library.list', {})).toMatchObject([{ counts: { claim: 0, figure: 1, position: 0 } }])
})

test('every change can be undone and done again, each under its name', async () => {
  const source = await importedSource()
  const { id } = await tag(source, 'nearly €40m', 'figure')
  await call('annotation.update', { source, annotation: id, revision: 1, memo: 'Over five years' })
  await call('source.update', { source, revision: 1, details: { outlet: 'The Courier' } })
  const brief = await call('brief.create', blankBrief('Who pays'))
  await call('brief.add', { brief: brief.id, annotations: 'all' })
  await call('brief.rename', { brief: brief.id, revision: 2, title: 'Who pays for it' })
  await call('brief.drop', { brief: brief.id, annotation: id })
  await call('annotation.remove', { source, annotation: id })
  await call('brief.remove', { brief: brief.id })
  await call('source.remove', { source })
  const after = await everything()

  const undone: string[] = []
  while ((await call('history.state', {})).undo !== null) undone.push((await call('history.undo', {})).undone)
  expect(undone).toEqual([
    'remove source',
    'delete brief',
    'delete figure',
    'remove from brief',
    'rename brief',
    'add to brief',
    'new brief',
    'edit source',
    'memo on figure',
    'tag figure',
    'import courier.txt',
  ])
  expect(await everything()).toEqual({ sources: [], annotations: [], briefs: [] })

  const redone: string[] = []
  while ((await call('history.state', {})).redo !== null) redone.push((await call('history.redo', {})).redone)
  expect(redone).toEqual(undone.toReversed())
  expect(await everything()).toEqual(after)
})

async function everything() {
  return {
    sources: await call('library.list', {}),
    annotations: (await call('annotation.list', { source: null, kind: null })).map(({ id }) => id),
    briefs: (await call('brief.list', {})).map(({ title, excerpts }) => ({ title, excerpts })),
  }
}

test('undo in the middle shows what was there', async () => {
  const source = await importedSource()
  const { id } = await tag(source, 'nearly €40m')
  await call('annotation.update', { source, annotation: id, revision: 1, memo: 'first' })
  await call('source.update', { source, revision: 1, details: { outlet: 'The Courier' } })
  await call('source.update', { source, revision: 2, status: 'read' })
  await call('history.undo', {})
  const now = await call('source.get', { source })
  expect(now.details.outlet).toBe('The Courier')
  expect(now.status).toBe('unread')
  await call('history.undo', {})
  expect((await call('source.get', { source })).details.outlet).toBeNull()
  await call('history.undo', {})
  expect((await call('annotation.list', { source, kind: null }))[0]?.memo).toBe('')
})

test('a change made on sight of an old revision is a conflict, and nothing changes', async () => {
  const source = await importedSource()
  const { id } = await tag(source, 'nearly €40m')
  await call('annotation.update', { source, annotation: id, revision: 1, memo: 'first' })
  await expect(
    call('annotation.update', { source, annotation: id, revision: 1, memo: 'second' }),
  ).rejects.toMatchObject({ reason: 'conflict' })
  expect(await call('annotation.list', { source, kind: null })).toMatchObject([
    { memo: 'first', revision: 2 },
  ])
})

test('a detail that a person sets is no longer inferred', async () => {
  const source = await importedSource()
  expect((await call('source.get', { source })).inferences).toMatchObject([{ field: 'title' }])
  await call('source.update', { source, revision: 1, details: { title: 'Quarrel over the fund' } })
  expect((await call('source.get', { source })).inferences).toEqual([])
})

test('a change that changes nothing is neither written nor a step to take back', async () => {
  const source = await importedSource()
  const { id } = await tag(source, 'nearly €40m')
  const seen = await call('source.update', { source, revision: 1, details: { outlet: null } })
  expect(seen.revision).toBe(1)
  expect((await call('annotation.update', { source, annotation: id, revision: 1, memo: '' })).revision).toBe(
    1,
  )
  expect(await call('history.state', {})).toEqual({ undo: 'tag claim', redo: null })
})

test('undo and redo name the text in which the step was made, as it is called now', async () => {
  const source = await importedSource()
  const { id: annotation } = await tag(source, 'nearly €40m', 'figure')
  const { revision } = await call('source.get', { source })
  await call('source.update', { source, revision, details: { title: 'The port and its fund' } })
  await call('brief.create', blankBrief('Who pays'))
  expect(await call('history.undo', {})).toEqual({ undone: 'new brief', where: null })
  expect(await call('history.undo', {})).toMatchObject({ undone: 'edit source', where: { within: false } })
  expect(await call('history.redo', {})).toMatchObject({ where: { source, title: 'The port and its fund' } })
  await call('history.undo', {})
  const title = 'Port fund splits the harbour council'
  expect(await call('history.undo', {})).toEqual({
    undone: 'tag figure',
    where: { source, title, within: true, annotation: null },
  })
  expect(await call('history.redo', {})).toMatchObject({ where: { within: true, annotation } })
  await call('history.undo', {})
  expect(await call('history.undo', {})).toEqual({ undone: 'import courier.txt', where: null })
  expect(await call('history.redo', {})).toMatchObject({ where: { source, title, within: false } })
})

test('undo means the last thing done, also while the disk is still at it', async () => {
  const source = await importedSource()
  await tag(source, 'Port fund')
  const [figure, undone] = await Promise.all([tag(source, 'nearly €40m', 'figure'), call('history.undo', {})])
  expect(undone).toMatchObject({ undone: 'tag figure' })
  const left = await call('annotation.list', { source, kind: null })
  expect(left.map(({ id }) => id)).not.toContain(figure.id)
  expect(left).toHaveLength(1)
})

test('a source that cannot be read does not hide the others, and the notebook says which it is', async () => {
  const one = await importedSource()
  const two = await importedSource('Another text of the harbour council\nThe guild waits.')
  await tag(one, 'nearly €40m')
  await tag(two, 'The guild waits.')
  await session.close()
  await forgetEarlierStates(folder)
  await writeFile(join(folder, 'sources', one, 'annotations/1.json'), 'hurt')
  session = await open(null)
  expect(
    (await call('annotation.list', { source: null, kind: null })).map(({ target }) => target.source),
  ).toEqual([two])
  const { damaged } = await call('notebook.state', {})
  expect(damaged).toHaveLength(1)
  expect(damaged[0]).toContain('annotations/1.json')
})

test('windows are told of every change, and a window that fails does not undo it', async () => {
  const events: NotebookEvent[] = []
  const report = vi.fn<Ports['report']>()
  await session.close()
  session = await open(null, report)
  session.onEvent(() => {
    throw new Error('the window has gone')
  })
  const stop = session.onEvent((event) => void events.push(event))
  const source = await importedSource()
  await tag(source, 'nearly €40m')
  expect(events).toContainEqual({ kind: 'library' })
  expect(events).toContainEqual({ kind: 'annotations', source })
  expect(events).toContainEqual({ kind: 'history' })
  expect(report).toHaveBeenCalledWith(new Error('the window has gone'))
  stop()
  const seen = events.length
  await tag(source, 'Port fund')
  expect(events).toHaveLength(seen)
})

test('a kind is for good: a claim does not become a figure', async () => {
  const source = await importedSource()
  const { id } = await tag(source, 'nearly €40m')
  const figure = await tag(source, 'nearly €40m', 'figure')
  await expect(
    call('annotation.update', { source, annotation: id, revision: 1, body: figure.body }),
  ).rejects.toThrow('cannot become')
})

test('passages of one highlight that overlap are refused', async () => {
  const source = await importedSource()
  const place = {
    by: 'position' as const,
    ranges: [
      { start: 0, end: 9 },
      { start: 5, end: 12 },
    ],
  }
  await expect(
    call('annotation.create', { source, version: 1, place, body: { kind: 'claim' } }),
  ).rejects.toMatchObject({ reason: 'invalid-input' })
})

test('a highlight of several passages keeps them in reading order', async () => {
  const source = await importedSource()
  const place = {
    by: 'position' as const,
    ranges: [
      { start: 37, end: 45 },
      { start: 0, end: 9 },
    ],
  }
  const { target } = await call('annotation.create', { source, version: 1, place, body: { kind: 'claim' } })
  expect(target.ranges.map(({ quote }) => quote.exact)).toEqual(['Port fund', 'The port'])
})

test('a file that ended early, or whose pieces came out of order, is not imported', async () => {
  const { import: id } = await call('import.begin', { name: 'cut.txt', size: 10 })
  await expect(call('import.chunk', { import: id, offset: 4, bytes: 'YQ==' })).rejects.toMatchObject({
    reason: 'invalid-input',
  })
  await call('import.chunk', { import: id, offset: 0, bytes: 'YQ==' })
  const report = await call('import.end', { import: id })
  expect(report).toMatchObject({ ok: false, reason: 'unreadable' })
  expect(report.message).toContain('“cut.txt”')
  expect(await call('library.list', {})).toEqual([])
})

test('files on their way cannot fill the memory', async () => {
  for (let index = 0; index < 4; index += 1)
    await call('import.begin', { name: `${index}.txt`, size: 50 * 1024 * 1024 })
  await expect(call('import.begin', { name: 'x.txt', size: 1 })).rejects.toMatchObject({
    reason: 'too-large',
  })
})

test('a file whose pieces stopped coming makes room again', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  for (let index = 0; index < 4; index += 1) {
    await call('import.begin', { name: `${index}.txt`, size: 50 * 1024 * 1024 })
  }
  vi.advanceTimersByTime(61_000)
  expect(await importText('courier.txt', 'Port fund splits the harbour council')).toMatchObject({ ok: true })
  vi.useRealTimers()
})

test('a name cannot lead out of the notebook', async () => {
  const report = await importText('../../evil\u0000name.txt', 'Port fund splits the harbour council')
  expect(report).toMatchObject({ ok: true, file: 'evilname.txt' })
  expect(await readdir(join(folder, '..'))).toEqual(['Harbour'])
})

test('the desktop hands out handles: each file can be imported once, and paths stay inside', async () => {
  const file = join(folder, '../courier.txt')
  await writeFile(file, 'Port fund splits the harbour council')
  const saved = join(folder, '../brief.md')
  await session.close()
  session = await open({
    chooseFiles: async () => [file, join(folder, '../gone.txt')],
    chooseFolder: async () => null,
    openNotebook: async () => {},
    saveFile: async () => saved,
    openLink: async () => {},
  })
  const [chosen, gone] = await call('desktop.chooseFiles', {})
  expect(chosen).toMatchObject({ name: 'courier.txt', size: 36 })
  expect(JSON.stringify(chosen)).not.toContain(folder)
  const handle = chosen?.handle ?? ''
  expect(await call('desktop.importFile', { handle })).toMatchObject({ ok: true, file: 'courier.txt' })
  await expect(call('desktop.importFile', { handle })).rejects.toMatchObject({ reason: 'not-found' })
  expect(await call('desktop.importFile', { handle: gone?.handle ?? '' })).toMatchObject({
    ok: false,
    reason: 'gone',
  })
  const place = await call('desktop.chooseSave', { fileName: 'brief.md' })
  const files = [{ name: 'brief.md', encoding: 'utf8' as const, data: '# Who pays\n' }]
  expect(await call('desktop.writeExport', { handle: place?.handle ?? '', files })).toEqual({
    saved: [saved],
  })
})

/** Ports whose search notes down what it is told. */
function notingSearch(told: string[]): Ports {
  return {
    ...steadyPorts(),
    openSearch: ({ id }) => {
      told.push(`open ${id}`)
      return {
        begin: (writer) => void told.push(writer ? 'begin to write' : 'begin to read'),
        ask: () => Promise.reject(new Error('nobody asks')),
        changed: () => {},
        listed: () => {},
        close: async () => void told.push('close'),
      }
    },
  }
}

test('search is made ready while the notebook is opened, and begins when it is open', async () => {
  await session.close()
  const told: string[] = []
  const opened = await openSession({ folder, desktop: null, prepare: true }, notingSearch(told))
  onTestFinished(() => opened.close())
  const { id } = await call('notebook.state', {}, opened)
  expect(told).toEqual([`open ${id}`, 'begin to write'])
})

test('a notebook that is open elsewhere is searched by a reader', async () => {
  const told: string[] = []
  const opened = await openSession({ folder, desktop: null, prepare: true }, notingSearch(told))
  onTestFinished(() => opened.close())
  expect(told.at(-1)).toBe('begin to read')
})

test('search that was made ready for a notebook that cannot be opened ends', async () => {
  await session.close()
  const failing = vi.spyOn(realFileSystem, 'readdir').mockRejectedValue(new Error('no such luck'))
  onTestFinished(() => failing.mockRestore())
  const told: string[] = []
  await expect(openSession({ folder, desktop: null, prepare: true }, notingSearch(told))).rejects.toThrow(
    /luck/,
  )
  expect(told).toEqual([expect.stringMatching(/^open /), 'close'])
})

test('where a person will look, all annotations are read before anybody asks', async () => {
  const source = await importedSource()
  await tag(source, 'nearly €40m', 'figure')
  await session.close()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const read = vi.spyOn(NotebookStore.prototype, 'readAnnotations')
  onTestFinished(() => read.mockRestore())
  const opened = await openSession({ folder, desktop: null, prepare: true }, notingSearch([]))
  onTestFinished(() => opened.close())
  expect(read).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2000)
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(1))
  await call('annotation.list', { source: null, kind: null }, opened)
  expect(read).toHaveBeenCalledTimes(1)
})

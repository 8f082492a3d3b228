import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { Answer } from '../../shared/contract/answer'
import { callNames, calls, isCallName } from '../../shared/contract/calls'
import { type BriefDocument, BriefFormat, type BriefParagraph } from '../../shared/model/brief'
import { anyExcerpt } from '../../shared/model/excerpts'
import { AnnotationId, SourceId } from '../../shared/model/ids'
import { openSession } from '../api/open-session'
import { createNotebook } from '../store/create-notebook'
import { steadyPorts } from '../testing/steady-ports'
import { temporaryFolder } from '../testing/temporary-folder'
import { runCommandLine } from './command-line/run-command-line'
import { serveElectronIpc } from './electron-ipc'
import { serveLoopback } from './loopback-http'

type Sent = { readonly name: string; readonly input: unknown }

const text = 'Port fund splits the harbour council\nThe port gets nearly €40m.\nThe guild does not want it.'
const source = 's-0000000000000002'
const annotation = 'a-0000000000000004'
const brief = 'b-0000000000000005'

/** What a program that syncs folders left beside the list of actors. */
const copyOfActors = 'actors.conflict-2025-03-01T09-00-00.000Z.json'

const archive = Buffer.from(
  zipSync({ 'more.txt': strToU8('The guild answers\nIt wants a vote.') }, { mtime: '2025-03-01' }),
)

const passage = {
  source: SourceId.parse(source),
  annotation: AnnotationId.parse(annotation),
  exact: 'nearly €40m',
  declined: null,
}

const split = 's-0000000000000010'
const guild = 'p-0000000000000006'
const fishers = 'p-0000000000000007'
const money = 'c-0000000000000009'
const arrangement = { filter: anyExcerpt, sort: 'place', descending: false, group: 'none' }

const liveFigures = { view: 'figures', filter: anyExcerpt }

/** What somebody wrote in the editor: every kind of block and of word. */
const written: BriefDocument = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2, section: null }, content: [{ type: 'text', text: 'Money' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'The port gets money', marks: [{ type: 'bold' }] },
        { type: 'citation', attrs: passage },
        { type: 'hardBreak' },
        { type: 'footnote', attrs: { words: 'Before tax.' } },
      ],
    },
    { type: 'excerpt', attrs: passage },
    {
      type: 'live',
      attrs: { view: 'figures', filter: anyExcerpt, caption: 'Figures', seen: null, declined: null },
    },
    { type: 'orderedList', attrs: { start: 3 }, content: [{ type: 'listItem', content: [words('Third')] }] },
    { type: 'blockquote', content: [words('Typed by hand')] },
    {
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableHeader', content: [words('Year')] }] }],
    },
    { type: 'horizontalRule' },
  ],
}

function words(text: string): BriefParagraph {
  return { type: 'paragraph', content: [{ type: 'text', text }] }
}

function frame(block: string) {
  return { kind: 'frame', from: block, to: block, origin: 'hand', evidence: null }
}

/** Every call of the contract, done and refused, in an order in which each finds what it needs. */
const sent: readonly Sent[] = [
  { name: 'notebook.state', input: {} },
  { name: 'library.list', input: {} },
  { name: 'import.begin', input: { name: 'courier.txt', size: Buffer.byteLength(text) } },
  {
    name: 'import.chunk',
    input: { import: 's-0000000000000001', offset: 0, bytes: Buffer.from(text).toString('base64') },
  },
  { name: 'import.chunk', input: { import: 's-0000000000000001', offset: 3, bytes: '' } },
  { name: 'import.end', input: { import: 's-0000000000000001' } },
  { name: 'import.end', input: { import: 's-0000000000000001' } },
  { name: 'import.begin', input: { name: 'large.txt', size: 60_000_000 } },
  { name: 'import.begin', input: { name: 'empty.txt', size: 0 } },
  { name: 'import.end', input: { import: 's-0000000000000003' } },
  { name: 'import.cancel', input: { import: 's-0000000000000003' } },
  { name: 'source.get', input: { source } },
  { name: 'source.get', input: { source: 's-00000000000000zz' } },
  { name: 'notebook.keepLastRead', input: { source } },
  { name: 'notebook.lastRead', input: {} },
  { name: 'version.get', input: { source, version: 1 } },
  { name: 'version.get', input: { source, version: 2 } },
  { name: 'search.run', input: { query: 'port “the guild” colour:red', limit: 5, frame: false } },
  { name: 'search.run', input: { query: 'port', limit: 0, frame: false } },
  {
    name: 'source.update',
    input: { source, revision: 1, details: { outlet: 'The Courier', published: '2025-03-04' } },
  },
  { name: 'source.update', input: { source, revision: 1, status: 'read' } },
  {
    name: 'annotation.create',
    input: {
      source,
      version: 1,
      place: { by: 'quote', exact: 'nearly €40m', prefix: '', suffix: '' },
      body: { kind: 'figure' },
    },
  },
  {
    name: 'annotation.create',
    input: {
      source,
      version: 1,
      place: { by: 'quote', exact: 'words not there', prefix: '', suffix: '' },
      body: { kind: 'claim' },
    },
  },
  {
    name: 'annotation.create',
    input: {
      source,
      version: 1,
      place: { by: 'position', ranges: [{ start: 9000, end: 9001 }] },
      body: { kind: 'claim' },
    },
  },
  { name: 'annotation.update', input: { source, annotation, revision: 1, memo: 'Who pays?' } },
  {
    name: 'annotation.update',
    input: { source, annotation, revision: 2, ranges: [{ start: 46, end: 66 }] },
  },
  {
    name: 'annotation.update',
    input: { source, annotation, revision: 3, ranges: [{ start: 46, end: 9000 }] },
  },
  { name: 'annotation.list', input: { source: null, kind: 'figure' } },
  { name: 'source.detect', input: { source, version: 1 } },
  { name: 'source.detect', input: { source, version: 2 } },
  { name: 'source.keepPlace', input: { source, version: 1, offset: 37 } },
  { name: 'source.keepPlace', input: { source, version: 1, offset: 9000 } },
  { name: 'source.keepPlace', input: { source, version: 2, offset: 0 } },
  {
    name: 'source.update',
    input: { source, revision: 2, structure: { version: 1, marks: [frame('b1')] }, status: 'read' },
  },
  {
    name: 'source.update',
    input: { source, revision: 3, structure: { version: 1, marks: [frame('b9')] } },
  },
  { name: 'history.state', input: {} },
  { name: 'brief.create', input: blankBrief('Who pays for the harbour') },
  { name: 'brief.add', input: { brief, annotations: 'all' } },
  { name: 'brief.rename', input: { brief, revision: 2, title: 'Who pays' } },
  { name: 'brief.get', input: { brief } },
  { name: 'brief.list', input: {} },
  { name: 'brief.export', input: { brief, format: 'markdown', over: null, choices: [] } },
  { name: 'brief.export', input: { brief, format: 'markdown', over: 'typed by hand', choices: [] } },
  { name: 'brief.export', input: { brief, format: 'markdown', over: 'typed by hand', choices: ['brief'] } },
  ...BriefFormat.options.map((format) => ({
    name: 'brief.export',
    input: { brief, format, name: 'Chosen', over: null, choices: [] },
  })),
  { name: 'brief.export', input: { brief, format: 'html', name: '../up', over: null, choices: [] } },
  { name: 'brief.evidence', input: { passages: [{ source, annotation }], live: [liveFigures] } },
  { name: 'brief.check', input: { brief } },
  { name: 'brief.save', input: { brief, revision: 3, document: written } },
  { name: 'brief.save', input: { brief, revision: 3, document: written } },
  {
    name: 'brief.save',
    input: { brief, revision: 4, document: { type: 'doc', content: [{ type: 'script' }] } },
  },
  { name: 'brief.check', input: { brief } },
  { name: 'brief.export', input: { brief, format: 'markdown', over: null, choices: [] } },
  { name: 'brief.drop', input: { brief, annotation } },
  { name: 'brief.remove', input: { brief } },
  { name: 'annotation.remove', input: { source, annotation } },
  { name: 'history.undo', input: {} },
  { name: 'history.redo', input: {} },
  { name: 'trash.list', input: { source } },
  { name: 'trash.restore', input: { kind: 'annotation', source, annotation } },
  { name: 'trash.restore', input: { kind: 'annotation', source, annotation } },
  { name: 'source.remove', input: { source } },
  { name: 'trash.list', input: { source } },
  { name: 'trash.list', input: { source: null } },
  { name: 'trash.restore', input: { kind: 'source', source } },
  { name: 'trash.restore', input: { kind: 'brief', brief } },
  { name: 'trash.restore', input: { kind: 'brief', brief } },
  { name: 'trash.restore', input: { kind: 'source', source } },
  { name: 'history.undo', input: {} },
  { name: 'history.state', input: {} },
  { name: 'codebook.add', input: { kind: 'actor', name: 'The guild' } },
  { name: 'codebook.add', input: { kind: 'actor', name: 'Guild of fishers', spellings: ['the guilds'] } },
  { name: 'codebook.add', input: { kind: 'actor', name: 'the guilds' } },
  { name: 'codebook.add', input: { kind: 'measure', name: 'Money', colour: '1' } },
  { name: 'codebook.add', input: { kind: 'code', name: 'Money', colour: '1' } },
  { name: 'codebook.update', input: { kind: 'actor', id: guild, name: 'guild of fishers' } },
  { name: 'codebook.update', input: { kind: 'actor', id: guild, description: 'Who catches' } },
  { name: 'codebook.merge', input: { kind: 'actor', from: [guild], into: guild } },
  { name: 'codebook.merge', input: { kind: 'actor', from: [guild], into: fishers } },
  { name: 'codebook.use', input: {} },
  { name: 'codebook.naming', input: { ids: [fishers] } },
  {
    name: 'annotation.bulk',
    input: { of: { by: 'id', annotations: [annotation] }, change: { do: 'add-code', code: money } },
  },
  {
    name: 'annotation.bulk',
    input: { of: { by: 'filter', filter: anyExcerpt }, change: { do: 'set-stance', stance: 'for' } },
  },
  { name: 'excerpt.list', input: { arrangement, offset: 0, limit: 10 } },
  { name: 'compare.figures', input: { filter: anyExcerpt } },
  { name: 'compare.positions', input: { filter: anyExcerpt } },
  { name: 'compare.claims', input: { filter: anyExcerpt } },
  { name: 'codebook.remove', input: { kind: 'code', id: money } },
  { name: 'codebook.remove', input: { kind: 'code', id: money } },
  { name: 'codebook.get', input: {} },
  { name: 'view.list', input: {} },
  { name: 'view.save', input: { revision: 1, view: { name: 'All', arrangement } } },
  { name: 'view.save', input: { revision: 1, view: { name: 'All again', arrangement } } },
  { name: 'view.remove', input: { revision: 2, name: 'All' } },
  { name: 'date.read', input: { wording: 'on Monday', source } },
  { name: 'date.read', input: { wording: 'on Monday', source: null } },
  { name: 'preferences.get', input: {} },
  { name: 'preferences.get', input: { of: 'somebody else' } },
  { name: 'preferences.set', input: { theme: 'dark', textSize: 120 } },
  { name: 'preferences.set', input: { theme: 'sepia' } },
  { name: 'source.infer', input: { source, version: 1 } },
  { name: 'source.infer', input: { source, version: 7 } },
  { name: 'source.verify', input: { sources: [source] } },
  { name: 'source.verify', input: { sources: [] } },
  { name: 'source.alike', input: { source } },
  {
    name: 'version.correct',
    input: { source, revision: 3, edits: [{ block: 'b2', text: 'The port gets nearly €41m.' }] },
  },
  { name: 'version.correct', input: { source, revision: 4, edits: [{ block: 'b9', text: '' }] } },
  { name: 'version.compare', input: { source, from: 1, to: 2 } },
  { name: 'version.compare', input: { source, from: 1, to: 3 } },
  { name: 'annotation.places', input: { source, annotation } },
  { name: 'annotation.settle', input: { source, annotation, revision: 5, as: { what: 'older' } } },
  { name: 'annotation.settle', input: { source, annotation, revision: 5, as: { what: 'older' } } },
  { name: 'source.split', input: { source, revision: 4, at: 'b3' } },
  { name: 'source.split', input: { source, revision: 5, at: 'b1' } },
  { name: 'version.add', input: { source, revision: 5, from: split } },
  { name: 'version.add', input: { source, revision: 6, from: source } },
  { name: 'import.member', input: { handle: 'x' } },
  { name: 'import.begin', input: { name: 'more.zip', size: archive.length, batch: 'dropped' } },
  {
    name: 'import.chunk',
    input: { import: 's-0000000000000012', offset: 0, bytes: archive.toString('base64') },
  },
  { name: 'import.end', input: { import: 's-0000000000000012' } },
  { name: 'import.member', input: { handle: 's-0000000000000013', batch: 'dropped' } },
  { name: 'import.member', input: { handle: 's-0000000000000013' } },
  { name: 'history.undo', input: {} },
  { name: 'brief.create', input: { title: 'A draft', template: 'fact-check', filter: anyExcerpt } },
  { name: 'brief.create', input: { title: 'A draft', template: 'sonnet', filter: anyExcerpt } },
  { name: 'sample.add', input: {} },
  { name: 'source.remove', input: { source } },
  { name: 'sample.add', input: {} },
  { name: 'health.choose', input: { file: copyOfActors, keep: 'copy' } },
  { name: 'health.choose', input: { file: copyOfActors, keep: 'copy' } },
  { name: 'health.read', input: {} },
  { name: 'health.check', input: { texts: true } },
  { name: 'health.stopCheck', input: {} },
  { name: 'backup.make', input: {} },
  { name: 'backup.restore', input: { number: 1, place: 'notebook' } },
  { name: 'backup.restore', input: { number: 99, place: 'notebook' } },
  { name: 'backup.list', input: {} },
  { name: 'backup.losses', input: {} },
  { name: 'backup.look', input: { number: 1, place: 'notebook' } },
  { name: 'backup.restoreCopy', input: { number: 1, place: 'notebook' } },
  { name: 'backup.restoreCopy', input: { number: 1, place: 'outside' } },
  { name: 'desktop.openCopy', input: { folder: '/tmp/no copy' } },
  { name: 'backup.setOutside', input: { on: false } },
  { name: 'desktop.chooseFiles', input: {} },
  { name: 'desktop.importFile', input: { handle: 'x' } },
  { name: 'desktop.chooseSave', input: { fileName: 'a.md' } },
  {
    name: 'desktop.writeExport',
    input: { handle: 'x', files: [{ name: 'a.md', encoding: 'utf8', data: '' }] },
  },
  { name: 'desktop.openLink', input: { url: 'https://courier.example/' } },
  { name: 'desktop.openLink', input: { url: 'file:///etc/passwd' } },
  { name: 'no.such.call', input: {} },
  { name: 'library.list', input: { surplus: true } },
  { name: 'annotation.list', input: null },
]

/** Nothing happens by itself while the calls are made, so that times are the same in every run. */
const quietPorts = () => ({ ...steadyPorts(), later: () => () => undefined })

async function* writtenCalls() {
  for (const call of sent) yield JSON.stringify(call)
}

/** The three hosts, each on a notebook of its own that gives the same ids and times. */
const hosts = {
  async 'Electron IPC'(folder: string): Promise<string[]> {
    const session = await openSession({ folder, desktop: null }, quietPorts())
    let listener: ((event: unknown, ...values: unknown[]) => Promise<unknown>) | undefined
    serveElectronIpc({
      ipcMain: {
        handle: (_, handler) => {
          listener = handler
        },
        removeHandler: () => {},
      },
      session,
      isOurs: () => true,
      send: () => {},
    })
    const answers: string[] = []
    // What Electron carries is a structured clone of what the handler gives.
    for (const { name, input } of sent)
      answers.push(JSON.stringify(structuredClone(await listener?.({}, name, input))))
    await session.close()
    return answers
  },

  async 'loopback HTTP'(folder: string): Promise<string[]> {
    const session = await openSession({ folder, desktop: null }, quietPorts())
    const host = await serveLoopback({ session, page: new Map(), port: 0 })
    const post = (path: string, body: unknown, token?: string) =>
      fetch(`${host.origin}${path}`, {
        method: 'POST',
        headers: {
          origin: host.origin,
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      })
    const code = host.freshLink().split('#code=')[1]
    // The host has just made the code, so it answers with a token.
    const { value } = (await (await post('/api/session', { code })).json()) as { value: { token: string } }
    const answers: string[] = []
    for (const { name, input } of sent)
      answers.push(await (await post(`/api/call/${name}`, input, value.token)).text())
    await host.close()
    await session.close()
    return answers
  },

  async 'command line'(folder: string): Promise<string[]> {
    const answers: string[] = []
    const io = {
      out: (line: string) => void answers.push(line),
      error: (line: string) => expect.unreachable(line),
      lines: writtenCalls,
      stopLines: () => {},
      progress: () => {},
    }
    await runCommandLine(['call', '--notebook', folder], io, quietPorts())
    return answers
  },
}

async function answersOf(host: keyof typeof hosts): Promise<string[]> {
  // Each host finds the settings of a person who has chosen nothing.
  process.env['SOURCEBOOK_SETTINGS_DIR'] = await temporaryFolder()
  const folder = join(await temporaryFolder(), 'Harbour')
  const ports = steadyPorts()
  await createNotebook(folder, 'Harbour', ports)
  await copyFile(join(folder, 'actors.json'), join(folder, copyOfActors))
  const answers = await hosts[host](folder)
  expect(await readdir(folder)).not.toContain('lock')
  // The folder is the one thing in which the three notebooks differ, and the room on the disk changes all the time.
  return answers.map((answer) =>
    answer.replaceAll(folder, 'FOLDER').replace(/"disk":\{"free":\d+,"size":\d+\}/, '"disk":null'),
  )
}

test('the three hosts answer alike, byte for byte', async () => {
  const ipc = await answersOf('Electron IPC')
  expect(ipc).toHaveLength(sent.length)
  expect(await answersOf('loopback HTTP')).toEqual(ipc)
  expect(await answersOf('command line')).toEqual(ipc)
})

test('every answer has the shape that the contract promises, and every call is tried', async () => {
  // Each line is an answer, of a value that is looked at below.
  const answers = (await answersOf('Electron IPC')).map((line) => JSON.parse(line) as Answer<unknown>)
  const done = new Set<string>()
  sent.forEach(({ name }, index) => {
    const answer = answers[index]
    if (answer?.ok !== true || !isCallName(name)) return
    done.add(name)
    expect(calls[name].output.parse(answer.value)).toEqual(answer.value)
  })
  const refusals = answers.filter((answer) => !answer.ok)
  for (const { error } of refusals) expect(error.message).toMatch(/^[A-Z“].*\.$/)
  const desktopOnly = callNames.filter((name) => name.startsWith('desktop.'))
  expect([...done, ...desktopOnly].toSorted()).toEqual([...callNames].toSorted())
})

import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { Annotation } from '../../../shared/model/annotation'
import type { AnnotationFile } from '../../../shared/model/notebook'
import { documentAt, putDocument } from '../../store/testing/document-files'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { runLine } from './testing/run-line'

const agency = join(import.meta.dirname, '../../../tests/fixtures/harbour/agency.txt')
const ports = steadyPorts()
let notebook = ''

beforeEach(async () => {
  const folder = await temporaryFolder()
  notebook = join(folder, 'Harbour')
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
  await json('import', agency)
})

function run(...line: string[]) {
  return runLine([...line, '--notebook', notebook], ports)
}

async function json(...line: string[]): Promise<unknown> {
  const { code, out, error } = await run(...line, '--json')
  expect({ error, code }).toEqual({ error: '', code: 0 })
  return JSON.parse(out)
}

const Listed = z.array(
  z.looseObject({ id: z.string(), kind: z.string(), name: z.string(), annotations: z.number() }),
)
const list = async (...line: string[]) =>
  Listed.parse(await json('codebook', 'list', ...line)).map(({ kind, name, annotations }) => [
    kind,
    name,
    annotations,
  ])

async function annotate(...line: string[]): Promise<Annotation> {
  const text = z.object({ text: z.string() }).parse(await json('text', await source())).text
  const end = String(text.indexOf('\n'))
  return Annotation.parse(await json('annotate', await source(), '--start', '0', '--end', end, ...line))
}

async function source(): Promise<string> {
  const [only] = z.array(z.looseObject({ id: z.string() })).parse(await json('sources'))
  return only?.id ?? ''
}

test('entries of each kind are made, renamed, described, merged and removed', async () => {
  await json('codebook', 'add', 'actor', 'Harbour board', '--spelling', 'the board')
  await json('codebook', 'add', 'actor', 'The mayor')
  await json('codebook', 'add', 'issue', 'Ferries')
  await json('codebook', 'add', 'issue', 'Fares', '--parent', 'ferries')
  await json('codebook', 'add', 'measure', 'Quays repaired')
  await json('codebook', 'add', 'code', 'Money', '--colour', '3', '--description', 'who pays')
  expect(await list()).toEqual([
    ['actor', 'Harbour board', 0],
    ['actor', 'The mayor', 0],
    ['issue', 'Ferries', 0],
    ['issue', 'Fares', 0],
    ['measure', 'Quays repaired', 0],
    ['code', 'Money', 0],
  ])
  expect(await json('codebook', 'rename', 'code', 'money', 'Costs')).toMatchObject({
    name: 'Costs',
    colour: '3',
  })
  expect(await json('codebook', 'describe', 'issue', 'Fares', 'What a crossing costs')).toMatchObject({
    description: 'What a crossing costs',
  })
  expect(await json('codebook', 'merge', 'actor', 'The mayor', '--into', 'the board')).toMatchObject({
    entry: { name: 'Harbour board', spellings: ['the board', 'The mayor'] },
    annotations: 0,
  })
  await json('codebook', 'remove', 'issue', 'Ferries')
  expect(await list('--kind', 'issue')).toEqual([['issue', 'Fares', 0]])
  expect((await run('codebook', 'list', '--kind', 'actor')).out).toMatch(
    /^p-\w+ {2}actor {2}0 {2}Harbour board$/,
  )
})

test('an annotation names entries, which are made as needed, and dates as people write them', async () => {
  await json('details', await source(), '--published', '2025-02-28')
  const position = [
    '--kind',
    'position',
    '--actor',
    'The mayor',
    '--issue',
    'Ferries',
    '--stance',
    'supports',
  ]
  const made = await annotate(...position, '--said', 'Wednesday', '--code', 'Money', '--code', 'Votes')
  expect(made.body).toMatchObject({ kind: 'position', stance: 'supports', dateSaid: '2025-02-26' })
  expect(made.codes).toHaveLength(2)
  const figure = await annotate('--kind', 'figure', '--measure', 'Quays', '--as-of', 'in February')
  expect(figure.body).toMatchObject({ kind: 'figure', asOf: '2025-02' })
  expect(await list()).toEqual([
    ['actor', 'The mayor', 1],
    ['issue', 'Ferries', 1],
    ['measure', 'Quays', 1],
    ['code', 'Money', 1],
    ['code', 'Votes', 1],
  ])
})

test('fields of an annotation are filled in and cleared later, the others stay', async () => {
  const { id } = await annotate('--kind', 'claim', '--statement', 'It pays', '--code', 'Money')
  const edit = async (...line: string[]) => Annotation.parse(await json('edit', id, ...line))
  const filled = await edit('--certainty', 'hedged', '--issue', 'Ferries', '--event', '26.02.2025')
  expect(filled.body).toMatchObject({ statement: 'It pays', certainty: 'hedged', eventDate: '2025-02-26' })
  const cleared = await edit('--certainty', '', '--code', '')
  expect(cleared).toMatchObject({ codes: [], body: { statement: 'It pays', certainty: null } })
})

test('an annotation to which a later version added fields is filled in, and they stay', async () => {
  const { id } = await annotate('--kind', 'figure')
  const path = `sources/${await source()}/annotations/1.json`
  const { document, sequence } = await documentAt(notebook, path)
  const file = document as AnnotationFile // what lies at such a path
  const annotations = file.annotations.map((one) => ({ ...one, body: { ...one.body, addedLater: 1 } }))
  await putDocument(notebook, path, { ...file, annotations }, { sequence: sequence + 1 })
  const edited = await json('edit', id, '--scope', 'the old harbour')
  expect(edited).toMatchObject({ body: { scope: 'the old harbour', addedLater: 1 } })
  expect((await documentAt(notebook, path)).document).toMatchObject({ annotations: [edited] })
})

test('a field that was mistyped is refused, whatever the annotation has', async () => {
  const { id } = await annotate('--kind', 'claim', '--issue', 'Ferries')
  const { code, error } = await run('edit', id, '--body', '{"certainly":"hedged"}')
  expect(code).toBe(1)
  expect(error).toContain('body has a field that is not known here: certainly')
  const { body } = Annotation.parse(await json('edit', id, '--body', '{"certainty":"hedged"}'))
  expect(body).toMatchObject({ certainty: 'hedged', issue: expect.stringMatching(/^i-/) as unknown })
})

test.each([
  ['codebook alone', ['codebook'], 'list, add, rename'],
  ['a kind that is none', ['codebook', 'add', 'person', 'Ilse'], 'actor, issue, measure, code'],
  ['no name', ['codebook', 'add', 'actor'], 'Name the actor.'],
  ['a field of another kind', ['codebook', 'add', 'measure', 'Quays', '--colour', '2'], 'colour'],
  ['a merge into nothing', ['codebook', 'merge', 'actor', 'Ilse'], '--into'],
  [
    'a stance that is none',
    ['annotate', 'x', '--kind', 'position', '--exact', 'y', '--stance', 'for'],
    '--stance takes',
  ],
  [
    'a field the kind has not',
    ['annotate', 'x', '--kind', 'figure', '--exact', 'y', '--stance', 'opposes'],
    'no --stance',
  ],
  ['an edit of nothing', ['edit', 'a-0000000000000001'], 'Say what to fill in.'],
])('%s is wrong usage', async (_, line, words) => {
  const { code, error } = await run(...line)
  expect(code).toBe(2)
  expect(error).toContain(words)
})

test('what is not in the codebook, and a date that is none, are refused in a sentence', async () => {
  const unknown = await run('codebook', 'rename', 'actor', 'Nobody', 'Somebody')
  expect(unknown.code).toBe(1)
  expect(unknown.error).toContain('There is no actor “Nobody”')
  const { id } = await annotate('--kind', 'figure')
  const refused = await run('edit', id, '--as-of', 'whenever')
  expect(refused.code).toBe(1)
  expect(refused.error).toContain('“whenever” is none')
})

test('an entry is named by its id as well', async () => {
  const { id } = z.object({ id: z.string() }).parse(await json('codebook', 'add', 'issue', 'Ferries'))
  expect(await json('codebook', 'rename', 'issue', id, 'Fares')).toMatchObject({ id, name: 'Fares' })
})

test('a command of two words that lacks the second is told those there are, and no others', async () => {
  const { code, error } = await run('codebook')
  expect(code).toBe(2)
  expect(error).toContain('usage: sourcebook codebook merge')
  expect(error).not.toContain('sourcebook brief')
})

test('what is refused leaves nothing behind: no entries that were made for it', async () => {
  const { id } = await annotate('--kind', 'position', '--actor', 'The mayor')
  const there = await list()
  const fields = ['--actor', 'Ilse', '--issue', 'Ferries', '--code', 'Money']
  expect((await run('edit', id, ...fields, '--said', 'whenever')).code).toBe(1)
  const nowhere = ['--kind', 'position', '--exact', 'words that nobody wrote', ...fields]
  expect((await run('annotate', await source(), ...nowhere)).code).toBe(1)
  expect(await list()).toEqual(there)
  expect((await run('edit', id, ...fields)).code).toBe(0)
  expect(await list()).toHaveLength(4)
})

import { readdir } from 'node:fs/promises'
import { beforeEach, expect, test } from 'vitest'
import type { BulkChange } from '../../shared/contract/calls'
import type { AnnotationKind } from '../../shared/model/annotation'
import { anyExcerpt } from '../../shared/model/excerpts'
import { type AnnotationId, CodeId, type IssueId, type SourceId } from '../../shared/model/ids'
import { putDocument } from '../store/testing/document-files'
import { failureOf } from '../store/testing/failure-of'
import { openDesk } from './testing/desk'

let desk: Awaited<ReturnType<typeof openDesk>>
let sources: SourceId[] = []
let ids: AnnotationId[] = []
let fares: CodeId
let quays: IssueId

beforeEach(async () => {
  desk = await openDesk()
  sources = []
  ids = []
  const kinds: AnnotationKind[] = ['claim', 'figure', 'position']
  for (const name of ['courier.txt', 'herald.txt']) {
    const source = await desk.importText('The mayor said 14 quays need piles. Crews back the plan.', name)
    sources.push(source)
    for (const kind of kinds) ids.push((await desk.tag(source, 'The mayor', kind)).id)
  }
  const code = await desk.call('codebook.add', { kind: 'code', name: 'Fares' })
  const issue = await desk.call('codebook.add', { kind: 'issue', name: 'Quays' })
  if (code.kind !== 'code' || issue.kind !== 'issue') throw new Error('a code and an issue were asked for')
  fares = code.id
  quays = issue.id
})

const list = () => desk.call('annotation.list', { source: null, kind: null })
const bulk = (change: BulkChange, annotations = ids) =>
  desk.call('annotation.bulk', { of: { by: 'id', annotations }, change })

test('many change as one step, each grows by one revision, and undo and redo are one step too', async () => {
  const before = await list()
  desk.events.length = 0
  expect(await bulk({ do: 'add-code', code: fares })).toEqual({ changed: 6 })
  const coded = await list()
  expect(coded.map(({ codes, revision }) => [codes, revision])).toEqual(before.map(() => [[fares], 2]))
  for (const source of sources) expect(desk.events).toContainEqual({ kind: 'annotations', source })
  expect(await desk.undo()).toBe('code 6 annotations')
  const back = await list()
  expect(back.map(({ codes, revision }) => [codes, revision])).toEqual(before.map(() => [[], 3]))
  for (const [index, { modified }] of back.entries()) {
    expect(coded[index]?.modified).not.toBe(before[index]?.modified)
    expect(modified).not.toBe(coded[index]?.modified)
  }
  expect(await desk.redo()).toBe('code 6 annotations')
  await desk.reopen()
  expect((await list()).map(({ codes }) => codes)).toEqual(before.map(() => [fares]))
  expect(await readdir(desk.folder)).not.toContain('redo.json')
})

test('what has it already, and kinds without the field, are passed over; what changes nothing is no step', async () => {
  expect(await bulk({ do: 'set-issue', issue: quays })).toEqual({ changed: 4 })
  expect(await bulk({ do: 'set-issue', issue: quays })).toEqual({ changed: 0 })
  expect(await bulk({ do: 'set-stance', stance: 'opposes' })).toEqual({ changed: 2 })
  expect(await bulk({ do: 'set-certainty', certainty: 'hedged' }, ids.slice(0, 3))).toEqual({ changed: 1 })
  expect(await bulk({ do: 'drop-code', code: fares })).toEqual({ changed: 0 })
  expect((await desk.call('history.state', {})).undo).toBe('set certainty of 1 annotation')
  const kinds = (await list()).map(({ body }) => ('issue' in body ? body.issue : body.kind))
  expect(kinds.filter((kind) => kind === quays)).toHaveLength(4)
  expect(kinds.filter((kind) => kind === 'figure')).toHaveLength(2)
})

test('those that pass a filter are meant as well as those that are named', async () => {
  const filter = { ...anyExcerpt, kinds: ['figure' as const], sources: sources.slice(0, 1) }
  const change = { do: 'add-code' as const, code: fares }
  expect(await desk.call('annotation.bulk', { of: { by: 'filter', filter }, change })).toEqual({ changed: 1 })
  expect((await list()).filter(({ codes }) => codes.includes(fares))).toMatchObject([
    { body: { kind: 'figure' }, target: { source: sources[0] } },
  ])
})

test('many go to the trash and come back as one step', async () => {
  const before = await list()
  expect(await bulk({ do: 'remove' })).toEqual({ changed: 6 })
  expect(await list()).toEqual([])
  expect((await desk.call('library.list', {})).map(({ counts }) => counts.figure)).toEqual([0, 0])
  expect(await desk.undo()).toBe('delete 6 annotations')
  expect(await list()).toEqual(before)
  await desk.redo()
  expect(await list()).toEqual([])
  const [source = 's-0'] = sources
  await desk.call('trash.restore', { kind: 'annotation', source, annotation: ids[0] ?? 'a-0' })
  expect(await list()).toHaveLength(1)
})

test('none at all are no step', async () => {
  const { undo } = await desk.call('history.state', {})
  expect(await bulk({ do: 'remove' }, [])).toEqual({ changed: 0 })
  expect(await bulk({ do: 'add-code', code: fares }, [])).toEqual({ changed: 0 })
  expect((await desk.call('history.state', {})).undo).toBe(undo)
})

test('an annotation that has no room for another code refuses the whole', async () => {
  const entry = { description: '', parent: null, colour: null, gone: null }
  const codes = Array.from({ length: 1001 }, (_, index) => ({
    ...entry,
    id: CodeId.parse(`c-${String(index).padStart(16, '0')}`),
    name: `Code ${index}`,
  }))
  const document = { revision: 1, issues: [], measures: [], codes }
  await putDocument(desk.folder, 'codebook.json', document, { sequence: 9 })
  await desk.reopen()
  const [source = 's-0'] = sources
  const [annotation = 'a-0', other = 'a-0'] = ids
  const [last, ...many] = codes.map(({ id }) => id)
  if (last === undefined) throw new Error('there are codes')
  await desk.call('annotation.update', { source, annotation, revision: 1, codes: many })
  const failure = await failureOf(bulk({ do: 'add-code', code: last }, [other, annotation]))
  expect(failure.reason).toBe('invalid-input')
  expect(failure.message).toContain('1000 codes')
  expect((await list()).filter((each) => each.codes.includes(last))).toEqual([])
})

test('all or none: one that is not there, or an entry that is not there, refuses the whole', async () => {
  const unknown = await failureOf(bulk({ do: 'add-code', code: fares }, [...ids, 'a-zzzzzzzzzzzzzzzz']))
  expect(unknown.reason).toBe('not-found')
  expect((await failureOf(bulk({ do: 'add-code', code: 'c-zzzzzzzzzzzzzzzz' }))).message).toContain('no code')
  expect((await list()).flatMap(({ codes }) => codes)).toEqual([])
})

test('a merged code counts as the one it was merged into', async () => {
  const tolls = await desk.call('codebook.add', { kind: 'code', name: 'Tolls' })
  if (tolls.kind !== 'code') throw new Error('a code was asked for')
  await bulk({ do: 'add-code', code: fares }, ids.slice(0, 1))
  await desk.call('codebook.merge', { kind: 'code', from: [fares], into: tolls.id })
  expect(await bulk({ do: 'add-code', code: tolls.id })).toEqual({ changed: 5 })
  expect(await bulk({ do: 'drop-code', code: tolls.id })).toEqual({ changed: 6 })
})

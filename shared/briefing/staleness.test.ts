import { expect, test } from 'vitest'
import type { LiveContent, SeenPassage } from '../model/brief'
import { anyExcerpt } from '../model/excerpts'
import { sampleAnnotation, sampleId, sampleVersion } from '../testing/samples'
import {
  acceptLive,
  acceptPassage,
  compareLive,
  keepLive,
  keepPassage,
  liveFreshness,
  passageFreshness,
} from './staleness'

const source = sampleId('s', 1)
const id = sampleId('a', 1)
const version = sampleVersion(source, ['The port gets nearly €40m. The mayor wants it.'])
const short = sampleAnnotation(id, version, 'figure', 'nearly €40m')
const longer = sampleAnnotation(id, version, 'figure', 'gets nearly €40m')
const longest = sampleAnnotation(id, version, 'figure', 'The port gets nearly €40m')
const seen: SeenPassage = { source, annotation: id, exact: 'nearly €40m', declined: null }

test('a passage is stale from when its words differ until they are taken', () => {
  expect(passageFreshness(seen, short)).toEqual({ status: 'fresh' })
  expect(passageFreshness(seen, longer)).toEqual({
    status: 'stale',
    old: 'nearly €40m',
    new: 'gets nearly €40m',
  })
  const taken = acceptPassage(seen, longer)
  expect(taken.exact).toBe('gets nearly €40m')
  expect(passageFreshness(taken, longer)).toEqual({ status: 'fresh' })
})

test('words that were declined are not brought up again, and newer ones are', () => {
  const kept = keepPassage(seen, longer)
  expect(kept.exact).toBe('nearly €40m')
  expect(passageFreshness(kept, longer)).toEqual({ status: 'fresh' })
  expect(passageFreshness(kept, longest)).toMatchObject({ status: 'stale', new: 'The port gets nearly €40m' })
  expect(passageFreshness(kept, null)).toEqual({ status: 'deleted' })
})

const table: LiveContent = {
  head: [
    { words: 'Actor', align: 'start' },
    { words: 'Dredging', align: 'start' },
  ],
  rows: [row('the mayor', 'for'), row('the guild', 'against'), row('the port', 'unclear')],
}

function row(actor: string, ...stances: string[]): LiveContent['rows'][number] {
  return {
    key: actor,
    cells: [actor, ...stances].map((words, index) => ({
      words,
      cites: index === 0 || words === '' ? [] : [{ source, annotation: id }],
    })),
  }
}

test('a live block is stale from when the notebook answers otherwise until that is taken or declined', () => {
  const now = { ...table, rows: [row('the mayor', 'against')] }
  const block = { view: 'positions' as const, filter: anyExcerpt, caption: null, seen: table, declined: null }
  expect(liveFreshness(block, table)).toEqual({ status: 'fresh' })
  expect(liveFreshness({ ...block, seen: null }, table)).toEqual({ status: 'fresh' })
  expect(liveFreshness(block, now)).toEqual({ status: 'stale', old: table, new: now })
  expect(liveFreshness(acceptLive(block, now), now)).toEqual({ status: 'fresh' })
  expect(liveFreshness(keepLive(block, now), now)).toEqual({ status: 'fresh' })
  expect(liveFreshness(keepLive(block, now), { ...now, rows: [] })).toMatchObject({ status: 'stale' })
})

test('two contents are compared row by row', () => {
  const now = {
    ...table,
    rows: [row('the mayor', 'for'), row('the port', 'against'), row('the crew', 'for')],
  }
  expect(compareLive(table, now)).toEqual({
    rows: [
      { kind: 'changed', key: 'the port', old: ['the port', 'unclear'], new: ['the port', 'against'] },
      { kind: 'new', key: 'the crew', new: ['the crew', 'for'] },
      { kind: 'gone', key: 'the guild', old: ['the guild', 'against'] },
    ],
    columns: { new: [], gone: [] },
    reordered: false,
  })
  expect(compareLive(table, table)).toEqual({ rows: [], columns: { new: [], gone: [] }, reordered: false })
})

test('a new column changes the rows that have words in it and no others', () => {
  const wider: LiveContent = {
    head: [...table.head.slice(0, 1), { words: 'Tolls', align: 'start' }, ...table.head.slice(1)],
    rows: [
      row('the mayor', 'against', 'for'),
      row('the guild', '', 'against'),
      row('the port', '', 'unclear'),
    ],
  }
  const { rows, columns } = compareLive(table, wider)
  expect(rows.map(({ kind, key }) => `${kind} ${key}`)).toEqual(['changed the mayor'])
  expect(columns).toEqual({ new: ['Tolls'], gone: [] })
  expect(compareLive(wider, table).columns).toEqual({ new: [], gone: ['Tolls'] })
})

test('columns in another order change no row', () => {
  const [actor, ...others] = [...table.head, { words: 'Tolls', align: 'start' as const }]
  const head = (...columns: typeof others) => [...(actor === undefined ? [] : [actor]), ...columns]
  const one = { head: head(...others), rows: [row('the mayor', 'for', 'against')] }
  const two = { head: head(...others.toReversed()), rows: [row('the mayor', 'against', 'for')] }
  expect(compareLive(one, two)).toEqual({ rows: [], columns: { new: [], gone: [] }, reordered: false })
})

test('rows in another order, and rows that cite other passages, are told as such', () => {
  const turned = { ...table, rows: table.rows.toReversed() }
  expect(compareLive(table, turned)).toMatchObject({ rows: [], reordered: true })
  const [first, ...rest] = table.rows
  const cells = (first?.cells ?? []).map(({ words }) => ({ words, cites: [] }))
  const recited = { ...table, rows: [{ key: 'the mayor', cells }, ...rest] }
  expect(compareLive(table, recited).rows).toEqual([
    { kind: 'changed', key: 'the mayor', old: ['the mayor', 'for'], new: ['the mayor', 'for'] },
  ])
})

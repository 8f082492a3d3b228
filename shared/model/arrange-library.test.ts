import { describe, expect, test } from 'vitest'
import { sampleId } from '../testing/samples'
import {
  type Arrangement,
  arrangeLibrary,
  indexSources,
  type LibraryFilter,
  NO_OUTLET,
  narrows,
  noFilter,
  outletsIn,
} from './arrange-library'
import { noCounts, type SourceSummary } from './notebook'
import { LibraryGroup, LibrarySort } from './preferences'

let number = 0

function text(title: string, details: Partial<SourceSummary> = {}): SourceSummary {
  number += 1
  return {
    id: sampleId('s', 100 - number), // another order than that in which they were added
    title,
    outlet: null,
    via: null,
    authors: [],
    published: null,
    updated: null,
    kind: 'article',
    status: 'unread',
    added: `2025-03-01T09:00:${String(number % 60).padStart(2, '0')}.000Z`,
    counts: noCounts,
    ...details,
  }
}

const pier = text('The pier opens', { outlet: 'The Courier', published: '2025-02-26', status: 'read' })
const quay = text('“Quay” fund grows', {
  outlet: 'Écho du Port',
  via: 'Wirefeed',
  authors: ['Ada Lark'],
  published: '2025-02',
  counts: { claim: 3, figure: 1, position: 0 },
})
const tram = text('A tram to the harbour', {
  outlet: 'The Courier',
  updated: '2025',
  status: 'reading',
  counts: { claim: 0, figure: 2, position: 0 },
})
const lost = text('Notes without a head')
const all = [pier, quay, tram, lost]

function arranged({
  filter,
  ...given
}: Partial<Omit<Arrangement, 'filter'>> & { filter?: Partial<LibraryFilter> }) {
  return arrangeLibrary(indexSources(all), {
    sort: 'added',
    descending: false,
    group: 'none',
    ...given,
    filter: { ...noFilter, ...filter },
  })
}

const shown = (filter: Partial<LibraryFilter>) => arranged({ filter }).sources

describe('a query', () => {
  test.each([
    ['QUAY', [quay]],
    ['echo', [quay]],
    ['wirefeed lark', [quay]],
    ['  the   courier ', [pier, tram]],
    ['courier -tram', [pier]],
    ['-courier -echo', [lost]],
    ['courier -', [pier, tram]],
    ['"quay"', [quay]],
    ['', all],
    ['nowhere', []],
  ])('%s', (query, found) => expect(shown({ query })).toEqual(found))
})

test('statuses are alternatives, kinds add up, and no outlet can be chosen too', () => {
  expect(shown({ status: ['read', 'reading'] })).toEqual([pier, tram])
  expect(shown({ kinds: ['figure'] })).toEqual([quay, tram])
  expect(shown({ kinds: ['figure', 'claim'] })).toEqual([quay])
  expect(shown({ outlet: 'The Courier', status: ['read'] })).toEqual([pier])
  expect(shown({ outlet: NO_OUTLET })).toEqual([lost])
})

test('a filter narrows when anything in it is set', () => {
  expect(narrows({ ...noFilter, query: ' ' })).toBe(false)
  for (const set of [
    { query: 'a' },
    { status: ['read'] },
    { kinds: ['claim'] },
    { outlet: NO_OUTLET },
  ] as const)
    expect(narrows({ ...noFilter, ...set })).toBe(true)
})

test.each([
  ['added', [pier, quay, tram, lost], [lost, tram, quay, pier]],
  ['title', [tram, lost, quay, pier], [pier, quay, lost, tram]],
  ['outlet', [quay, pier, tram, lost], [pier, tram, quay, lost]],
  ['published', [tram, quay, pier, lost], [pier, quay, tram, lost]],
  ['status', [quay, lost, tram, pier], [pier, tram, quay, lost]],
  ['annotations', [pier, lost, tram, quay], [quay, tram, pier, lost]],
] as const)('sorted by %s, upwards and downwards; the unknown is last in both', (sort, up, down) => {
  expect(arranged({ sort }).sources).toEqual(up)
  expect(arranged({ sort, descending: true }).sources).toEqual(down)
})

test('groups carry what they are of and how many, and the unknown group is last', () => {
  expect(arranged({ group: 'outlet', sort: 'title' })).toEqual({
    sources: [quay, tram, pier, lost],
    groups: [
      { of: 'Écho du Port', size: 1 },
      { of: 'The Courier', size: 2 },
      { of: null, size: 1 },
    ],
  })
  expect(arranged({ group: 'date' }).groups.map(({ of }) => of)).toEqual([
    '2025',
    '2025-02',
    '2025-02-26',
    null,
  ])
})

test('groups turn round with a sort by the same thing, and with no other', () => {
  const downwards = { group: 'outlet', descending: true } as const
  expect(arranged({ ...downwards, sort: 'outlet' }).groups.map(({ of }) => of)).toEqual([
    'The Courier',
    'Écho du Port',
    null,
  ])
  expect(arranged({ ...downwards, sort: 'title' }).groups.map(({ of }) => of)).toEqual([
    'Écho du Port',
    'The Courier',
    null,
  ])
})

test('every arrangement shows each source once, and the order given does not matter', () => {
  const library = indexSources(all)
  for (const sort of LibrarySort.options) {
    for (const group of LibraryGroup.options) {
      for (const descending of [true, false]) {
        const arrangement = { filter: noFilter, sort, descending, group }
        const one = arrangeLibrary(library, arrangement)
        expect(new Set(one.sources)).toEqual(new Set(all))
        expect(one.sources).toHaveLength(all.length)
        expect(arrangeLibrary(library.toReversed(), arrangement)).toEqual(one)
      }
    }
  }
})

test('outlets to choose from run from A to Z, each once, and none last', () => {
  expect(outletsIn(indexSources(all))).toEqual(['Écho du Port', 'The Courier', NO_OUTLET])
})

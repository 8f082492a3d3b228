import { expect, test } from 'vitest'
import { arrangeEntries, type EntryRow, familyOf, otherSpellings } from './arrange-entries'
import type { Entry, EntryId, EntryUse } from './codebook'

const idOf = (name: string): Entry['id'] => `c-${name}`

function code(name: string, under: string | null = null): Entry {
  const parent = under === null ? null : (`c-${under}` as const)
  return { kind: 'code', id: `c-${name}`, name, description: '', parent, colour: null }
}

const codes = [
  code('Money'),
  code('loan', 'Money'),
  code('Élan'),
  code('grant', 'Money'),
  code('interest', 'loan'),
]
const nothing = { query: '', sort: 'name', closed: new Set<EntryId>() } as const
const none: ReadonlyMap<EntryId, EntryUse> = new Map()
const drawn = (rows: readonly EntryRow[]) =>
  rows.map(({ entry, level }) => `${'.'.repeat(level - 1)}${entry.name}`)

test('a tree is drawn as rows, siblings by name whatever their case and accents', () => {
  const rows = arrangeEntries(codes, none, nothing)
  expect(drawn(rows)).toEqual(['Élan', 'Money', '.grant', '.loan', '..interest'])
  expect(rows.map(({ position, size }) => `${position} of ${size}`)).toEqual([
    '1 of 2',
    '2 of 2',
    '1 of 2',
    '2 of 2',
    '1 of 1',
  ])
})

test('siblings stand by count, and those of one count by name', () => {
  const uses = new Map([[idOf('loan'), { id: idOf('loan'), annotations: 3, spellings: [] }]])
  expect(drawn(arrangeEntries(codes, uses, { ...nothing, sort: 'count' }))).toEqual([
    'Élan',
    'Money',
    '.loan',
    '..interest',
    '.grant',
  ])
})

test('what is closed hides what stands under it, unless it is looked for', () => {
  const closed = new Set([idOf('Money')])
  const rows = arrangeEntries(codes, none, { ...nothing, closed })
  expect(drawn(rows)).toEqual(['Élan', 'Money'])
  expect(rows.map(({ open }) => open)).toEqual([null, false])
  const found = arrangeEntries(codes, none, { ...nothing, closed, query: 'INT' })
  expect(drawn(found)).toEqual(['Money', '.loan', '..interest'])
  expect(found.map((row) => row.found)).toEqual([false, false, true])
})

test('an actor is found by a spelling, and has each other spelling once', () => {
  const actor: Entry = { kind: 'actor', id: 'p-1', name: 'Ada Lark', description: '', spellings: ['A. Lark'] }
  const spellings = ['the mayor', 'A. Lark', 'Ada Lark'].map((spelling) => ({ spelling, count: 1 }))
  const use = { id: actor.id, annotations: 3, spellings }
  expect(otherSpellings(actor, use)).toEqual(['A. Lark', 'the mayor'])
  const uses = new Map([[actor.id, use]])
  expect(drawn(arrangeEntries([actor], uses, { ...nothing, query: 'mayor' }))).toEqual(['Ada Lark'])
  expect(arrangeEntries([actor], uses, { ...nothing, query: 'pilot' })).toEqual([])
})

test('the family of an entry is all that stands under it', () => {
  expect([...familyOf(codes, idOf('Money'))].toSorted()).toEqual(
    ['Money', 'grant', 'interest', 'loan'].map(idOf).toSorted(),
  )
})

import { expect, test } from 'vitest'
import { calls } from '../contract/calls'
import type { Annotation } from './annotation'
import { type Actor, type Code, type EntryId, emptyActors, emptyCodebook, type Issue } from './codebook'
import {
  type Books,
  booksInUse,
  differences,
  editMisfit,
  entriesNamedBy,
  entriesOf,
  entryNamed,
  mergeMisfit,
  resolved,
  resolverOf,
  withDifferences,
  withEdit,
  withEntry,
  withMerge,
  withoutEntry,
} from './edit-codebook'

const idOf = <Prefix extends string>(prefix: Prefix, letter: string) =>
  `${prefix}-${letter.repeat(16)}` as const
const issueId = (letter: string) => idOf('i', letter)
const actorId = (letter: string) => idOf('p', letter)
const codeId = (letter: string) => idOf('c', letter)

/** Issues as a tree: "a > b > c" means that c stands under b and b under a. */
function issues(...lines: string[]): Books {
  const found = new Map<string, Issue>()
  for (const line of lines) {
    const letters = line.split(' > ')
    for (const [index, letter] of letters.entries()) {
      const above = letters[index - 1]
      const parent = above === undefined ? null : issueId(above)
      if (!found.has(letter))
        found.set(letter, { id: issueId(letter), name: letter, description: '', parent, gone: null })
    }
  }
  return { codebook: { ...emptyCodebook, issues: [...found.values()] }, actors: emptyActors }
}

/** The issues in use as lines, each from the top down to one that has nothing below it. */
function tree(books: Books): string[] {
  const all = booksInUse(books).codebook.issues
  const lineOf = (issue: Issue, steps = 0): string => {
    if (steps > all.length) throw new Error('the issues go round in a circle')
    const parent = all.find(({ id }) => id === issue.parent)
    if (issue.parent !== null && parent === undefined) throw new Error(`${issue.name} stands under nothing`)
    return parent === undefined ? issue.name : `${lineOf(parent, steps + 1)} > ${issue.name}`
  }
  return all
    .filter(({ id }) => !all.some(({ parent }) => parent === id))
    .map((issue) => lineOf(issue))
    .toSorted()
}

const merge = (books: Books, from: string, into: string) =>
  withMerge(books, [...from].map(issueId), issueId(into))

test.each([
  ['children of what is merged stand under what it became', ['a > x > y', 'b'], 'a', 'b', ['b > x > y']],
  ['what is merged into its child leaves the child in its place', ['r > a > b'], 'a', 'b', ['r > b']],
  ['a merge into a grandchild makes no circle', ['r > a > x > b > z'], 'a', 'b', ['r > b > x', 'r > b > z']],
  [
    'a merge into a descendant takes the place of the topmost',
    ['r > a > x > c > b'],
    'ac',
    'b',
    ['r > b > x'],
  ],
  ['a merge into a parent changes nothing above it', ['r > a > b > c'], 'b', 'a', ['r > a > c']],
  ['siblings become one', ['r > a > x', 'r > b > y', 'r > c'], 'bc', 'a', ['r > a > x', 'r > a > y']],
])('%s', (_, before, from, into, after) => {
  expect(tree(merge(issues(...before), from, into))).toEqual(after)
})

test('children of what is removed move up', () => {
  expect(tree(withoutEntry(issues('r > a > x', 'r > a > y'), issueId('a')))).toEqual(['r > x', 'r > y'])
  expect(tree(withoutEntry(issues('a > x'), issueId('a')))).toEqual(['x'])
})

test('an id means what its entry was merged into, through any number of merges', () => {
  const books = merge(merge(issues('a', 'b', 'c'), 'a', 'b'), 'b', 'c')
  const resolve = resolverOf(books)
  expect(['a', 'b', 'c'].map((letter) => resolve(issueId(letter)))).toEqual(Array(3).fill(issueId('c')))
  expect(resolve(issueId('z'))).toBeNull()
})

test('an entry that was merged into one that is removed later means nothing', () => {
  const resolve = resolverOf(withoutEntry(merge(issues('a', 'b', 'c'), 'a', 'b'), issueId('b')))
  expect([resolve(issueId('a')), resolve(issueId('b')), resolve(issueId('c'))]).toEqual([
    null,
    null,
    issueId('c'),
  ])
})

test('books that go round in a circle, as no change of ours leaves them, still have an end', () => {
  const circle = issues('a', 'b')
  const [a, b] = circle.codebook.issues
  if (a === undefined || b === undefined) throw new Error('there are two issues')
  const codebook = {
    ...circle.codebook,
    issues: [
      { ...a, parent: b.id, gone: { into: b.id } },
      { ...b, parent: a.id, gone: { into: a.id } },
    ],
  }
  expect(resolverOf({ ...circle, codebook })(a.id)).toBeNull()
})

function actor(letter: string, name: string, spellings: string[] = []): Actor {
  return { id: actorId(letter), name, description: '', spellings, gone: null }
}

const actors = (...all: Actor[]): Books => ({ codebook: emptyCodebook, actors: { revision: 1, actors: all } })

test('an actor gains the names and spellings of those who were merged into them, each once', () => {
  const books = actors(
    actor('a', 'Ilse Brandvik', ['the mayor']),
    actor('b', 'Mayor Brandvik', ['the mayor', 'Brandvik']),
    actor('c', 'I. Brandvik', ['Ilse Brandvik']),
  )
  const { actors: after } = booksInUse(withMerge(books, [actorId('b'), actorId('c')], actorId('a')))
  expect(after.actors).toEqual([
    actor('a', 'Ilse Brandvik', ['the mayor', 'Mayor Brandvik', 'Brandvik', 'I. Brandvik']),
  ])
})

test('a merge is refused where it cannot be made', () => {
  const books = actors(actor('a', 'Ilse'), actor('b', 'Tove'), actor('c', 'Aud'))
  const misfit = (from: EntryId[], into: EntryId, kind: 'actor' | 'issue' = 'actor') =>
    mergeMisfit(books, { kind, from, into })?.message ?? null
  expect(misfit([actorId('b')], actorId('a'))).toBeNull()
  expect(misfit([actorId('a')], actorId('a'))).toContain('into itself')
  expect(misfit([actorId('z')], actorId('a'))).toContain('There is no actor p-zzzz')
  expect(misfit([actorId('b')], actorId('a'), 'issue')).toContain('There is no issue')
  const merged = withMerge(books, [actorId('b')], actorId('a'))
  expect(mergeMisfit(merged, { kind: 'actor', from: [actorId('b')], into: actorId('c') })).toMatchObject({
    reason: 'not-found',
  })
  const many = Array.from({ length: 999 }, (_, index) => `Ilse ${index}`)
  const crowded = actors(actor('a', 'Ilse', many), actor('b', 'Tove', ['Aune']))
  expect(
    mergeMisfit(crowded, { kind: 'actor', from: [actorId('b')], into: actorId('a') })?.message,
  ).toContain('1,000 spellings')
})

test('names are found blind to case, accents and spaces; a name before a spelling', () => {
  const entries = entriesOf(
    actors(
      actor('a', 'Harbour board', ['Ørjan’s board']),
      actor('b', 'Ørjan’s  Board'),
      actor('c', 'Ilse', ['Élise']),
    ),
  )
  expect(entryNamed(entries, 'actor', ' HARBOUR  board ')?.id).toBe(actorId('a'))
  expect(entryNamed(entries, 'actor', "orjan's board")?.id).toBe(actorId('b'))
  expect(entryNamed(entries, 'actor', 'elise')?.id).toBe(actorId('c'))
  expect(entryNamed(entries, 'issue', 'Ilse')).toBeNull()
})

test('an edit is refused for a name that is taken, for what is not there and for a circle', () => {
  const books = issues('a > b > c', 'd')
  const edit = (change: object) =>
    editMisfit(books, { kind: 'issue', id: issueId('a'), ...change })?.message ?? null
  expect(edit({ name: 'D' })).toContain('There is another issue “d”')
  expect(edit({ name: 'A' })).toBeNull()
  expect(edit({ parent: issueId('c') })).toContain('No issue can stand under itself')
  expect(edit({ parent: issueId('a') })).toContain('No issue can stand under itself')
  expect(edit({ parent: issueId('z') })).toContain('There is no issue')
  expect(edit({ parent: issueId('d') })).toBeNull()
  expect(edit({ id: issueId('z') })).toContain('There is no issue')
})

test('an edit changes the fields that it names, null among them, and no others', () => {
  const code: Code = {
    id: codeId('a'),
    name: 'Ferries',
    description: 'crossings',
    parent: codeId('b'),
    colour: '3',
    gone: null,
  }
  const books: Books = { codebook: { ...emptyCodebook, codes: [code] }, actors: emptyActors }
  const after = withEdit(books, { kind: 'code', id: code.id, colour: null, parent: null })
  expect(after.codebook.codes).toEqual([{ ...code, colour: null, parent: null }])
})

const figure: Annotation = {
  id: 'a-0000000000000001',
  revision: 1,
  target: {
    source: 's-0000000000000001',
    version: 1,
    ranges: [
      {
        quote: { type: 'TextQuoteSelector', exact: '14 quays', prefix: '', suffix: '' },
        position: { type: 'TextPositionSelector', start: 0, end: 8 },
      },
    ],
  },
  body: {
    kind: 'position',
    actor: actorId('a'),
    issue: issueId('a'),
    stance: 'supports',
    condition: null,
    dateSaid: null,
    attribution: [{ role: 'speaker', actor: actorId('b'), asWritten: 'the mayor', anonymous: false }],
  },
  codes: [codeId('a'), codeId('b')],
  memo: '',
  created: '2025-03-01T09:00:00.000Z',
  modified: '2025-03-01T09:00:00.000Z',
  origin: { kind: 'hand' },
}

test('an annotation reads with what its ids mean today, each code once', () => {
  const meaning = new Map<EntryId, EntryId>([
    [actorId('a'), actorId('c')],
    [actorId('b'), actorId('b')],
    [codeId('a'), codeId('c')],
    [codeId('b'), codeId('c')],
  ])
  const read = resolved(figure, (id) => {
    // A meaning is of the kind of what it is the meaning of.
    const found = meaning.get(id) as typeof id | undefined
    return found ?? null
  })
  expect(read.body).toMatchObject({
    actor: actorId('c'),
    issue: null,
    attribution: [{ actor: actorId('b') }],
  })
  expect(read.codes).toEqual([codeId('c')])
  expect(entriesNamedBy(read)).toEqual([codeId('c'), actorId('b'), actorId('c')])
})

test('an annotation that reads as it is stored stays the same object', () => {
  expect(resolved(figure, (id) => id)).toBe(figure)
})

test('differences lead from one state of the books to the other and back', () => {
  const before = issues('r > a > x', 'b')
  const added = withEntry(before, {
    kind: 'issue',
    id: issueId('n'),
    name: 'n',
    description: '',
    parent: null,
  })
  const after = merge(added, 'a', 'b')
  const there = differences(before, after)
  expect(new Set(there.map((one) => (one.after ?? one.before)?.name))).toEqual(new Set(['a', 'n', 'x']))
  expect(withDifferences(before, there)).toEqual(after)
  const back = there.map(({ before: old, after: now }) => ({ before: now, after: old }))
  expect(withDifferences(after, back)).toEqual(before)
  expect(differences(before, before)).toEqual([])
})

const rename = (books: Books, letter: string, name: string) =>
  withEdit(books, { kind: 'issue', id: issueId(letter), name })

test('differences are refused once an entry is no longer as they found it, and leave all others alone', () => {
  const before = issues('a', 'b')
  const renamed = rename(before, 'a', 'alpha')
  const back = differences(renamed, before)
  expect(withDifferences(rename(renamed, 'a', 'other'), back)).toBeNull()
  const other = rename(renamed, 'b', 'beta')
  expect(withDifferences(other, back)).toEqual(rename(before, 'b', 'beta'))
})

test('thousands of entries are merged in one call, and are one', () => {
  const ids = Array.from(
    { length: 5000 },
    (_, index): `c-${string}` => `c-${String(index).padStart(16, '0')}`,
  )
  const codes = ids.map(
    (id): Code => ({ id, name: id, description: '', parent: null, colour: null, gone: null }),
  )
  const books: Books = { codebook: { ...emptyCodebook, codes }, actors: emptyActors }
  const [into = codeId('z'), ...from] = ids
  const merge = calls['codebook.merge'].input.parse({ kind: 'code', from, into })
  expect(mergeMisfit(books, merge)).toBeNull()
  expect(entriesOf(withMerge(books, merge.from, merge.into)).map(({ id }) => id)).toEqual([into])
})

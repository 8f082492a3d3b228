import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Annotation } from '../model/annotation'
import { withMerge, withoutEntry } from '../model/edit-codebook'
import {
  anyExcerpt,
  type ExcerptArrangement,
  ExcerptFilter,
  ExcerptGroup,
  ExcerptPage,
  ExcerptSort,
} from '../model/excerpts'
import { sampleId } from '../testing/samples'
import { createExcerptTable } from './excerpt-table'
import {
  annotate,
  books,
  chain,
  claim,
  courier,
  damage,
  digest,
  figure,
  fund,
  guards,
  guild,
  library,
  money,
  ndiaye,
  okafor,
  owed,
  position,
  press,
  tone,
  type WrittenHop,
} from './testing/harbour'

const inPlace: ExcerptArrangement = { filter: anyExcerpt, sort: 'place', descending: false, group: 'none' }

const paid = figure(courier, 'nearly €40 million', { value: 4e7, bound: 'about' }, { measure: damage })
const unread = figure(courier, 'a king’s ransom', null)
const wanted = position(press, 'We asked for a guarantee', { actor: okafor, stance: 'supports' })
const refused = position(courier, 'The town must look after its own quay', {
  actor: ndiaye,
  stance: 'opposes',
})
const unheard = claim(digest, 'The annex says nothing of repayment', {
  statement: 'Gebühren in Zürich',
  attribution: chain('Gazette', { name: 'the guild', actor: guild }),
})
const remark = annotate(digest, 'crowns', { kind: 'claim' }, { memo: 'Ask Øystein', codes: [tone, money] })
const coded = annotate(digest, 'fees', { kind: 'claim', issue: fund }, { codes: [money] })
// In the order of the library and of reading.
const all = [paid, unread, refused, wanted, unheard, remark, coded]
const table = createExcerptTable(all, { sources: library, books })

function found(filter: Partial<ExcerptFilter>, among = table): Annotation[] {
  return among.passing(ExcerptFilter.parse({ ...anyExcerpt, ...filter }))
}

function rows(arrangement: Partial<ExcerptArrangement>): Annotation[] {
  return table.page({ ...inPlace, ...arrangement }, 0, 1000).rows
}

function groups(arrangement: Partial<ExcerptArrangement>) {
  return table.page({ ...inPlace, ...arrangement }, 0, 1000).groups
}

test.each([
  ['words of the excerpt, in any order', { text: 'QUAY own' }, [refused]],
  ['a statement, without its accents', { text: 'gebuhren' }, [unheard]],
  ['a memo, without its letters’ marks', { text: 'oystein' }, [remark]],
  ['words that do not all occur', { text: 'quay ransom' }, []],
  ['nothing but spaces', { text: '  ' }, all],
  ['kinds', { kinds: ['figure', 'position'] }, [paid, unread, refused, wanted]],
  ['a source', { sources: [press.id] }, [wanted]],
  [
    'outlets, those without one among them',
    { outlets: ['Coastal Press', null] },
    [wanted, unheard, remark, coded],
  ],
  ['an actor who holds a position', { actors: [ndiaye] }, [refused]],
  ['an actor in a chain', { actors: [guild] }, [unheard]],
  ['no actor', { actors: [null] }, [paid, unread, remark, coded]],
  ['an issue', { issues: [fund] }, [coded]],
  ['no issue, which no figure can have', { issues: [null] }, [remark]],
  ['a measure', { measures: [damage] }, [paid]],
  ['no measure, which only a figure can have', { measures: [null] }, [unread]],
  ['a code', { codes: [tone] }, [remark]],
  ['no code', { codes: [null] }, [paid, unread, refused, wanted, unheard]],
  ['stances', { stances: ['supports', 'opposes'] }, [refused, wanted]],
  ['from a day', { from: '2025-03-01' }, [paid, unread, refused]],
  ['to a month', { to: '2025-02' }, [wanted]],
  ['a year', { from: '2025', to: '2025' }, [paid, unread, refused, wanted]],
  ['complete', { status: 'complete' }, [paid, refused, wanted, unheard]],
  ['open', { status: 'open' }, [unread, remark, coded]],
  ['several at once', { kinds: ['claim'], codes: [money], text: 'crown' }, [remark]],
] as const)('a filter finds %s', (_, filter, expected) => {
  expect(found(filter as Partial<ExcerptFilter>).map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
})

test('words that were changed are found as they are now, whatever signs stand in them', () => {
  const before = createExcerptTable([paid, remark], { sources: library, books })
  expect(found({ text: 'Tove' }, before)).toEqual([])
  const memo = 'Ask \u0001 Tove'
  const after = createExcerptTable([paid, { ...remark, memo }, coded], { sources: library, books })
  expect(found({ text: 'tove' }, after).map(({ id }) => id)).toEqual([remark.id])
  expect(found({ text: 'fees' }, after)).toEqual([coded])
})

test('a date of which only the month is known may lie on any of its days', () => {
  const vague = { ...press, updated: '2025-02' }
  const months = createExcerptTable([wanted], { sources: [vague], books })
  expect(found({ from: '2025-02-20', to: '2025-02-21' }, months)).toEqual([wanted])
  expect(found({ from: '2025-03-01' }, months)).toEqual([])
})

test('a filter that was saved goes on to mean what its entries became', () => {
  const merged = createExcerptTable([refused], {
    sources: library,
    books: { ...withMerge(books, [guild], ndiaye) },
  })
  expect(found({ actors: [guild] }, merged)).toEqual([refused])
  const removed = createExcerptTable([refused], { sources: library, books: withoutEntry(books, guild) })
  expect(found({ actors: [guild] }, removed)).toEqual([])
})

test.each([
  ['place', all],
  ['kind', [unheard, remark, coded, paid, unread, refused, wanted]],
  ['source', [unheard, remark, coded, paid, unread, refused, wanted]],
  ['outlet', [wanted, paid, unread, refused, unheard, remark, coded]],
  ['date', [wanted, paid, unread, refused, unheard, remark, coded]],
  ['actor', [refused, unheard, wanted, paid, unread, remark, coded]],
  ['issue', [refused, wanted, unheard, coded, paid, unread, remark]],
  ['measure', [paid, unread, refused, wanted, unheard, remark, coded]],
  ['status', [unread, remark, coded, paid, refused, wanted, unheard]],
] as const)('rows are sorted by %s', (sort, expected) => {
  expect(rows({ sort }).map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
})

test('values of one unit stand together, in both directions', () => {
  const [few, same, many, dollars] = [
    figure(courier, '€5', { value: 5 }),
    figure(courier, 'five euros', { value: 5 }),
    figure(courier, '€9', { value: 9 }),
    figure(courier, '$7', { value: 7, unit: 'USD' }),
  ]
  const values = createExcerptTable([unread, dollars, many, few, same], { sources: library, books })
  const sorted = (descending: boolean) => values.page({ ...inPlace, sort: 'value', descending }, 0, 9).rows
  expect(sorted(false).map(({ id }) => id)).toEqual([few, same, many, dollars, unread].map(({ id }) => id))
  expect(sorted(true).map(({ id }) => id)).toEqual([dollars, many, few, same, unread].map(({ id }) => id))
})

test('downwards, the unknown still comes last and equals still stand as in their texts', () => {
  expect(rows({ sort: 'date', descending: true }).map(({ id }) => id)).toEqual(
    [paid, unread, refused, wanted, unheard, remark, coded].map(({ id }) => id),
  )
  expect(rows({ sort: 'created', descending: true })[0]?.id).toBe(coded.id)
})

test('an excerpt with two codes stands in two groups and is one excerpt', () => {
  const page = table.page({ ...inPlace, group: 'code' }, 0, 1000)
  expect(page.groups).toEqual([
    { of: 'money', size: 2 },
    { of: 'Tone', size: 1 },
    { of: null, size: 5 },
  ])
  expect(page).toMatchObject({ total: 8, excerpts: 7 })
  expect(page.rows.slice(0, 3).map(({ id }) => id)).toEqual([remark.id, coded.id, remark.id])
})

test.each([
  ['kind', ['claim', 'figure', 'position']],
  ['source', ['A quarrel over guards', 'Fund agreed', 'No guards']],
  ['outlet', ['Coastal Press', 'Ellery Courier', null]],
  ['date', ['2025-02-28', '2025-03-04', null]],
  ['actor', ['Carla Ndiaye', 'Dockers’ Guild', 'Ines Okafor', null]],
  ['issue', ['Guards on the quay', 'Harbour fund', null]],
  ['measure', ['Damage to the quay', null]],
] as const)('groups by %s run upwards, or the other way when they are sorted so', (group, expected) => {
  expect(groups({ group }).map(({ of }) => of)).toEqual(expected)
  const known = expected.filter((of) => of !== null)
  expect(groups({ group, sort: group, descending: true }).map(({ of }) => of)).toEqual([
    ...known.toReversed(),
    ...expected.slice(known.length),
  ])
  expect(groups({ group, sort: 'created', descending: true }).map(({ of }) => of)).toEqual(expected)
})

const said = (...hops: readonly WrittenHop[]) =>
  claim(digest, 'x', { attribution: chain('Gazette', ...hops) })

test('those who are no entry yet stand under their names as they are written, not among those of whom nothing is known', () => {
  const spoken = createExcerptTable(
    [unread, wanted, said('the mayor'), said('The Mayor'), said('Ines Okafor'), said()],
    { sources: library, books },
  )
  expect(spoken.page({ ...inPlace, group: 'actor' }, 0, 9).groups).toEqual([
    { of: 'Ines Okafor', size: 1 },
    { of: 'Ines Okafor', written: true, size: 1 },
    { of: 'the mayor', written: true, size: 2 },
    { of: null, size: 2 },
  ])
})

test('an actor who only published it, or was cited, neither speaks nor acts', () => {
  const attribution = [
    ...chain({ name: 'Gazette', actor: okafor }, { name: 'the wire', actor: ndiaye }, 'x').slice(0, 2),
    ...chain('Gazette', { name: 'the guild', actor: guild }).slice(1),
  ]
  const told = claim(digest, 'x', { attribution })
  const printed = createExcerptTable([told], { sources: library, books })
  expect(found({ actors: [okafor, ndiaye, null] }, printed)).toEqual([])
  expect(found({ actors: [guild] }, printed)).toEqual([told])
})

test('an entry or a source that nothing is known of is as good as none', () => {
  const stray = { ...refused, target: { ...refused.target, source: sampleId('s', 99) } }
  const lost = createExcerptTable([stray, { ...wanted, codes: [sampleId('c', 99)] }], {
    sources: [press],
    books,
  })
  expect(lost.page({ ...inPlace, group: 'source' }, 0, 9).groups).toEqual([
    { of: 'No guards', size: 1 },
    { of: null, size: 1 },
  ])
  expect(lost.page({ ...inPlace, group: 'code' }, 0, 9).groups).toEqual([{ of: null, size: 2 }])
  expect(lost.page({ ...inPlace, sort: 'source' }, 0, 9).rows[0]?.id).toBe(wanted.id)
})

const someSource = fc.constantFrom(...library)
const anyAnnotation = fc.oneof(
  fc
    .tuple(someSource, fc.integer({ min: 1, max: 4 }))
    .map(([source, value]) => figure(source, 'x', { value })),
  fc
    .tuple(someSource, fc.constantFrom(okafor, ndiaye, null))
    .map(([source, actor]) => position(source, 'y', { actor })),
  fc
    .tuple(someSource, fc.subarray([money, tone]))
    .map(([source, codes]) => annotate(source, 'z', { kind: 'claim', issue: guards }, { codes })),
)
const anyArrangement: fc.Arbitrary<ExcerptArrangement> = fc.record({
  filter: fc.constantFrom(
    anyExcerpt,
    { ...anyExcerpt, text: 'z' },
    { ...anyExcerpt, measures: [owed, null] },
  ),
  sort: fc.constantFrom(...ExcerptSort.options),
  descending: fc.boolean(),
  group: fc.constantFrom(...ExcerptGroup.options),
})

test('pages joined are the whole, groups fill it, and each row is one that passes', () => {
  fc.assert(
    fc.property(
      fc.array(anyAnnotation, { maxLength: 30 }),
      anyArrangement,
      fc.integer({ min: 1, max: 7 }),
      (annotations, arrangement, limit) => {
        const table = createExcerptTable(annotations, { sources: library, books })
        const whole = table.page(arrangement, 0, 1000)
        expect(ExcerptPage.parse(whole)).toEqual(whole)
        expect(whole.rows).toHaveLength(whole.total)
        const passed = new Set(table.passing(arrangement.filter))
        expect(new Set(whole.rows)).toEqual(passed)
        expect(whole.excerpts).toBe(passed.size)
        const inGroups = whole.groups.reduce((sum, { size }) => sum + size, 0)
        expect(inGroups).toBe(arrangement.group === 'none' ? 0 : whole.total)
        const pages = Array.from({ length: Math.ceil(whole.total / limit) }, (_, page) =>
          table.page(arrangement, page * limit, limit),
        )
        expect(pages.flatMap(({ rows }) => rows)).toEqual(whole.rows)
      },
    ),
  )
})

test('the order is total: it does not depend on what else is in the table', () => {
  fc.assert(
    fc.property(fc.array(anyAnnotation, { maxLength: 20 }), anyArrangement, (annotations, arrangement) => {
      const plain = { ...arrangement, filter: anyExcerpt, group: 'none' as const }
      const order = (some: readonly Annotation[]) =>
        createExcerptTable(some, { sources: library, books }).page(plain, 0, 1000).rows
      const half = new Set(annotations.filter((_, index) => index % 2 === 0))
      expect(order(annotations).filter((one) => half.has(one))).toEqual(order([...half]))
    }),
  )
})

test('a filter leaves rows out and changes the order of none', () => {
  fc.assert(
    fc.property(fc.array(anyAnnotation, { maxLength: 30 }), anyArrangement, (annotations, given) => {
      const arrangement = { ...given, group: 'none' as const }
      const table = createExcerptTable(annotations, { sources: library, books })
      const passed = new Set(table.passing(arrangement.filter))
      // Asked for first, and again when the order of the whole is known.
      const before = table.page(arrangement, 0, 1000).rows
      const whole = table.page({ ...arrangement, filter: anyExcerpt }, 0, 1000).rows
      const after = table.page(arrangement, 0, 1000).rows
      expect(before).toEqual(whole.filter((one) => passed.has(one)))
      expect(after).toEqual(before)
    }),
  )
})

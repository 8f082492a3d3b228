import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FigureComparison, type FigureScale } from '../model/comparison'
import { compareFigures } from './figures'
import { courier, damage, digest, figure, owed, paidIn, press, sources } from './testing/harbour'

function only<One>(list: readonly One[]): One {
  const [one] = list
  if (one === undefined || list.length > 1) throw new Error(`there is not exactly one, but ${list.length}`)
  return one
}

/** The scale of figures that all say how large the damage is. */
function damageScale(...figures: Parameters<typeof compareFigures>[0][number][]): FigureScale {
  return only(only(compareFigures(figures, sources).measures).scales)
}

const state = figure(courier, 'about €40 million', { value: 4e7, bound: 'about' }, { measure: damage })
const mayor = figure(press, '€65m', { value: 6.5e7 }, { measure: damage })

test('figures of one measure stand on one scale by value, with the two that are furthest apart', () => {
  const scale = damageScale(mayor, state)
  expect(scale.unit).toBe('EUR')
  expect(scale.mentions.map(({ annotation }) => annotation)).toEqual([state.id, mayor.id])
  expect(scale.widest).toEqual({ from: state.id, to: mayor.id, ratio: 65 / 40, orMore: false })
})

test('unlike units never share a scale, whatever the numbers', () => {
  const measure = damage
  const { measures, shared } = compareFigures(
    [
      figure(courier, '$40m', { value: 4e7, unit: 'USD' }, { measure }),
      figure(courier, '€40m', { value: 4e7, unit: 'EUR' }, { measure }),
      figure(courier, '40m tonnes', { value: 4e7, unit: 'tonnes' }, { measure }),
      figure(courier, '40 million', { value: 4e7, unit: null }, { measure }),
    ],
    sources,
  )
  expect(only(measures).scales.map(({ unit }) => unit)).toEqual(['USD', 'EUR', 'tonnes', null])
  expect(only(measures).scales.every(({ mentions }) => mentions.length === 1)).toBe(true)
  expect(shared).toEqual([])
})

test('a unit is one however it is capitalised', () => {
  const scale = damageScale(
    figure(courier, '110 bollards', { value: 110, unit: 'bollards' }, { measure: damage }),
    figure(courier, '177 Bollards', { value: 177, unit: 'Bollards' }, { measure: damage }),
  )
  expect(scale.mentions).toHaveLength(2)
})

test('symbols that differ by a capital letter are two units, and by how it is set are one', () => {
  const units = ['MW', 'mW', 'm²', 'm2', 'usd', 'USD']
  const { measures } = compareFigures(
    units.map((unit) => figure(courier, `2 ${unit}`, { value: 2, unit }, { measure: damage })),
    sources,
  )
  expect(only(measures).scales.map(({ mentions }) => mentions.map(({ quantity }) => quantity?.unit))).toEqual(
    [['m²', 'm2'], ['usd', 'USD'], ['MW'], ['mW']],
  )
})

test('figures too far apart for a number have no ratio', () => {
  const least = figure(courier, 'next to nothing', { value: Number.MIN_VALUE }, { measure: damage })
  const most = figure(courier, 'all there is', { value: Number.MAX_VALUE }, { measure: damage })
  expect(damageScale(least, most).widest).toBe(null)
})

test.each([
  ['a bound upwards leaves more open', { value: 6.5e7, bound: 'at least' }, 65 / 40, true],
  ['a range counts by its nearer end', { value: 8e7, upper: 12e7, bound: 'range' }, 2, true],
  ['a bound downwards below the other', { value: 1e7, bound: 'at most' }, 4, true],
] as const)('%s', (_, quantity, ratio, orMore) => {
  const exact = figure(courier, '€40m', { value: 4e7 }, { measure: damage })
  expect(damageScale(exact, figure(press, 'x', quantity, { measure: damage })).widest).toMatchObject({
    ratio,
    orMore,
  })
})

test.each([
  ['at least a lower number fits', { value: 3e7, bound: 'at least' }],
  ['a range around it fits', { value: 3e7, upper: 5e7, bound: 'range' }],
  ['the same number fits', { value: 4e7 }],
  ['what is not positive has no ratio', { value: 0 }],
  ['nor has a loss', { value: -4e7 }],
] as const)('figures that need not differ are not held against each other: %s', (_, quantity) => {
  const exact = figure(courier, '€40m', { value: 4e7 }, { measure: damage })
  expect(damageScale(exact, figure(press, 'x', quantity, { measure: damage })).widest).toBeNull()
})

function wholeOf(value: number) {
  return figure(courier, `€${value}`, { value }, { measure: damage, scope: 'all' })
}

test('scopes that differ are named, and like is compared with like beside the widest', () => {
  const cranes = figure(press, '€10', { value: 10 }, { measure: damage, scope: 'cranes only' })
  const scale = damageScale(
    wholeOf(40),
    cranes,
    wholeOf(60),
    figure(press, '€70', { value: 70 }, { measure: damage, scope: 'All ' }),
  )
  expect(scale.scopes).toEqual(['cranes only', 'all'])
  expect(scale.widest?.ratio).toBe(7)
  expect(scale.likeWithLike?.ratio).toBe(70 / 40)
  expect(damageScale(wholeOf(40), wholeOf(60))).toMatchObject({ scopes: [], likeWithLike: null })
})

test('one value in other words is told from one in the same words', () => {
  const measure = damage
  const grain = [
    figure(courier, '20%', { value: 20, unit: '%' }, { measure }),
    figure(digest, 'one-fifth', { value: 20, unit: '%' }, { measure }),
    figure(press, '25 %', { value: 25, unit: '%' }, { measure }),
    figure(press, '25%', { value: 25, unit: '%' }, { measure }),
  ]
  expect(damageScale(...grain).restated).toEqual([[grain[0]?.id, grain[1]?.id]])
})

test('a sum is not restated by “more than” or “about” that sum', () => {
  const measure = damage
  const sums = [
    figure(courier, '$500bn', { value: 5e11 }, { measure }),
    figure(digest, 'more than $500bn', { value: 5e11, bound: 'at least' }, { measure }),
    figure(press, 'some $500bn', { value: 5e11, bound: 'about', approximate: true }, { measure }),
  ]
  expect(damageScale(...sums).restated).toEqual([])
})

test('one number for several things is found, also where a thing has no name yet', () => {
  const paid = figure(courier, '€40 million', { value: 4e7 }, { measure: paidIn })
  const fees = figure(courier, '€40 million in fees', { value: 4e7 }, { measure: owed })
  const open = figure(digest, 'more than €40 million', { value: 4e7, bound: 'at least' })
  const { shared, measures } = compareFigures([paid, mayor, fees, open], sources)
  expect(only(shared)).toMatchObject({ value: 4e7, upper: null, unit: 'EUR' })
  expect(only(shared).mentions.map(({ annotation }) => annotation)).toEqual([paid.id, fees.id, open.id])
  expect(measures.map(({ measure }) => measure)).toEqual([paidIn, damage, owed, null])
})

function said(value: number, measure: typeof owed | null) {
  return figure(courier, `${value}`, { value }, { measure })
}

test('the number with most meanings comes first', () => {
  const { shared } = compareFigures(
    [said(1, owed), said(1, owed), said(1, null), said(2, owed), said(2, paidIn), said(2, null)],
    sources,
  )
  expect(shared.map(({ value, mentions }) => [value, mentions.length])).toEqual([
    [2, 3],
    [1, 3],
  ])
})

test('a wording that was not understood stands beside the scales', () => {
  const unread = figure(digest, 'a king’s ransom', null, { measure: damage })
  const group = only(compareFigures([unread, mayor], sources).measures)
  expect(group.unread.map(({ asWritten }) => asWritten)).toEqual(['a king’s ransom'])
  expect(group.scales).toHaveLength(1)
})

test('since when: the as-of date, else the date of the source', () => {
  const dated = figure(courier, '€50m', { value: 5e7 }, { measure: damage, asOf: '2024' })
  expect(damageScale(state, dated, mayor).mentions.map(({ date }) => date)).toEqual([
    '2025-03-04',
    '2024',
    '2025-02-28',
  ])
})

const anyFigure = fc
  .record({
    value: fc.integer({ min: -3, max: 3 }),
    unit: fc.constantFrom('EUR', 'USD', '%', null),
    bound: fc.constantFrom('exact', 'about', 'at least', 'at most'),
    measure: fc.constantFrom(damage, paidIn, null),
  })
  .map(({ measure, ...quantity }) => figure(courier, `${quantity.value}`, quantity, { measure }))

test('every figure stands once, no scale has two units, and the answer is one of the contract', () => {
  fc.assert(
    fc.property(fc.array(anyFigure, { maxLength: 20 }), (figures) => {
      const comparison = compareFigures(figures, sources)
      const scales = comparison.measures.flatMap(({ scales }) => scales)
      const stood = scales.flatMap(({ mentions }) => mentions.map(({ annotation }) => annotation))
      expect(stood.toSorted()).toEqual(figures.map(({ id }) => id).toSorted())
      for (const { mentions, unit } of scales)
        expect(mentions.map(({ quantity }) => quantity?.unit)).toEqual(mentions.map(() => unit))
      expect(FigureComparison.parse(comparison)).toEqual(comparison)
    }),
  )
})

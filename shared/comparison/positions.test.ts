import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { PositionComparison } from '../model/comparison'
import { comparePositions } from './positions'
import {
  chain,
  courier,
  digest,
  fund,
  guards,
  guild,
  ndiaye,
  okafor,
  position,
  press,
  sources,
  type WrittenHop,
} from './testing/harbour'

test('the matrix has those with most passages first, and the unassigned last', () => {
  const positions = [
    position(courier, 'no guards', { actor: null, stance: 'opposes' }),
    position(courier, 'for the town', { actor: null, issue: null }),
    position(courier, 'own quay', { actor: null, stance: 'opposes' }),
    position(courier, 'for the town', { actor: ndiaye, stance: 'opposes' }),
    position(courier, 'a guarantee', { actor: okafor, stance: 'supports' }),
    position(courier, 'a good first step', { actor: okafor, issue: fund, stance: 'supports' }),
  ]
  const { holders, issues, cells } = comparePositions(positions, sources)
  expect(holders.map(({ actor }) => actor)).toEqual([okafor, ndiaye, null])
  expect(issues).toEqual([guards, fund, null])
  expect(cells.map(({ actor, issue, mentions }) => [actor, issue, mentions.length])).toEqual([
    [okafor, guards, 1],
    [okafor, fund, 1],
    [ndiaye, guards, 1],
    [null, guards, 2],
    [null, null, 1],
  ])
})

const toldBy = (...hops: readonly WrittenHop[]) => ({
  actor: null,
  attribution: chain('Courier', ...hops),
})

test('a position without a holder is that of its speaker, who may be no entry yet; nobody comes last', () => {
  const { holders, cells } = comparePositions(
    [
      position(courier, 'a', toldBy()),
      position(courier, 'b', toldBy('the mayor')),
      position(courier, 'c', toldBy('The Mayor')),
      position(courier, 'd', toldBy({ name: 'the guild', actor: guild })),
    ],
    sources,
  )
  expect(holders).toEqual([
    { actor: guild, written: null },
    { actor: null, written: 'the mayor' },
    { actor: null, written: null },
  ])
  expect(cells.map(({ mentions }) => mentions.length)).toEqual([1, 2, 1])
})

test.each([
  ['one stance', ['opposes', 'opposes'], 'opposes'],
  ['a stance and a passage without one', ['conditional', null], 'conditional'],
  ['stances that differ', ['supports', 'opposes'], 'mixed'],
  ['none', [null], null],
] as const)('the stance of a cell with %s', (_, stances, expected) => {
  const { cells } = comparePositions(
    stances.map((stance) => position(courier, 'x', { stance })),
    sources,
  )
  expect(cells.map(({ stance }) => stance)).toEqual([expected])
})

test('passages stand by the date said, else by that of their source; the undated last', () => {
  const undated = position(digest, 'undated', {})
  const later = position(courier, 'of 4 March', {})
  const earlier = position(press, 'of 28 February', {})
  const first = position(courier, 'said before', { dateSaid: '2025-02-27' })
  const { cells } = comparePositions([undated, later, earlier, first], sources)
  expect(cells[0]?.mentions.map(({ annotation, date }) => [annotation, date])).toEqual([
    [first.id, '2025-02-27'],
    [earlier.id, '2025-02-28'],
    [later.id, '2025-03-04'],
    [undated.id, null],
  ])
})

function said(dateSaid: string, stance: 'supports' | 'opposes' | 'ambiguous') {
  return position(courier, 'x', { actor: guild, issue: fund, dateSaid, stance })
}

test('a stance that changed is told step by step', () => {
  const [before, again, unclear, after] = [
    said('2025-02-20', 'opposes'),
    said('2025-02-21', 'opposes'),
    said('2025-03-01', 'ambiguous'),
    said('2025-03-04', 'supports'),
  ]
  const { moved } = comparePositions([after, unclear, again, before], sources)
  expect(moved).toEqual([
    {
      actor: guild,
      issue: fund,
      steps: [
        { stance: 'opposes', since: '2025-02-20', annotation: before.id },
        { stance: 'ambiguous', since: '2025-03-01', annotation: unclear.id },
        { stance: 'supports', since: '2025-03-04', annotation: after.id },
      ],
    },
  ])
})

test.each([
  ['both were said on one day', '2025-03-04', '2025-03-04'],
  ['one may be before or after the other', '2025-03', '2025-03-04'],
] as const)('nothing is said to have moved where %s', (_, one, two) => {
  const { cells, moved } = comparePositions(
    [
      position(courier, 'x', { stance: 'supports', dateSaid: one }),
      position(courier, 'y', { stance: 'opposes', dateSaid: two }),
    ],
    sources,
  )
  expect(moved).toEqual([])
  expect(cells[0]?.stance).toBe('mixed')
})

test('a vague date does not hide what precise ones tell', () => {
  const { moved } = comparePositions(
    [
      position(courier, 'x', { stance: 'supports', dateSaid: '2025' }),
      position(courier, 'y', { stance: 'opposes', dateSaid: '2025-02-01' }),
      position(courier, 'z', { stance: 'supports', dateSaid: '2025-03-01' }),
    ],
    sources,
  )
  expect(moved[0]?.steps.map(({ stance, since }) => [stance, since])).toEqual([
    ['opposes', '2025-02-01'],
    ['supports', '2025-03-01'],
  ])
})

test('nobody moved who is not known', () => {
  const { moved } = comparePositions(
    [
      position(courier, 'x', { actor: null, stance: 'supports', dateSaid: '2025-02' }),
      position(courier, 'y', { actor: null, stance: 'opposes', dateSaid: '2025-03' }),
    ],
    sources,
  )
  expect(moved).toEqual([])
})

const anyPosition = fc
  .record({
    actor: fc.constantFrom(okafor, ndiaye, null),
    attribution: fc.constantFrom([], chain('x', 'the Mayor'), chain('x', 'THE MAYOR'), chain('x', 'a clerk')),
    issue: fc.constantFrom(guards, fund, null),
    stance: fc.constantFrom('supports', 'opposes', 'mixed', null),
    dateSaid: fc.constantFrom('2024', '2025-02', '2025-02-03', null),
  })
  .map((body) => position(courier, 'x', body))

test('every passage stands in one cell, and the answer is one of the contract', () => {
  fc.assert(
    fc.property(fc.array(anyPosition, { maxLength: 20 }), (positions) => {
      const comparison = comparePositions(positions, sources)
      expect(PositionComparison.parse(comparison)).toEqual(comparison)
      const stood = comparison.cells.flatMap(({ mentions }) => mentions.map(({ annotation }) => annotation))
      expect(stood.toSorted()).toEqual(positions.map(({ id }) => id).toSorted())
      const cells = comparison.cells.map(({ actor, written, issue }) => `${actor} ${written} ${issue}`)
      expect(new Set(cells).size).toBe(cells.length)
    }),
  )
})

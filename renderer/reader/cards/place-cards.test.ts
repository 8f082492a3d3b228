import { array, assert, integer, nat, option, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { driftOf, GAP, placeCards, type Standing } from './place-cards'

const lines = (...tops: number[]): Standing[] => tops.map((line) => ({ line, height: 50 }))

describe('placing by hand', () => {
  test('cards with room stand at their lines', () => {
    expect(placeCards(lines(0, 60, 300), null)).toEqual([0, 60, 300])
  })
  test('of two on one line the first keeps it and the second stands under it', () => {
    expect(placeCards(lines(100, 100), null)).toEqual([100, 160])
  })
  test('many on one line give way in both directions', () => {
    expect(placeCards(lines(200, 200, 200), null)).toEqual([140, 200, 260])
  })
  test('none goes above the text', () => {
    expect(placeCards(lines(20, 20, 20), null)).toEqual([0, 60, 120])
  })
  test('the chosen card keeps its line, and the others move', () => {
    expect(placeCards(lines(200, 200, 200), 0)).toEqual([200, 260, 320])
    expect(placeCards(lines(200, 200, 200), 2)).toEqual([80, 140, 200])
    expect(placeCards(lines(200, 200, 500), 1)).toEqual([140, 200, 500])
  })
  test('the top of the text is stronger than the chosen card', () => {
    expect(placeCards(lines(20, 20), 1)).toEqual([0, 60])
  })
  test('no cards, no places', () => {
    expect(placeCards([], null)).toEqual([])
  })
})

const sets = array(record({ line: nat(600), height: integer({ min: 20, max: 90 }) }), {
  minLength: 1,
  maxLength: 12,
}).map((cards) => cards.toSorted((a, b) => a.line - b.line))

const sum = (cards: readonly Standing[], tops: readonly number[]) =>
  cards.reduce((all, { line }, index) => all + Math.abs((tops[index] ?? 0) - line), 0)

function expectApart(cards: readonly Standing[], tops: readonly number[]) {
  expect(tops[0]).toBeGreaterThanOrEqual(0)
  for (const [index, top] of tops.slice(1).entries()) {
    expect(top).toBeGreaterThanOrEqual((tops[index] ?? 0) + (cards[index]?.height ?? 0) + GAP)
  }
}

test('cards stand in order, apart, and below the top of the text, whichever is chosen', () => {
  assert(
    property(sets, option(nat(11)), (cards, choice) => {
      const fixed = choice === null ? null : choice % cards.length
      const tops = placeCards(cards, fixed)
      expectApart(cards, tops)
      if (fixed === null) return
      const line = cards[fixed]?.line ?? 0
      const needed = cards.slice(0, fixed).reduce((all, { height }) => all + height + GAP, 0)
      expect(tops[fixed]).toBe(Math.max(line, needed))
    }),
  )
})

test('no other places that keep the rules are nearer to the lines', () => {
  assert(
    property(
      sets,
      array(integer({ min: -80, max: 80 }), { minLength: 12, maxLength: 12 }),
      (cards, moves) => {
        const tops = placeCards(cards, null)
        // Any other arrangement: each card moved somewhere, then pushed down as far as the rules demand.
        let free = 0
        const others = cards.map(({ height }, index) => {
          const top = Math.max(free, (tops[index] ?? 0) + (moves[index] ?? 0))
          free = top + height + GAP
          return top
        })
        expect(sum(cards, tops)).toBeLessThanOrEqual(sum(cards, others))
      },
    ),
  )
})

test('for a few cards, no arrangement at all is nearer', () => {
  const few = array(record({ line: nat(8), height: integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  })
  assert(
    property(few, (unsorted) => {
      const cards = unsorted
        .toSorted((a, b) => a.line - b.line)
        .map((card) => ({ ...card, height: card.height - GAP }))
      const best = cards.reduce<readonly { readonly tops: readonly number[] }[]>(
        (found, _, index) =>
          found.flatMap(({ tops }) => {
            const free = index === 0 ? 0 : (tops[index - 1] ?? 0) + (cards[index - 1]?.height ?? 0) + GAP
            return Array.from({ length: 20 }, (_unused, more) => ({ tops: [...tops, free + more] }))
          }),
        [{ tops: [] }],
      )
      const least = Math.min(...best.map(({ tops }) => sum(cards, tops)))
      expect(sum(cards, placeCards(cards, null))).toBe(least)
    }),
    { numRuns: 40 },
  )
})

test('drift is the way of the card that moved most', () => {
  const cards = lines(200, 200, 200)
  expect(driftOf(cards, placeCards(cards, 0))).toBe(120)
})

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
  test('many on one line stand below each other from there', () => {
    expect(placeCards(lines(200, 200, 200), null)).toEqual([200, 260, 320])
  })
  test('none goes above the text', () => {
    expect(placeCards(lines(20, 20, 20), 2)).toEqual([0, 60, 120])
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

test('with none chosen each card stands at its line or right below the card before it', () => {
  assert(
    property(sets, (cards) => {
      const tops = placeCards(cards, null)
      for (const [index, { line }] of cards.entries()) {
        const free = index === 0 ? 0 : (tops[index - 1] ?? 0) + (cards[index - 1]?.height ?? 0) + GAP
        expect(tops[index]).toBe(Math.max(line, free))
      }
    }),
  )
})

test('a chosen card moves no card before it down and no card behind it up', () => {
  assert(
    property(sets, nat(11), (cards, choice) => {
      const fixed = choice % cards.length
      const free = placeCards(cards, null)
      const tops = placeCards(cards, fixed)
      const isHigher = (top: number, index: number) => top <= (free[index] ?? 0)
      const isLower = (top: number, index: number) => top >= (cards[index]?.line ?? 0)
      expect(tops.slice(0, fixed + 1).every(isHigher)).toBe(true)
      expect(tops.every((top, index) => index <= fixed || isLower(top, index))).toBe(true)
    }),
  )
})

test('drift is the way of the card that moved most', () => {
  const cards = lines(200, 200, 200)
  expect(driftOf(cards, placeCards(cards, 0))).toBe(120)
})

import { array, assert, integer, nat, option, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import type { AnnotationId } from '../../../shared/model/ids'
import { sampleId } from '../../../shared/testing/samples'
import { arrangeCards, type CardSize, FARTHEST, LINE_HEIGHT, MOST, type PlacedCard } from './arrange-cards'
import { GAP } from './place-cards'

const cardsAt = (...lines: number[]): CardSize[] =>
  lines.map((line, index) => ({ id: sampleId('a', index), line, height: 60 }))
const on = (line: number, count: number) => cardsAt(...Array.from({ length: count }, () => line))
const shownAs = (placed: readonly PlacedCard[]) => placed.map(({ shown }) => shown)
const idsOf = (placed: PlacedCard): readonly AnnotationId[] =>
  placed.shown === 'fold' ? placed.ids : [placed.id]

test('a few cards on one line are whole', () => {
  expect(new Set(shownAs(arrangeCards(on(2000, 5), null)))).toEqual(new Set(['whole']))
})

test('where whole cards would drift too far they are lines, and only there', () => {
  const crowd = [...on(2000, 10), ...cardsAt(4000).map((card) => ({ ...card, id: sampleId('a', 99) }))]
  const shown = shownAs(arrangeCards(crowd, null))
  expect(new Set(shown.slice(0, -1))).toEqual(new Set(['line']))
  expect(shown.at(-1)).toBe('whole')
})

test('where even lines would drift too far they are folded, and the chosen card stays whole', () => {
  expect(arrangeCards(on(2000, 40), null)).toEqual([
    { shown: 'fold', ids: on(2000, 40).map(({ id }) => id), top: 2000 },
  ])
  const chosen = sampleId('a', 10)
  const placed = arrangeCards(on(2000, 40), chosen)
  expect(shownAs(placed)).toEqual(['fold', 'whole', 'fold'])
  expect(placed[1]).toMatchObject({ id: chosen, top: 2000 })
})

const sevenEach = (lines: number, apart: number) =>
  cardsAt(...Array.from({ length: lines * 7 }, (_, index) => 2000 + Math.floor(index / 7) * apart))

test('cards are folded with those on their line, and with more only where that is not enough', () => {
  const folds = arrangeCards(sevenEach(6, 27), null)
  expect(folds.map(idsOf).map((ids) => ids.length)).toEqual([7, 7, 7, 7, 7, 7])
  const dense = arrangeCards(sevenEach(60, 17), null)
  expect(dense.length).toBeLessThan(30)
})

test('every card is there once and in order, none touches another, and none is far from its line', () => {
  const sets = array(record({ line: nat(3000), height: integer({ min: 30, max: 90 }) }), { maxLength: 90 })
  assert(
    property(sets, option(nat(89)), (unsorted, choice) => {
      const cards = unsorted
        .toSorted((a, b) => a.line - b.line)
        .map((card, index): CardSize => ({ ...card, id: sampleId('a', index) }))
      const chosen = choice === null ? null : (cards[choice]?.id ?? null)
      const placed = arrangeCards(cards, chosen)
      expect(placed.flatMap(idsOf)).toEqual(cards.map(({ id }) => id))
      const cardOf = (one: PlacedCard) => cards.find(({ id }) => idsOf(one).includes(id))
      const heightOf = (one: PlacedCard) => (one.shown === 'whole' ? (cardOf(one)?.height ?? 0) : LINE_HEIGHT)
      const heightAt = (index: number) => placed.slice(index, index + 1).map(heightOf)[0] ?? 0
      const rooms = placed.slice(1).map((one, index) => one.top - (placed[index]?.top ?? 0))
      for (const [index, room] of rooms.entries()) {
        expect(room).toBeGreaterThanOrEqual(heightAt(index) + GAP)
      }
      for (const one of placed) {
        expect(Math.abs(one.top - (cardOf(one)?.line ?? 0))).toBeLessThanOrEqual(FARTHEST)
      }
      const own = placed.filter((one) => chosen !== null && idsOf(one).includes(chosen))
      expect(shownAs(own)).toEqual(own.map(() => 'whole'))
    }),
  )
})

test('more cards than the page should hold are lines from the start', () => {
  const spread = Array.from({ length: MOST + 1 }, (_, index) => index * 200)
  expect(new Set(shownAs(arrangeCards(cardsAt(...spread), null)))).toEqual(new Set(['line']))
})

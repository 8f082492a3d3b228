import { describe, expect, test } from 'vitest'
import type { Block } from '../../shared/model/version'
import { cutSections, linesIn } from './sections'

type Given = readonly (readonly [Block['kind'], number])[]

/** A block for each pair of its kind and its length. */
function blocksOf(...given: Given) {
  return given.map(([kind, length]) => ({ kind, text: 'x'.repeat(length) }))
}
const cut = (...given: Given) => cutSections(blocksOf(...given)).map(({ from, to }) => `${from}-${to}`)

describe('sections', () => {
  test('a short text is one', () => {
    expect(cut(['heading', 20], ['paragraph', 400], ['heading', 20], ['paragraph', 300])).toEqual(['0-3'])
  })
  test('of about a screen, one ends where a heading stands', () => {
    expect(cut(['paragraph', 1000], ['paragraph', 1000], ['heading', 30], ['paragraph', 900])).toEqual([
      '0-1',
      '2-3',
    ])
  })
  test('without a heading it ends before it grows too long', () => {
    expect(cut(...Array.from({ length: 9 }, () => ['paragraph', 1250] as const))).toEqual([
      '0-1',
      '2-3',
      '4-5',
      '6-7',
      '8-8',
    ])
  })
  test('where a post begins is as good as a heading', () => {
    const blocks = blocksOf(['paragraph', 1600], ['paragraph', 100], ['paragraph', 100])
    expect(cutSections(blocks, (block) => block === 1)).toEqual([
      { from: 0, to: 0 },
      { from: 1, to: 2 },
    ])
  })
  test('a heading is never the last of its section', () => {
    expect(cut(['paragraph', 1400], ['heading', 40], ['paragraph', 2500], ['paragraph', 10])).toEqual([
      '0-2',
      '3-3',
    ])
  })
  test('a thousand short lines are many sections', () => {
    expect(cut(...Array.from({ length: 1000 }, () => ['list-item', 4] as const)).length).toBeGreaterThan(9)
  })
  test('together they hold every block once, whatever the lengths', () => {
    const blocks = Array.from(
      { length: 200 },
      (_, n) => [n % 13 === 0 ? 'heading' : 'paragraph', (n * 377) % 3500] as const,
    )
    const sections = cutSections(blocksOf(...blocks))
    expect(sections[0]?.from).toBe(0)
    expect(sections.at(-1)?.to).toBe(199)
    expect(sections.slice(1).map(({ from }) => from)).toEqual(sections.slice(0, -1).map(({ to }) => to + 1))
  })
})

test('more text fills more lines, and each block at least one', () => {
  const blocks = blocksOf(['paragraph', 10], ['paragraph', 660])
  expect(linesIn(blocks, { from: 0, to: 0 })).toBeGreaterThan(1)
  expect(linesIn(blocks, { from: 1, to: 1 })).toBeGreaterThan(10)
})

import { array, assert, integer, nat, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import type { Stretch } from './article'
import { joinPassage, moveEdge, passageAt } from './extents'

/** Passages in brackets, as in `[quay] was [closed]`. */
function passages(marked: string): Stretch[] {
  let removed = 0
  return Array.from(marked.matchAll(/\[([^\]]*)\]/g), ({ index, 1: words = '' }) => {
    const start = index - removed
    removed += 2
    return { start, end: start + words.length }
  })
}
function marked(text: string, stretches: readonly Stretch[]): string {
  return stretches.toReversed().reduce((all, { start, end }) => {
    return `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`
  }, text)
}
const text = 'The quay was closed today'

test.each([
  ['the end on', 'end', 12, 'The [quay was] closed [today]'],
  ['the end no further than the next passage', 'end', 23, 'The [quay was closed ][today]'],
  ['no end where nothing would be left', 'end', 0, 'The [quay] was closed [today]'],
  ['the start back', 'start', 0, '[The quay] was closed [today]'],
  ['no start where nothing would be left', 'start', 20, 'The [quay] was closed [today]'],
] as const)('moves %s', (_, edge, to, expected) => {
  expect(marked(text, moveEdge(passages('The [quay] was closed [today]'), 0, edge, to))).toBe(expected)
})

test('the start goes no further back than the passage before', () => {
  expect(marked(text, moveEdge(passages('The [quay] was closed [today]'), 1, 'start', 0))).toBe(
    'The [quay][ was closed today]',
  )
})

test.each([
  ['apart', 'The [quay] was closed', 13, 19, 'The [quay] was [closed] today'],
  ['before', 'The quay was [closed]', 4, 8, 'The [quay] was [closed] today'],
  ['touching', 'The [quay] was closed', 8, 12, 'The [quay was] closed today'],
  ['overlapping both', 'The [quay] was [closed]', 6, 15, 'The [quay was closed] today'],
  ['inside', 'The [quay was] closed', 5, 7, 'The [quay was] closed today'],
])('joins a passage that lies %s', (_, before, start, end, expected) => {
  expect(marked(text, joinPassage(passages(before), { start, end }))).toBe(expected)
})

test('whatever is joined, the passages stay apart, in order, and hold every character that was in one', () => {
  const stretch = tuple(nat(60), integer({ min: 1, max: 12 })).map(([start, length]) => ({
    start,
    end: start + length,
  }))
  assert(
    property(array(stretch, { minLength: 1, maxLength: 8 }), (some) => {
      const joined = some.reduce<Stretch[]>((all, one) => joinPassage(all, one), [])
      for (const [index, { start, end }] of joined.entries()) {
        expect(start).toBeLessThan(end)
        expect(start).toBeGreaterThan(joined[index - 1]?.end ?? -1)
      }
      for (let at = 0; at < 80; at += 1) {
        const holds = (all: readonly Stretch[]) => all.some(({ start, end }) => start <= at && at < end)
        expect(holds(joined)).toBe(holds(some))
      }
    }),
  )
})

test('the caret belongs to the passage that holds it, else to the one before', () => {
  const two = passages('The [quay] was [closed] today')
  expect([0, 4, 8, 10, 14, 22].map((offset) => passageAt(two, offset))).toEqual([0, 0, 0, 0, 1, 1])
})

import { array, assert, integer, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { heaviestChain, type Link } from './heaviest-chain'

test('one long link that moved does not make the many that stayed move', () => {
  const links = [5, 0, 1, 2, 3].map((to) => ({ to, weight: to === 5 ? 3 : 1 }))
  expect(heaviestChain(links)).toEqual(new Set([1, 2, 3, 4]))
})

/** Tries every choice of links. */
function heaviestOfAll(links: readonly Link[]): number {
  let heaviest = 0
  for (let choice = 0; choice < 2 ** links.length; choice += 1) {
    const chosen = links.filter((_, index) => (choice >> index) % 2 === 1)
    const inOrder = chosen.every(({ to }, index) => index === 0 || to > (chosen[index - 1]?.to ?? 0))
    if (inOrder) heaviest = Math.max(heaviest, weightOf(chosen))
  }
  return heaviest
}

function weightOf(links: readonly Link[]): number {
  return links.reduce((sum, { weight }) => sum + weight, 0)
}

test('no other choice in the same order weighs more', () => {
  assert(
    property(array(tuple(integer(), integer({ min: 1, max: 9 })), { maxLength: 9 }), (drawn) => {
      // Places are different ones.
      const links = [...new Map(drawn)].map(([to, weight]) => ({ to, weight }))
      const chosen = links.filter((_, index) => heaviestChain(links).has(index))
      expect(chosen.every(({ to }, index) => index === 0 || to > (chosen[index - 1]?.to ?? 0))).toBe(true)
      expect(weightOf(chosen)).toBe(heaviestOfAll(links))
    }),
  )
})

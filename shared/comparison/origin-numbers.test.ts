import { expect, test } from 'vitest'
import { compareClaims } from './claims'
import { originNumbers } from './origin-numbers'
import { chain, claim, courier, sources } from './testing/harbour'

test('origins are numbered as they are read, not by their claims; what cannot be traced has no number', () => {
  const chains = [chain('A', 'Ndiaye'), [], chain('B', 'Okafor'), chain('C', 'Okafor'), chain('D', 'Ruiz')]
  const given = chains.map((attribution) => claim(courier, 'no guards', { attribution }))
  const [only] = compareClaims(given, sources).issues
  if (only === undefined) throw new Error('the claims have an issue')
  expect(only.origins[0]?.name).toBe('Okafor')
  const numbers = originNumbers(only)
  expect(only.claims.map(({ annotation }) => numbers.get(annotation) ?? null)).toEqual([1, null, 2, 2, 3])
})

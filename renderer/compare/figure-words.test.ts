import { expect, test } from 'vitest'
import type { Quantity } from '../../shared/model/annotation'
import { quantityWords, ratioWords, signOf, unitWords } from './figure-words'

const of = (given: Partial<Quantity>): Quantity => ({
  value: 4e7,
  upper: null,
  unit: 'EUR',
  bound: 'exact',
  approximate: false,
  ...given,
})

test.each([
  ['€40 million', of({}), '€40m', 'exact'],
  ['nearly €40 million', of({ bound: 'about', approximate: true }), 'about €40m', 'about'],
  ['more than €40 million', of({ bound: 'at least' }), 'at least €40m', 'at-least'],
  ['up to 50%', of({ bound: 'at most', value: 50, unit: '%' }), 'at most 50%', 'at-most'],
  ['5 to 7 percent', of({ bound: 'range', value: 5, upper: 7, unit: '%' }), '5% to 7%', 'range'],
  ['millions of euros', of({ bound: 'at least', approximate: true, value: 1e6 }), 'at least €1m', 'vague'],
])('%s keeps its qualifier in words and as a sign', (asWritten, quantity, words, icon) => {
  expect(quantityWords(quantity)).toBe(words)
  expect(signOf({ asWritten, quantity })?.icon).toBe(icon)
})

test('what was not understood has no sign, and units are named', () => {
  expect(signOf({ asWritten: 'a lot', quantity: null })).toBeNull()
  expect(['USD', 'EUR', 'XYZ', '%', 'bollards', null].map(unitWords)).toEqual([
    'US dollars',
    'euros',
    'XYZ',
    'per cent',
    'bollards',
    'no unit',
  ])
  expect(ratioWords({ ratio: 3.333, orMore: true })).toBe('×3.3 or more')
  expect(ratioWords({ ratio: 1234.5, orMore: false })).toBe('×1,235')
})

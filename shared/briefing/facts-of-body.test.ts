import { expect, test } from 'vitest'
import type { Quantity } from '../model/annotation'
import { amountWords, factsOf, stanceWordsOf } from './facts-of-body'

const euros: Quantity = { value: 4e7, upper: null, unit: 'EUR', bound: 'exact', approximate: false }

test.each<[Partial<Quantity>, string]>([
  [{}, '€40m'],
  [{ bound: 'about', approximate: true }, 'about €40m'],
  [{ bound: 'at least' }, 'at least €40m'],
  [{ bound: 'at least', approximate: true }, 'at least €40m'],
  [{ bound: 'at most' }, 'at most €40m'],
  [{ bound: 'range', upper: 5e7 }, '€40m–€50m'],
])('a reader who does not know our signs takes %j as %s', (fields, words) => {
  expect(amountWords({ ...euros, ...fields })).toBe(words)
})

test.each([
  ['supports', null, 'for'],
  ['conditional', 'the guild agrees', 'for, if the guild agrees'],
  ['conditional', 'If it is paid', 'for, If it is paid'],
  ['conditional', null, 'for, on a condition'],
  [null, 'it is paid', 'if it is paid'],
  ['ambiguous', null, 'unclear'],
  [null, null, null],
] as const)('the stance %s with the condition %s reads %s', (stance, condition, words) => {
  expect(stanceWordsOf({ stance, condition })).toBe(words)
})

test.each([
  ['2025-03-04', 'Said on 4 March 2025.'],
  ['2025-03', 'Said in March 2025.'],
  ['2025', 'Said in 2025.'],
])('what was said on %s reads %s', (dateSaid, words) => {
  const body = { kind: 'position' as const, actor: null, issue: null, stance: null, condition: null }
  expect(factsOf({ ...body, dateSaid, attribution: [] }, '')).toEqual([words])
})

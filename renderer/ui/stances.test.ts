import { expect, test } from 'vitest'
import { stanceText } from './stances'

test.each([
  ['supports', null, 'For'],
  ['conditional', null, 'For, if'],
  ['conditional', 'if the guild agrees', 'For, if the guild agrees'],
  ['conditional', 'the guild agrees', 'For, if the guild agrees'],
  ['opposes', 'unless the guild agrees', 'Against, unless the guild agrees'],
  [null, 'the guild agrees', 'No stance yet, if the guild agrees'],
] as const)('the stance “%s” with the condition “%s” reads “%s”', (stance, condition, words) => {
  expect(stanceText(stance, condition)).toBe(words)
})

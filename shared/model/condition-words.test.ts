import { expect, test } from 'vitest'
import { conditionWords } from './condition-words'

test.each([
  ['the guild agrees', 'if the guild agrees'],
  ['if the guild agrees', 'if the guild agrees'],
  ['Unless the guild objects', 'Unless the guild objects'],
  ['in exchange for cranes', 'in exchange for cranes'],
  ['tied to a grant', 'if tied to a grant'],
  ['iffy terms are dropped', 'if iffy terms are dropped'],
])('the condition “%s” reads “%s”', (condition, words) => {
  expect(conditionWords(condition)).toBe(words)
})

import { expect, test } from 'vitest'
import { plainWords } from './plain-words'

test.each([
  ['Same number as in the digest.', 'Same number as in the digest.'],
  [
    '**Check** who said it *first*:\n\n- in the Courier\n- in the [digest](https://example.org)\n\n> Ask.',
    'Check who said it first: in the Courier in the digest Ask.',
  ],
  ['a first line\\\na second', 'a first line a second'],
  ['2 * 3 \\* 4', '2 * 3 * 4'],
  ['', ''],
])('%j reads %j', (markdown, words) => {
  expect(plainWords(markdown)).toBe(words)
})

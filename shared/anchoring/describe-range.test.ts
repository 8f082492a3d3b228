import { expect, test } from 'vitest'
import { describeRange } from './describe-range'
import { findQuote } from './find-quote'

test('a passage is described by its words, what surrounds them and its offsets', () => {
  const text = 'Costs rose. Prices fell in May.'
  const range = describeRange(text, 12, 23)
  expect(range.quote).toEqual({
    type: 'TextQuoteSelector',
    exact: 'Prices fell',
    prefix: 'Costs rose. ',
    suffix: ' in May.',
  })
  expect(range.position).toEqual({ type: 'TextPositionSelector', start: 12, end: 23 })
})

test('what was described is found again by its quote alone', () => {
  const text = 'The fund opens on Monday. The fund closes on Friday, and the fund opens again later.'
  for (let start = 0; start < text.length; start += 3) {
    for (let end = start + 1; end <= text.length; end += 5) {
      expect(findQuote(text, describeRange(text, start, end).quote)).toEqual({ status: 'found', start, end })
    }
  }
})

test('context is at most 32 units long and never half a character', () => {
  const text = `${'😀'.repeat(40)}middle${'😀'.repeat(40)}`
  const { prefix, suffix } = describeRange(text, 80, 86).quote
  expect(prefix).toBe('😀'.repeat(16))
  expect(suffix).toBe('😀'.repeat(16))
  const odd = describeRange(`x${text}`, 82, 86).quote
  expect(odd.prefix.isWellFormed()).toBe(true)
  expect(odd.suffix.isWellFormed()).toBe(true)
})

test.each([
  ['empty', 3, 3],
  ['backwards', 4, 3],
  ['before the text', -1, 2],
  ['beyond the text', 0, 99],
  ['through the middle of a character', 0, 5],
])('a passage that is %s is refused', (_, start, end) => {
  expect(() => describeRange('abcd😀', start, end)).toThrow(RangeError)
})

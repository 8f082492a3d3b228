import { expect, test } from 'vitest'
import { sharedShare } from './shared-share'
import { generatedWords } from './testing/words'

const words = generatedWords(400, 1)
const text = words.join(' ')
const other = generatedWords(1500, 2).join(' ')

test('a text shares all with itself and nothing with another one', () => {
  expect(sharedShare(text, text)).toBe(1)
  expect(sharedShare(text, other)).toBe(0)
})

test.each([
  ['all of it within a longer one', 1],
  ['three fifths', 0.6],
  ['a tenth', 0.1],
])('of a text that has %s, as much is shared, from either side', (_, share) => {
  const part = words.slice(0, share * words.length).join(' ')
  const holder = `${other.slice(0, 2000)} ${part} ${other.slice(2000)}`
  expect(sharedShare(text, holder)).toBeCloseTo(share, 2)
  expect(sharedShare(holder, text)).toBeCloseTo(share, 2)
})

test('a passage goes on across words that were changed', () => {
  const copy = words.map((word, index) => (index % 10 === 9 ? `other${index}` : word)).join(' ')
  expect(sharedShare(text, copy)).toBeCloseTo(0.9, 5)
})

test('paragraphs in another order are shared all the same', () => {
  const half = words.length / 2
  const turned = [...words.slice(half), ...words.slice(0, half)].join(' ')
  expect(sharedShare(text, turned)).toBe(1)
})

test('a turn of phrase is not a passage', () => {
  const phrase = 'he said on Monday that'
  expect(sharedShare(`${phrase} ${text}`, `${other} ${phrase}`)).toBe(0)
})

test('texts without words share nothing', () => {
  expect(sharedShare('', '')).toBe(0)
  expect(sharedShare('…', text)).toBe(0)
})

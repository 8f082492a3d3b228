import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { isWithinWord, numberWords, splitWords, wordsWithin } from './split-words'

function wordsOf(text: string): string[] {
  const { count, starts, ends } = splitWords(text)
  return Array.from({ length: count }, (_, word) => text.slice(starts[word], ends[word]))
}

test.each([
  ['signs stand between words', '“Prices fell”, he said – by 4.5%…', 'Prices|fell|he|said|by|4|5'],
  ['letters with marks', 'cafe\u0301 naïve', 'cafe\u0301|naïve'],
  ['Cyrillic', 'Порт Київ, край', 'Порт|Київ|край'],
  ['Arabic with vowel signs', 'قَالَ الوَزِيرُ، نعم', 'قَالَ|الوَزِيرُ|نعم'],
  ['Hebrew', 'שָׁלוֹם לכולם.', 'שָׁלוֹם|לכולם'],
  ['Chinese, a letter a word', '港口将开放。', '港|口|将|开|放'],
  ['kana with a mark of its own', 'か\u3099く', 'か\u3099|く'],
  ['Thai, a letter with its vowel signs', 'ท่าเรือ', 'ท่|า|เ|รื|อ'],
  ['Hangul', '한국 항구', '한국|항구'],
  ['Devanagari', 'बंदरगाह खुला', 'बंदरगाह|खुला'],
  ['a soft hyphen does not part a word', 'har\u00adbour wall', 'har\u00adbour|wall'],
  ['characters of two units', 'a👍🏽b 𝒷𝓇', 'a|👍|🏽|b|𝒷|𝓇'],
  ['nothing', ' … —\n', ''],
])('%s', (_, text, words) => {
  expect(wordsOf(text).join('|')).toBe(words)
})

test('words that are written alike have one number, whatever cannot be seen in them', () => {
  const numbers = new Map<string, number>()
  const numbered = (text: string) => [...numberWords(text, splitWords(text), numbers)]
  expect(numbered('the quay the har\u00adbour')).toEqual([0, 1, 0, 2])
  expect(numbered('harbour The')).toEqual([2, 3])
})

test('the words of a stretch are those that it touches', () => {
  const text = 'The fund opens on Monday.'
  const words = splitWords(text)
  expect(wordsWithin(words, 4, 14)).toEqual({ first: 1, behind: 3 })
  expect(wordsWithin(words, 6, 10)).toEqual({ first: 1, behind: 3 })
  expect(wordsWithin(words, 24, 25)).toEqual({ first: 5, behind: 5 })
})

const signs = constantFrom(
  ...'aé港กの 5,.\n“',
  '\u0301',
  '👍',
  '\u00ad',
  '\ud83d',
  '\ude00',
  '\u0e31',
  'ש',
  '한',
)
test('words follow each other, and none begins or ends within a character', () => {
  assert(
    property(array(signs, { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      const { count, starts, ends } = splitWords(text)
      for (let word = 0; word < count; word += 1) {
        const [start = 0, end = 0] = [starts[word], ends[word]]
        expect(start).toBeLessThan(end)
        expect(start).toBeGreaterThanOrEqual(ends[word - 1] ?? 0)
        expect(text.slice(start, end).isWellFormed() || !text.isWellFormed()).toBe(true)
        expect(isWithinWord(text, start) || isWithinWord(text, end)).toBe(false)
        for (let at = start + 1; at < end; at += 1) expect(isWithinWord(text, at)).toBe(true)
      }
    }),
  )
})

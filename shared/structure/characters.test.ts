import { expect, test } from 'vitest'
import { readWords } from './characters'

const lines = [
  'The fund paid 4.5 million — twice.',
  '  “Quay”\u00a0and\tport\n',
  '— … —',
  '港口基金批准了 12 项',
  'ท่าเรือ opened',
  'мовчання, тиша',
  'ميناء 2025',
  'e\u0301migre\u0301',
  '𠀀𠀁 and 😀 and 𝒜b',
  '\ud800 lone \udc00x',
  'a\udc00b',
  '',
]

test('words are counted as expressions that know all scripts count them', () => {
  for (const line of lines) {
    const parted = line.match(/(?:^|\s)[^\s\p{L}\p{N}]*[\p{L}\p{N}]/gu)?.length ?? 0
    const unspaced = line.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)
    expect(readWords(line).count, line).toBe(parted + Math.floor((unspaced?.length ?? 0) / 2))
  }
})

test('a word has one number wherever it stands and however it is written, and another one another', () => {
  const [fund, paid, twice] = readWords('The fund PAID twice.').numbers.slice(1)
  expect(readWords('“Paid twice,” said the Fund').numbers.slice(0, 2)).toEqual([paid, twice])
  expect(readWords('Fund').numbers).toEqual([fund])
  expect(new Set([fund, paid, twice]).size).toBe(3)
})

test('words are found as expressions that know all scripts find them', () => {
  for (const line of lines) {
    const found = line.match(/[\p{L}\p{N}]+/gu) ?? []
    expect(readWords(line).numbers, line).toEqual(found.flatMap((word) => readWords(word).numbers))
  }
})

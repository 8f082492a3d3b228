import { expect, test } from 'vitest'
import { countWords, eachWord } from './characters'

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
    expect(countWords(line), line).toBe(parted + Math.floor((unspaced?.length ?? 0) / 2))
  }
})

test('words are found as expressions that know all scripts find them', () => {
  for (const line of lines) {
    const found: string[] = []
    eachWord(line, (start, end) => found.push(line.slice(start, end)))
    expect(found, line).toEqual(line.match(/[\p{L}\p{N}]+/gu) ?? [])
  }
})

import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { alignTexts } from './align-texts'
import { generatedWords } from './testing/words'

/** The new words in order, each with the place of its counterpart among the old words, from 1. */
function aligned(before: string, after: string): string {
  const { after: words, from } = alignTexts(before, after)
  return Array.from(
    from,
    (old, word) => `${after.slice(words.starts[word], words.ends[word])}${old + 1}`,
  ).join(' ')
}

test.each([
  ['a word was replaced', 'one two three four', 'one two drei four', 'one1 two2 drei0 four4'],
  ['a word was put in', 'one two three', 'one and two three', 'one1 and0 two2 three3'],
  ['a word was taken out', 'one two three four', 'one three four', 'one1 three3 four4'],
  [
    'a paragraph moved',
    'a b c d e f\ng h i j k',
    'g h i j k\na b c d e f',
    'g7 h8 i9 j10 k11 a1 b2 c3 d4 e5 f6',
  ],
  [
    'a paragraph moved, with a word changed near its end',
    'a b c d e f\ng h i j k l',
    'g h i j X l\na b c d e f',
    'g7 h8 i9 j10 X0 l12 a1 b2 c3 d4 e5 f6',
  ],
  ['words that come again', 'a a a b a a', 'a a b a a', 'a2 a3 b4 a5 a6'],
  [
    'a sentence was put in that begins like the next one',
    'The ferry sank. The crane rose.',
    'The ferry sank. The crane fell. The crane rose.',
    'The1 ferry2 sank3 The0 crane0 fell0 The4 crane5 rose6',
  ],
  [
    'a sentence was taken out that begins like the next one',
    'The ferry sank. The crane fell. The crane rose.',
    'The ferry sank. The crane rose.',
    'The1 ferry2 sank3 The7 crane8 rose9',
  ],
])('%s', (_, before, after, expected) => {
  expect(aligned(before, after)).toBe(expected)
})

test('the paragraph that moved is the shorter one', () => {
  const { inLine } = alignTexts('a b c d e f g\nh i j k l', 'h i j k l\na b c d e f g')
  expect([...inLine].join('')).toBe('111111100000')
})

test('few words that two paragraphs have by chance do not make them one', () => {
  const { to } = alignTexts(
    'the fund opens on monday at nine of the clock for all who came by sea',
    'two cranes fell into the water near a boat with nine men who saw it',
  )
  expect(to.filter((place) => place !== -1).length).toBeLessThan(3)
})

const texts = array(constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', '.\n', '. '), {
  maxLength: 120,
}).map((words) => words.join(' '))

test('counterparts are written alike, one for one, and told the same from both sides', () => {
  assert(
    property(texts, texts, (before, after) => {
      const { before: old, after: now, to, from, inLine } = alignTexts(before, after)
      const wordsOf = (text: string, { starts, ends }: typeof old, list: readonly number[]) =>
        list.map((word) => text.slice(starts[word], ends[word]))
      const paired = [...to.keys()].filter((word) => to[word] !== -1)
      const places = paired.map((word) => to[word] ?? -1)
      expect(wordsOf(after, now, places)).toEqual(wordsOf(before, old, paired))
      expect(places.map((place) => from[place])).toEqual(paired)
      const kept = [...to.keys()].filter((word) => inLine[word] === 1)
      const order = kept.map((word) => to[word] ?? -1)
      expect(order).toEqual(order.filter((place) => place !== -1).toSorted((a, b) => a - b))
      expect(from.filter((place) => place !== -1).length).toBe(to.filter((place) => place !== -1).length)
    }),
  )
})

test('a text is its own counterpart, word for word', () => {
  assert(
    property(texts, (text) => {
      const { to, inLine } = alignTexts(text, text)
      expect([...to]).toEqual([...to.keys()])
      expect(inLine.every((kept) => kept === 1)).toBe(true)
    }),
  )
})

test('texts that say one thing over and over are aligned too', () => {
  const line = 'Total 0 0 0 0 0'
  const rows = (count: number) => Array.from({ length: count }, () => line).join('\n')
  const { to } = alignTexts(rows(3000), `${rows(2000)}\n${generatedWords(2000, 1).join(' ')}\n${rows(1000)}`)
  expect(to.filter((place) => place !== -1).length).toBeGreaterThan(0)
})

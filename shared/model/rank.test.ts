import { expect, test } from 'vitest'
import { fold } from './fold'
import { matchedIn, rankOf, tokensOf } from './rank'

const ranked = (query: string, texts: readonly string[]) =>
  texts
    .map((text) => ({ text, rank: rankOf(fold(text), tokensOf(query)) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ text }) => text)

const marked = (query: string, text: string) =>
  matchedIn(text, tokensOf(query)).reduceRight(
    (words, { start, end }) => `${words.slice(0, start)}[${words.slice(start, end)}]${words.slice(end)}`,
    text,
  )

test('the beginning of a word goes before its middle, and that before single letters', () => {
  const texts = ['Next export', 'Reexport', 'Every xylophone part', 'Export', 'Nothing']
  expect(ranked('exp', texts)).toEqual(['Export', 'Next export', 'Reexport', 'Every xylophone part'])
})

test('every part of the query has to be found, in any order', () => {
  expect(ranked('brief mark', ['Export the brief as Markdown', 'The brief'])).toEqual([
    'Export the brief as Markdown',
  ])
})

test('capitals and accents do not matter', () => {
  expect(ranked('zoe ł', ['Zoë Łuk', 'Zoo'])).toEqual(['Zoë Łuk'])
  expect(ranked('КИЇВ', ['Київ сьогодні'])).toEqual(['Київ сьогодні'])
})

test.each([
  ['exp', 'Export', '[Exp]ort'],
  ['zoe', 'Zoe\u0308 and Zoë', '[Zoe\u0308] and Zoë'],
  ['exmd', 'Export Markdown', '[Ex]port [M]ark[d]own'],
  ['mark ma', 'Export Markdown', 'Export [Mark]down'],
  ['', 'Export', 'Export'],
])('%s marks its letters in %s', (query, text, words) => expect(marked(query, text)).toBe(words))

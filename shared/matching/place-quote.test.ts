import { expect, test } from 'vitest'
import { excerptOf } from '../model/annotation'
import { type QuotedWords, quotePlacer } from './place-quote'

const text = [
  'Island states split over the port fund',
  'The minister said that “costs have doubled” since the spring, and that the fund was empty.',
  'Fishers of the north coast waited for an answer until the evening of the second day.',
  'The fund was empty, said the guild. Nobody had told the harbour council.',
].join('\n')

const quote = (exact: string, more: Partial<QuotedWords> = {}): QuotedWords => ({
  exact,
  prefix: '',
  suffix: '',
  page: null,
  ...more,
})

const place = quotePlacer(text)

function wordsAt(placed: ReturnType<typeof place>): string {
  if (placed.status === 'not-found') return placed.why
  // Any id will do.
  return excerptOf({ source: 's-0000000000000001', version: 1, ranges: [placed.range] })
}

test('words are found exactly however quotation marks and white space are set', () => {
  const placed = place(quote(' said that  "costs have doubled"\nsince '))
  expect(placed.status).toBe('exact')
  expect(wordsAt(placed)).toBe('said that “costs have doubled” since')
})

test('words across two paragraphs are found', () => {
  expect(place(quote('port fund The minister')).status).toBe('exact')
})

test('of several places the one is taken that is surrounded by the same words', () => {
  const placed = place(quote('fund was empty', { prefix: 'telephone, and that the ', suffix: '. Fishers' }))
  const start = text.indexOf('fund was empty')
  expect(placed).toMatchObject({ status: 'exact', range: { position: { start } } })
})

test('of several places the one on the page is taken', () => {
  const pages = [
    { label: 'iv', start: 0 },
    { label: '1', start: text.indexOf('Fishers') },
  ]
  const placed = quotePlacer(text, pages)(quote('fund was empty', { page: '1' }))
  expect(placed).toMatchObject({
    status: 'exact',
    range: { position: { start: text.lastIndexOf('fund was') } },
  })
})

test('words that stand at several places alike are found at none, and it is said why', () => {
  expect(place(quote('fund was empty', { suffix: ' or so' }))).toEqual({
    status: 'not-found',
    why: 'The text says this 2 times, and nothing tells which of them is meant.',
  })
})

test('words that were changed since are found approximately', () => {
  const placed = place(
    quote('Fishers of the northern coast waited for an answer till the evening of the second day'),
  )
  expect(placed.status).toBe('approximate')
  expect(wordsAt(placed)).toContain('Fishers of the north coast')
})

test.each(['Wind and rain kept the ferries in the harbour for three days', 'Fishers of', 'x'.repeat(6000)])(
  'what the text does not say is not found: %#',
  (words) => {
    expect(quotePlacer('Nothing was said about it.')(quote(words)).status).toBe('not-found')
  },
)

test('of two places that are equally much alike none is taken', () => {
  const line = 'The committee of the guild met for the third time on Friday.'
  const twice = quotePlacer(`${line}\n${'Other words stand between. '.repeat(10)}\n${line}`)
  expect(twice(quote('The committee of our guild met for a third time on Friday.'))).toMatchObject({
    status: 'not-found',
    why: 'Several places of the text are equally much like this.',
  })
})

import { describe, expect, test } from 'vitest'
import type { BriefInline, BriefMark } from '../../model/brief'
import { courierText, digestText, evidenceOf, tagged } from '../live/testing/harbour'
import { writeMarkdown } from '../write-markdown'
import { Notes } from './notes'
import { phrasing } from './phrasing'

const figure = tagged(1, courierText, 'figure', 'nearly €40m')
const claim = tagged(2, digestText, 'claim', 'Repairs take one-fifth of the budget')
/** What the words are printed as, without the notes. */
function printed(...inlines: BriefInline[]): string {
  const children = phrasing(inlines, new Notes(evidenceOf([figure, claim])))
  return writeMarkdown({ type: 'root', children: [{ type: 'paragraph', children }] })
}

const marks: Readonly<Record<string, BriefMark>> = {
  b: { type: 'bold' },
  i: { type: 'italic' },
  s: { type: 'strike' },
  c: { type: 'code' },
  l: { type: 'link', attrs: { href: 'https://example.org/a' } },
}

/** Words with the marks named: `words('bold', 'b')`. */
function words(text: string, named = ''): BriefInline {
  const its = [...named].flatMap((name) => marks[name] ?? [])
  return { type: 'text', text, ...(its.length > 0 && { marks: its }) }
}

function citing({ id, target }: typeof figure): Extract<BriefInline, { type: 'citation' }> {
  const exact = target.ranges[0]?.quote.exact ?? ''
  return { type: 'citation', attrs: { source: target.source, annotation: id, exact, declined: null } }
}

const one = citing(figure)
const two = citing(claim)
const stop: BriefInline = { type: 'hardBreak' }

describe('the mark of a footnote stands behind the punctuation, without a space before it', () => {
  const cases: [string, BriefInline[], string][] = [
    ['a full stop', [words('It costs'), one, words('. Much.')], 'It costs.[^1] Much.'],
    ['at the end', [words('It costs.'), one], 'It costs.[^1]'],
    ['a comma', [words('It costs'), one, words(', he said.')], 'It costs,[^1] he said.'],
    ['closing quotation marks', [words('“It costs'), one, words('.” Much.')], '“It costs.”[^1] Much.'],
    ['a space before it', [words('It costs '), one, words('.')], 'It costs.[^1]'],
    ['a space on both sides', [words('It costs '), one, words(' much.')], 'It costs[^1] much.'],
    ['a word straight behind it', [words('It costs '), one, words('much.')], 'It costs[^1] much.'],
    ['an apostrophe is no punctuation', [words('the port'), one, words("'s debts")], "the port[^1]'s debts"],
    ['nor is a point in a number', [words('4'), one, words('.5')], '4[^1].5'],
    ['a dash', [words('It costs'), one, words(' – much')], 'It costs[^1] – much'],
    [
      'two in a row are told apart',
      [words('It costs'), one, words(' '), two, words('.')],
      'It costs.[^1]\u202F[^2]',
    ],
    ['one twice in a row is one', [words('It costs'), one, one, words('.')], 'It costs.[^1]'],
    ['marked punctuation', [words('It '), words('costs', 'b'), one, words('.', 'b')], 'It **costs.**[^1]'],
  ]
  test.each(cases)('%s', (_, inlines, expected) => {
    expect(printed(...inlines)).toBe(`${expected}\n`)
  })
})

describe('neighbours that share a mark stand in one node', () => {
  const cases: [string, BriefInline[], string][] = [
    ['bold, and part of it italic', [words('a ', 'b'), words('b', 'bi'), words(' c', 'b')], '**a _b_ c**'],
    ['the wider mark is outside', [words('a', 'ib'), words(' b', 'b')], '**_a_ b**'],
    ['a space at the edge is outside', [words('a '), words('b ', 'b'), words('c')], 'a **b** c'],
    ['a space of its own', [words('a', 'b'), words(' ', 'b'), words('b', 'i')], '**a** _b_'],
    [
      'a link across marks',
      [words('a', 'l'), words('b', 'lb'), words('c')],
      '[a**b**](https://example.org/a)c',
    ],
    ['struck and code', [words('a', 's'), words('b', 'c'), words('c', 'bc')], '~~a~~`b`**`c`**'],
    ['a break ends a run', [words('a', 'b'), stop, words('b', 'b')], '**a**\\\n**b**'],
    ['breaks and spaces at the ends', [stop, words(' a '), stop, words(' b '), stop, words(' ')], 'a\\\nb'],
  ]
  test.each(cases)('%s', (_, inlines, expected) => {
    expect(printed(...inlines)).toBe(`${expected}\n`)
  })
})

test('control characters and line breaks that a form could not carry are seen, and nothing else changes', () => {
  expect(printed(words('a\u0000b\u001Bc\r\nd\u2028e'))).toBe('a␀b␛c d\u2028e\n')
})

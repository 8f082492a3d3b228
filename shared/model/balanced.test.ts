import { assert, constantFrom, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { balanced, withBalancedQuotes } from './balanced'

const cases: [string, string, string][] = [
  ['words without controls', 'the port', 'the port'],
  ['an open override', 'a\u202eb', 'a\u202eb\u202c'],
  ['an open isolate', 'a\u2066b', 'a\u2066b\u2069'],
  ['one in another, the inner one first', '\u202ea\u2067b', '\u202ea\u2067b\u2069\u202c'],
  ['what was closed', '\u202ea\u202c \u2066b\u2069', '\u202ea\u202c \u2066b\u2069'],
  ['the end of an isolate ends what is open in it', '\u2066\u202ea\u2069b', '\u2066\u202ea\u2069b'],
  ['an end within an isolate leads not out of it', '\u202e\u2066a\u202c', '\u202e\u2066a\u202c\u2069\u202c'],
  ['a closer alone', 'a\u202c\u2069', 'a\u202c\u2069'],
  ['each line on its own', '\u202ea\nb \u2068c', '\u202ea\u202c\nb \u2068c\u2069'],
  ['before white space at the end', '\u202ea \t', '\u202ea\u202c \t'],
]
test.each(cases)('%s', (_, words, expected) => {
  expect(balanced(words)).toBe(expected)
})

test('it only adds closers, and none a second time', () => {
  const unit = { unit: 'binary', maxLength: 20 } as const
  const signs = '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069 \nax'
  assert(
    property(string(unit), string({ unit: constantFrom(...signs), maxLength: 20 }), (any, controls) => {
      const words = any + controls
      const closed = balanced(words)
      expect(balanced(closed)).toBe(closed)
      expect(without(closed)).toBe(without(words))
    }),
  )
})

test('what a sentence quotes does not turn the words behind it', () => {
  expect(withBalancedQuotes('Deleted “the \u202eport”. Undo brings “it\u2066” back.')).toBe(
    'Deleted “the \u202eport\u202c”. Undo brings “it\u2066\u2069” back.',
  )
})

function without(text: string): string {
  return text.replaceAll(/[\u202c\u2069]/g, '')
}

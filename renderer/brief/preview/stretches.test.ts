import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { bareWords, stretchesOf } from './stretches'

test('a text is cut behind blank lines', () => {
  const text = '# Quay\n\n> One\n>\n> Two[^1]\n\n\nLast'
  expect(stretchesOf(text).map((one) => one.text)).toEqual([
    '# Quay\n\n',
    '> One\n>\n> Two[^1]\n\n\n',
    'Last',
  ])
})

test('stretches make up the text again, each has a key of its own, and none is long', () => {
  const texts = array(constantFrom('a', '> b', '', ' ', '# c')).map((lines) => lines.join('\n'))
  assert(
    property(texts, (text) => {
      const stretches = stretchesOf(text)
      expect(stretches.map((one) => one.text).join('')).toBe(text)
      expect(new Set(stretches.map(({ key }) => key)).size).toBe(stretches.length)
    }),
  )
  expect(stretchesOf('line\n'.repeat(1000)).every((one) => one.text.split('\n').length < 70)).toBe(true)
})

const keysOf = (text: string) => stretchesOf(text).map(({ key }) => key)

test('what is typed in one stretch leaves the keys of the others as they were', () => {
  const [, ...before] = keysOf('One\n\nTwo\n\nThree\n\nTwo\n\n')
  const [, ...after] = keysOf('One and a half\n\nTwo\n\nThree\n\nTwo\n\n')
  expect(after).toEqual(before)
})

test('an excerpt is known in the Markdown by its words', () => {
  expect(bareWords('> He said \\*maybe\\*\n> on Monday.[^12]\n\n')).toBe('He said *maybe* on Monday.')
})

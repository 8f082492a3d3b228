import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import { runsFromTheRight } from './direction'

test.each([
  ['an Arabic one', 'قال الوزير «نعم»', true],
  ['a Hebrew one that begins with a number', '12 שלום', true],
  ['an English one with an Arabic word', 'He said نعم today', false],
  ['one without letters', '12 – 14', false],
])('%s', (_, text, expected) => {
  const projection = projectText([{ text: 'First.' }, { text }])
  expect(runsFromTheRight(projection, 9)).toBe(expected)
})

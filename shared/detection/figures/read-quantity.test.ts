import { expect, test } from 'vitest'
import { findQuantities } from './find-quantities'
import { readQuantity } from './read-quantity'
import { excerpts, noFigures } from './testing/excerpts'
import { heldOut, heldOutNoFigures } from './testing/held-out'

test.each([...excerpts, ...heldOut])('“$excerpt” is read as a person reads it', ({ excerpt, quantity }) => {
  expect(readQuantity(excerpt)).toEqual(quantity)
})

test.each([...noFigures, ...heldOutNoFigures])('“%s” is no figure', (excerpt) => {
  expect(readQuantity(excerpt)).toBeNull()
  expect(findQuantities(excerpt)).toEqual([])
})

test('the tables are as large as we say, and say nothing twice', () => {
  const known = [...excerpts, ...heldOut].map(({ excerpt }) => excerpt)
  const refused = [...noFigures, ...heldOutNoFigures]
  expect(new Set([...known, ...refused]).size).toBe(known.length + refused.length)
  expect(known.length).toBeGreaterThanOrEqual(300)
  expect(refused.length).toBeGreaterThanOrEqual(40)
})

test('the language of the source decides what a separator means', () => {
  expect(readQuantity('1.250', { language: 'de' })?.value).toBe(1250)
  expect(readQuantity('1.250', { language: 'en' })?.value).toBe(1.25)
  expect(readQuantity('1,250', { language: 'fr-CA' })?.value).toBe(1.25)
  // Three zeros of decimals are written by nobody.
  expect(readQuantity('500.000 t', { language: 'en' })?.value).toBe(500000)
  expect(readQuantity('500,000 t', { language: 'de' })?.value).toBe(500000)
  expect(readQuantity('500 kr', { language: 'sv' })?.unit).toBe('SEK')
})

test('a longer excerpt is read for its main figure', () => {
  const excerpt = 'around five times what the city had paid — put at around $90 billion (€85.7 billion)'
  expect(readQuantity(excerpt)).toMatchObject({ value: 9e10, unit: 'USD', bound: 'about' })
})

test.each(['', ' ', '—', 'several', 'the harbour', 'NaN', '1.2.3', '“', '$', '%', 'minus', 'about'])(
  '“%s” says no quantity',
  (excerpt) => expect(readQuantity(excerpt)).toBeNull(),
)

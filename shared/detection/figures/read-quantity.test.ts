import { expect, test } from 'vitest'
import { findQuantities } from './find-quantities'
import { readQuantity } from './read-quantity'
import { excerpts, noFigures } from './testing/excerpts'

test.each(excerpts)('“$excerpt” is read as a person reads it', ({ excerpt, quantity }) => {
  expect(readQuantity(excerpt)).toEqual(quantity)
})

test.each(noFigures)('“%s” is no figure', (excerpt) => {
  expect(readQuantity(excerpt)).toBeNull()
  expect(findQuantities(excerpt)).toEqual([])
})

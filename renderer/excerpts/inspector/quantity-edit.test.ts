import { expect, test } from 'vitest'
import type { Quantity } from '../../../shared/model/annotation'
import { amountText, withAmount, withBound, withUpper } from './quantity-edit'

const dollars: Quantity = { value: 4e7, upper: null, unit: 'USD', bound: 'about', approximate: true }

test.each([
  [5e11, '500 billion'],
  [1.25e6, '1.25 million'],
  [1_234_567, '1,234,567'],
  [-3.1, '−3.1'],
  [12_500, '12,500'],
  [0, '0'],
])('%d is shown as %s, and read again it is the same', (value, text) => {
  expect(amountText(value)).toBe(text)
  expect(withAmount(null, text)?.value).toBe(value)
})

test('another number keeps unit and qualifier; a unit or a qualifier that is typed takes their place', () => {
  expect(withAmount(dollars, '60m')).toEqual({ ...dollars, value: 6e7 })
  expect(withAmount(dollars, '€50m')).toEqual({ ...dollars, value: 5e7, unit: 'EUR' })
  expect(withAmount(dollars, 'at least 5')).toMatchObject({ value: 5, unit: 'USD', bound: 'at least' })
  expect(withAmount(null, '5 to 7%')).toMatchObject({ value: 5, upper: 7, unit: '%', bound: 'range' })
  expect(withAmount(null, '2022')?.value).toBe(2022)
  expect(withAmount(dollars, 'a lot')).toBeNull()
})

test('a range has an upper end above the lower one, and loses it with another qualifier', () => {
  const range = withUpper(dollars, '60 million')
  expect(range).toEqual({ ...dollars, upper: 6e7, bound: 'range', approximate: false })
  expect(withUpper(dollars, '30 million')).toBeNull()
  expect(range === null ? null : withBound(range, 'exact')).toMatchObject({ upper: null, bound: 'exact' })
  expect(range === null ? null : withAmount(range, '70 million')).toMatchObject({ value: 7e7, upper: null })
})

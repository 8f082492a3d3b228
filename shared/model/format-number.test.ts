import { expect, test } from 'vitest'
import { formatNumber } from './format-number'

test.each([
  [0, '0'],
  [999, '999'],
  [12_500, '12,500'],
  [-1_234_567.891, '−1,234,567.891'],
  [1e21, '1e+21'],
  [1.5e-7, '1.5e-7'],
])('%d is %s', (value, words) => expect(formatNumber(value)).toBe(words))

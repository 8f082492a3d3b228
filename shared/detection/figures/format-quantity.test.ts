import {
  array,
  assert,
  boolean,
  constantFrom,
  double,
  integer,
  nat,
  oneof,
  option,
  property,
  record,
  string,
} from 'fast-check'
import { expect, test } from 'vitest'
import { Quantity } from '../../model/annotation'
import { formatQuantity, isSound } from './format-quantity'
import { readQuantity } from './read-quantity'
import { excerpts } from './testing/excerpts'

const numbers = oneof(
  double({ noNaN: true, noDefaultInfinity: true }),
  integer({ min: -3000, max: 3000 }),
  integer({ min: -9999, max: 9999 }).chain((n) => constantFrom(n * 1e3, n * 1e6, n * 1e9, n / 100, n * 1e10)),
  nat({ max: 100 }).map((n) => n / 3),
)
const words = [
  'drones',
  'tons',
  'kr',
  'a barrel',
  'or more',
  'million',
  '5',
  'in ten',
  '“each”',
  'Jahre',
  'percent',
  'of 7',
  'x',
  '.',
  '人',
  '-',
]
const unit = option(
  oneof(
    constantFrom(
      'USD',
      'EUR',
      'GBP',
      'JPY',
      'CHF',
      'UAH',
      'SEK',
      '%',
      'percentage points',
      'times',
      'km',
      'tonnes',
      'MW',
      'years',
    ),
    constantFrom(
      'USD per barrel',
      'EUR per tonne',
      'drones per day',
      '% per year',
      'km per hour',
      'EUR per head',
    ),
    constantFrom(...words),
    array(constantFrom(...words), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
    string({ minLength: 1, maxLength: 20, unit: 'binary' }),
  ),
)
const quantity = record({
  value: numbers,
  upper: option(numbers),
  unit,
  bound: constantFrom(...Quantity.shape.bound.options),
  approximate: boolean(),
})
  .map((drawn) => ({ ...drawn, upper: drawn.bound === 'range' ? drawn.upper : null }))
  .filter((drawn) => Quantity.safeParse(drawn).success && isSound(drawn))

test('what is written is read again as the same quantity', () => {
  assert(
    property(quantity, constantFrom('short' as const, 'full' as const), (drawn, style) => {
      expect(readQuantity(formatQuantity(drawn, style))).toEqual(drawn)
    }),
    { numRuns: 500 },
  )
})

test('each labelled excerpt can be written and read again', () => {
  for (const { quantity: known } of excerpts) {
    expect(isSound(known)).toBe(true)
    expect(readQuantity(formatQuantity(known))).toEqual(known)
  }
})

test.each([
  ['about $120bn', { value: 1.2e11, upper: null, unit: 'USD', bound: 'about', approximate: true }],
  ['5–7%', { value: 5, upper: 7, unit: '%', bound: 'range', approximate: false }],
  [
    'at least 500,000 tons',
    { value: 500000, upper: null, unit: 'tons', bound: 'at least', approximate: true },
  ],
  ['≥\u00a040 ships', { value: 40, upper: null, unit: 'ships', bound: 'at least', approximate: false }],
  ['$1.2tn–$1.5tn', { value: 1.2e12, upper: 1.5e12, unit: 'USD', bound: 'range', approximate: false }],
  ['$50 per barrel', { value: 50, upper: null, unit: 'USD per barrel', bound: 'exact', approximate: false }],
  ['two-thirds', { value: 200 / 3, upper: null, unit: '%', bound: 'exact', approximate: false }],
  [
    '−3.1 percentage points',
    { value: -3.1, upper: null, unit: 'percentage points', bound: 'exact', approximate: false },
  ],
  ['2,024', { value: 2024, upper: null, unit: null, bound: 'exact', approximate: false }],
] as const)('“%s” is how it is shown', (text, known) => {
  expect(formatQuantity(known)).toBe(text)
})

test('a unit that could be misread stands between quotation marks', () => {
  const known: Quantity = { value: 5, upper: null, unit: 'million each', bound: 'exact', approximate: false }
  expect(formatQuantity(known)).toBe('5 “million each”')
})

test('three decimals stay decimals beside words of a language that groups with a full stop', () => {
  const known: Quantity = {
    value: 1.234,
    upper: null,
    unit: 'von der Küste',
    bound: 'exact',
    approximate: false,
  }
  expect(readQuantity(formatQuantity(known))).toEqual(known)
})

test('the full style has every digit', () => {
  const known: Quantity = { value: 1.2e9, upper: null, unit: 'USD', bound: 'about', approximate: true }
  expect(formatQuantity(known, 'full')).toBe('about 1,200,000,000 USD')
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Drawable, scaleOf } from './scale'
import { quantityOf } from './testing/harbour'
import { amountWords } from './tick-labels'

function drawn(asWritten: string, quantity: Parameters<typeof quantityOf>[0]): Drawable {
  return { asWritten, quantity: quantityOf(quantity) }
}

const labels = (mentions: readonly Drawable[], unit: string | null) =>
  scaleOf(mentions, unit).ticks.map(({ label }) => label)

test('values that differ tenfold stand on a logarithmic scale with round ticks', () => {
  const aid = [
    drawn('$60bn', { value: 6e10 }),
    drawn('about $100bn', { value: 1e11, bound: 'about' }),
    drawn('hundreds of billions', { value: 1e11, bound: 'at least', approximate: true }),
  ]
  expect(scaleOf(aid, 'USD')).toMatchObject({ kind: 'log', domain: [5e10, 1e12] })
  expect(labels(aid, 'USD')).toEqual(['$50bn', '100', '200', '500', '$1tn'])
})

test('values near each other stand on a linear scale that begins at zero', () => {
  const shares = [
    drawn('5 to 7%', { value: 5, upper: 7, bound: 'range', unit: '%' }),
    drawn('6%', { value: 6 }),
  ]
  expect(scaleOf(shares, '%')).toMatchObject({ kind: 'linear', domain: [0, 8] })
  expect(labels(shares, '%')).toEqual(['0%', '2', '4', '6', '8'])
  expect(labels([drawn('€40m', { value: 4e7 })], 'EUR')).toEqual(['€0', '€10m', '20', '30', '40'])
  expect(labels([drawn('minus 3', { value: -3 }), drawn('2', { value: 2 })], null)).toEqual([
    '−3',
    '−2',
    '−1',
    '0',
    '1',
    '2',
  ])
})

test.each([
  ['exact', { value: 50 }, '50', { shape: 'dot', at: 0.5 }],
  ['about', { value: 50, bound: 'about' }, 'about 50', { shape: 'whiskers', at: 0.5, from: 0.4, to: 0.6 }],
  [
    'nearly',
    { value: 50, approximate: true },
    'nearly 50',
    { shape: 'whiskers', at: 0.5, from: 0.4, to: 0.6 },
  ],
  [
    'at least',
    { value: 50, bound: 'at least' },
    'at least 50',
    { shape: 'at-least', at: 0.5, from: 0.5, to: 1 },
  ],
  [
    'at least, in words',
    { value: 50, bound: 'at least' },
    'at least fifty',
    { shape: 'at-least', at: 0.5, from: 0.5, to: 1 },
  ],
  [
    'over',
    { value: 50, bound: 'at least', approximate: true },
    'over 50',
    { shape: 'at-least', at: 0.5, from: 0.5, to: 1 },
  ],
  ['at most', { value: 50, bound: 'at most' }, 'up to 50', { shape: 'at-most', at: 0.5, from: 0, to: 0.5 }],
  [
    'range',
    { value: 20, upper: 60, bound: 'range' },
    '20 to 60',
    { shape: 'range', at: 0.2, from: 0.2, to: 0.6 },
  ],
  [
    'no bounds',
    { value: 10, bound: 'at least', approximate: true },
    'tens',
    { shape: 'hatch', at: 0.1, from: 0.1, to: 1 },
  ],
] as const)('%s has its own mark', (_, quantity, asWritten, mark) => {
  const scale = scaleOf(
    [drawn(asWritten, quantity), drawn('100', { value: 100 }), drawn('0', { value: 0 })],
    null,
  )
  expect(scale.marks[0]).toEqual(mark)
})

test('ticks are the numbers they say, and zero does not end a magnitude', () => {
  const share = scaleOf([drawn('0.3', { value: 0.3 })], null)
  expect(share.ticks.map(({ value }) => value)).toEqual([0, 0.1, 0.2, 0.3])
  const change = [drawn('minus $20m', { value: -2e7 }), drawn('$20m', { value: 2e7 })]
  expect(labels(change, 'USD')).toEqual(['−$20m', '−10', '0', '10', '20'])
})

test('a wording that was not understood has no mark, and a scale of none is still one', () => {
  const scale = scaleOf([{ asWritten: 'a lot', quantity: null }], 'EUR')
  expect(scale).toMatchObject({ kind: 'linear', domain: [0, 1], marks: [null] })
})

test.each([
  [5e11, 'USD', '$500bn'],
  [-1_250_000, 'EUR', '−€1.25m'],
  [500_000, 'tonnes', '500,000 tonnes'],
  [20, '%', '20%'],
  [3e6, 'SEK', '3m SEK'],
  [0.5, null, '0.5'],
  [3, 'constructor', '3 constructor'],
  [3, '__proto__', '3 __proto__'],
])('%d of %s reads %s', (value, unit, words) => {
  expect(amountWords(value, unit)).toBe(words)
})

const anyDrawable = fc
  .record({
    value: fc.oneof(
      fc.double({ min: 1e-6, max: 1e15, noNaN: true }).map((value) => Number(value.toPrecision(9))),
      fc.integer({ min: -1000, max: 1000 }),
      fc.constantFrom(Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE),
    ),
    bound: fc.constantFrom('exact', 'about', 'at least', 'at most'),
    approximate: fc.boolean(),
  })
  .map((quantity) => drawn('some', quantity))

test('a larger value never stands before a smaller one, all stand on the scale, and ticks rise from end to end', () => {
  fc.assert(
    fc.property(fc.array(anyDrawable, { minLength: 1, maxLength: 8 }), (mentions) => {
      const { place, marks, ticks, domain } = scaleOf(mentions, 'EUR')
      const values = mentions.map(({ quantity }) => quantity?.value ?? 0).toSorted((a, b) => a - b)
      const places = values.map(place)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      for (const value of values.filter((each) => each === 0 || Math.abs(Math.log10(Math.abs(each))) < 200)) {
        expect(value).toBeGreaterThanOrEqual(domain[0])
        expect(value).toBeLessThanOrEqual(domain[1])
      }
      for (const mark of marks) {
        const [from, to] = mark === null || mark.shape === 'dot' ? [mark?.at, mark?.at] : [mark.from, mark.to]
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThanOrEqual(1)
        expect(mark?.at).toBeGreaterThanOrEqual(from ?? 1)
        expect(mark?.at).toBeLessThanOrEqual(to ?? 0)
      }
      const at = ticks.map((tick) => tick.at)
      expect([at[0], at.at(-1)]).toEqual([0, 1])
      expect(at.every((each, index) => index === 0 || each > (at[index - 1] ?? 1))).toBe(true)
      expect(ticks.length).toBeLessThanOrEqual(12)
    }),
  )
})

import type { Quantity } from '../../model/annotation'
import { assertNever } from '../../model/assert-never'
import { formatNumber } from '../../model/format-number'
import { readQuantity } from './read-quantity'
import { currencies, currencyCodes } from './tables/currencies'
import { PERCENT, POINTS, TIMES } from './tables/units'

/** `short`: "$1.2bn". `full`: "1,200,000,000 USD", every digit and no sign that needs to be known. */
export type QuantityStyle = 'short' | 'full'

/**
 * The quantity in calm words: "about $120bn", "5–7%", "at least 500,000 tons". Reading it again gives the same quantity,
 * digit for digit, if the quantity is sound (see `isSound`).
 */
export function formatQuantity(quantity: Quantity, style: QuantityStyle = 'short'): string {
  for (const write of [writeShort, writeFull]) {
    if (style === 'full' && write === writeShort) continue
    const text = write(quantity)
    if (isSame(readQuantity(text), quantity)) return text
  }
  return writeGuarded(quantity)
}

/**
 * Whether the fields agree with each other: an upper end where there is a range and nowhere else, above the lower one; about
 * is approximate and exact is not. What else the record can hold is a slip of a form, and has no words of its own.
 */
export function isSound({ value, upper, unit, bound, approximate }: Quantity): boolean {
  if (!Number.isFinite(value) || Object.is(value, -0) || Object.is(upper, -0)) return false
  if ((bound === 'range') !== (upper !== null) || (upper !== null && !(value < upper))) return false
  if (unit?.trim() === '') return false
  return bound === 'about' ? approximate : bound === 'exact' ? !approximate : true
}

function isSame(a: Quantity | null, b: Quantity): boolean {
  return (
    a !== null &&
    a.value === b.value &&
    a.upper === b.upper &&
    a.unit === b.unit &&
    a.bound === b.bound &&
    a.approximate === b.approximate
  )
}

/** Unit and number each stand by their sign; large amounts of money and of things have their scale. */
function writeShort(quantity: Quantity): string {
  const { unit } = quantity
  const [base = '', rate] = (unit ?? '').split(' per ', 2)
  const behind = rate === undefined ? '' : ` per ${rate}`
  const sign = signs.get(base)
  if (sign !== undefined)
    return `${qualifierOf(quantity)}${numbersOf(quantity, (value) => withSign(sign, value))}${behind}`
  if (base === PERCENT)
    return shareOf(quantity) ?? `${qualifierOf(quantity)}${numbersOf(quantity, formatNumber)}%${behind}`
  if (base === POINTS || base === TIMES)
    return `${qualifierOf(quantity)}${numbersOf(quantity, formatNumber)} ${base}${behind}`
  return `${qualifierOf(quantity)}${numbersOf(quantity, scaled)}${unit === null ? '' : ` ${unit}`}`
}

/** All digits, the unit as the record spells it. */
function writeFull(quantity: Quantity): string {
  const unit = quantity.unit === null ? '' : ` ${quantity.unit}`
  return `${qualifierOf(quantity)}${numbersOf(quantity, formatNumber)}${unit}`
}

/** Signs for words and the unit between quotation marks: nothing is left that a language could read its own way. */
function writeGuarded(quantity: Quantity): string {
  const unit = quantity.unit === null ? '' : ` “${quantity.unit.replaceAll('”', '””')}”`
  const numbers = [quantity.value, ...(quantity.upper === null ? [] : [quantity.upper])].map(unmistakable)
  return `${signOf(quantity)}${numbers.join(' ~ ')}${unit}`
}

function signOf({ bound, approximate }: Quantity): string {
  switch (bound) {
    case 'exact':
      return ''
    case 'at least':
      return approximate ? '>' : '≥'
    case 'at most':
      return approximate ? '<' : '≤'
    case 'about':
    case 'range':
      return approximate ? '≈' : ''
    default:
      return assertNever(bound)
  }
}

/** A bound that is not vague has a sign: "at least" alone means that the text left it open how much more. */
function qualifierOf({ bound, approximate }: Quantity): string {
  switch (bound) {
    case 'exact':
      return ''
    case 'about':
      return 'about '
    case 'at least':
      return approximate ? 'at least ' : '≥\u00a0'
    case 'at most':
      return approximate ? 'at most ' : '≤\u00a0'
    case 'range':
      return approximate ? 'about ' : ''
    default:
      return assertNever(bound)
  }
}

function numbersOf({ value, upper }: Quantity, write: (value: number) => string): string {
  if (upper === null) return write(value)
  // A dash before a minus would be two of them.
  return value < 0 || upper < 0 ? `${write(value)} to ${write(upper)}` : `${write(value)}–${write(upper)}`
}

const steps = [
  [1e12, 12, 'tn'],
  [1e9, 9, 'bn'],
  [1e6, 6, 'm'],
] as const

/** "1.2bn" where three decimals tell all of it, else every digit. */
function scaled(value: number): string {
  const size = Math.abs(value)
  for (const [least, exponent, word] of steps) {
    if (size < least) continue
    const short = Number((size / least).toPrecision(15))
    if (short >= 1000 || Number(`${short}e${exponent}`) !== size || decimalsOf(short) > 3) continue
    return `${minusOf(value)}${short}${word}`
  }
  return formatNumber(value)
}

const decimalsOf = (value: number) => String(value).split('.')[1]?.length ?? 0
const minusOf = (value: number) => (value < 0 ? '−' : '')

/** Groups parted by spaces, and never three decimals alone: 1.234 could be a thousand and some. */
function unmistakable(value: number): string {
  const text = formatNumber(value).replaceAll(',', '\u202f')
  return /\.\d{3}$/.test(text) ? `${text}0` : text
}

function withSign(sign: string, value: number): string {
  return `${minusOf(value)}${sign}${scaled(Math.abs(value))}`
}

/** The sign of each currency that has one of its own, or its code. */
const signs: ReadonlyMap<string, string> = new Map([
  ...[...currencyCodes].map((code) => [code, `${code} `] as const),
  ...currencies.flatMap(({ code, signs: known }) => {
    const sign = known
      ?.split(' ')
      .find((candidate) => /^[^\p{Lo}.]+$/u.test(candidate) && !/^\p{L}+$/u.test(candidate))
    return sign === undefined ? [] : [[code, sign] as const]
  }),
])

const fractions = [
  [1, 3, 'one-third'],
  [2, 3, 'two-thirds'],
  [1, 6, 'one-sixth'],
  [5, 6, 'five-sixths'],
  [1, 7, 'one-seventh'],
  [1, 9, 'one-ninth'],
] as const

/** Shares that per cent cannot write out: "two-thirds" rather than 66.66666666666667%. */
function shareOf(quantity: Quantity): string | null {
  if (quantity.upper !== null || quantity.unit !== PERCENT) return null
  const found = fractions.find(([above, below]) => (100 * above) / below === quantity.value)
  return found === undefined ? null : `${qualifierOf(quantity)}${found[2]}`
}

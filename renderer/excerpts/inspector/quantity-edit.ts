import { readQuantity } from '../../../shared/detection/figures/read-quantity'
import type { Quantity } from '../../../shared/model/annotation'
import { formatNumber } from '../../../shared/model/format-number'

const magnitudes = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const

/** A number as a field shows it: `500 billion`, `1.25 million`, `12,500`. */
export function amountText(value: number): string {
  for (const [size, word] of magnitudes) {
    const small = Number((value / size).toPrecision(15))
    if (Math.abs(small) >= 1 && small * size === value && /^-?\d+(\.\d{1,3})?$/.test(String(small)))
      return `${formatNumber(small)} ${word}`
  }
  return formatNumber(value)
}

/**
 * The quantity with the number that was typed: `500bn`, `12,5`, and all that an excerpt may say: `about $5m`, `5-7 %`.
 * What is not typed stays as it was. Null when there is no number in it.
 */
export function withAmount(before: Quantity | null, typed: string): Quantity | null {
  const read = readQuantity(typed, { language: 'en' }) ?? plainNumber(typed)
  if (read === null) return null
  const unit = read.unit ?? before?.unit ?? null
  if (before === null || read.bound !== 'exact') return { ...read, unit }
  const kept = { ...before, value: read.value, unit }
  return before.upper === null || before.upper > read.value ? kept : { ...kept, ...bounds.exact, upper: null }
}

/** A year has no unit and is no quantity in a text, but in the field of a quantity it is a number. */
function plainNumber(typed: string): Quantity | null {
  const value = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN
  return Number.isSafeInteger(value) ? { value, upper: null, unit: null, ...bounds.exact } : null
}

/** With the upper end that was typed, which makes it a range; null when it is no number above the lower end. */
export function withUpper(before: Quantity, typed: string): Quantity | null {
  const upper = (readQuantity(typed, { language: 'en' }) ?? plainNumber(typed))?.value ?? Number.NaN
  return upper > before.value ? { ...before, ...bounds.range, upper } : null
}

/** How each qualifier is recorded: "at least" leaves open how much more, as texts do. */
const bounds = {
  exact: { bound: 'exact', approximate: false },
  about: { bound: 'about', approximate: true },
  'at least': { bound: 'at least', approximate: true },
  'at most': { bound: 'at most', approximate: true },
  range: { bound: 'range', approximate: false },
} as const satisfies Record<Quantity['bound'], Pick<Quantity, 'bound' | 'approximate'>>

/** With another qualifier; a range needs its upper end first. */
export function withBound(before: Quantity, bound: Exclude<Quantity['bound'], 'range'>): Quantity {
  return { ...before, ...bounds[bound], upper: null }
}

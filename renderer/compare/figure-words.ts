import { type Drawable, type Mark, scaleOf } from '../../shared/comparison/scale'
import { amountWords } from '../../shared/comparison/tick-labels'
import type { Quantity } from '../../shared/model/annotation'
import type { IconName } from '../ui/Icon'

type Sign = { readonly icon: IconName; readonly word: string }

/** The sign of each way in which a figure can be meant. */
export const signs: Readonly<Record<Mark['shape'], Sign>> = {
  dot: { icon: 'exact', word: 'exact' },
  whiskers: { icon: 'about', word: 'about' },
  'at-least': { icon: 'at-least', word: 'at least' },
  'at-most': { icon: 'at-most', word: 'at most' },
  range: { icon: 'range', word: 'range' },
  hatch: { icon: 'vague', word: 'no bounds given' },
}

/** The sign of one figure; null when its wording has not been understood. */
export function signOf(mention: Drawable): Sign | null {
  const mark = scaleOf([mention], mention.quantity?.unit ?? null).marks[0] ?? null
  return mark === null ? null : signs[mark.shape]
}

/** A quantity in words, with every qualifier: `at least $40m`, `5% to 7%`. */
export function quantityWords({ value, upper, unit, bound, approximate }: Quantity): string {
  const amount = amountWords(value, unit)
  if (upper !== null) return `${amount} to ${amountWords(upper, unit)}`
  if (bound === 'at least' || bound === 'at most') return `${bound} ${amount}`
  return bound === 'about' || approximate ? `about ${amount}` : amount
}

/** What a scale is in: `US dollars`, `per cent`, `bollards`. */
export function unitWords(unit: string | null): string {
  if (unit === null) return 'no unit'
  if (unit === '%') return 'per cent'
  return /^[A-Z]{3}$/.test(unit) ? currencyWords(unit) : unit
}

/** The name of a currency as it stands after a number; the code itself where it is none that has a name. */
function currencyWords(currency: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'name' })
  return parts.formatToParts(2).find(({ type }) => type === 'currency')?.value ?? currency
}

/** `×3.3`, `×1.2 or more`: two digits are as much as such figures can bear. */
export function ratioWords({ ratio, orMore }: { readonly ratio: number; readonly orMore: boolean }): string {
  const rounded = ratio >= 10 ? Math.round(ratio).toLocaleString('en') : ratio.toPrecision(2)
  return `×${rounded}${orMore ? ' or more' : ''}`
}

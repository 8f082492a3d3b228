import { formatNumber } from '../model/format-number'

/** A tick in few characters, as it stands above a scale, and in full, as a screen reader says it. */
export type TickLabel = { readonly label: string; readonly full: string }

const magnitudes = [
  { size: 1e12, word: 'tn' },
  { size: 1e9, word: 'bn' },
  { size: 1e6, word: 'm' },
]

const signs: ReadonlyMap<string | null, string> = new Map([
  ['USD', '$'],
  ['EUR', '€'],
  ['GBP', '£'],
])

/** Labels of rising values. Unit and magnitude stand where they change and at the start: `$50bn, 100, 200, $1tn`. */
export function tickLabels(values: readonly number[], unit: string | null): TickLabel[] {
  let last: string | null = null
  return values.map((value) => {
    const { number, word } = shorten(value)
    const full = amountWords(value, unit)
    // Zero is zero in any magnitude.
    const isPlain = last === word || (value === 0 && last !== null)
    if (!isPlain) last = word
    return { label: isPlain ? number : short(number, word, unit), full }
  })
}

/** A value in its unit, as a scale words it: `$50bn`, `1.2m tonnes`, `20%`. */
export function amountWords(value: number, unit: string | null): string {
  const { number, word } = shorten(value)
  const amount = short(number, word, unit)
  const isNoun = unit !== null && amount === `${number}${word}`
  return isNoun ? `${amount} ${unit}` : amount
}

function short(number: string, word: string, unit: string | null): string {
  if (unit === '%') return `${number}${word}%`
  const sign = signs.get(unit)
  if (sign === undefined) return `${number}${word}`
  return number.startsWith('−') ? `−${sign}${number.slice(1)}${word}` : `${sign}${number}${word}`
}

function shorten(value: number): { number: string; word: string } {
  const magnitude = magnitudes.find(({ size }) => Math.abs(value) >= size)
  const scaled = Number((value / (magnitude?.size ?? 1)).toPrecision(12))
  return { number: formatNumber(scaled), word: magnitude?.word ?? '' }
}

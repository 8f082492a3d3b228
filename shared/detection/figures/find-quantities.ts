import type { FoundQuantity } from './found-quantity'
import { isNamedRange, namesSomething } from './names-something'
import { type Amount, amountValue, readAmount } from './read-amount'
import { readQualifiers } from './read-qualifiers'
import { type RangeRead, readRange } from './read-range'
import { countAt, DASHES, isSign, type Reading, startReading } from './reading'
import { isPartOf, type Measured, relate } from './relate-figures'
import { timeUnits } from './tables/calendar'
import { PERCENT } from './tables/units'
import { isTooLoose } from './too-loose'

export type FindOptions = {
  /** BCP 47 tag of the text; without one the words of the text say which language it is. */
  readonly language?: string | null
}

/**
 * Find the figures of a text, in reading order and without overlaps. Precision comes before recall: dates, times, ages,
 * telephone numbers, list numbers and names with numbers are no figures, nor is "one of" or "the two sides".
 */
export function findQuantities(text: string, { language = null }: FindOptions = {}): FoundQuantity[] {
  return findIn(startReading(text, language), false)
}

/** The same for tokens; `loose` takes a bare number for a figure, as where a person selected it. */
export function findIn(reading: Reading, loose: boolean): FoundQuantity[] {
  const found: Measured[] = []
  const { tokens, lexicon } = reading
  let from = 0
  let at = 0
  while (at < tokens.length) {
    const token = tokens[at]
    const opens = token?.kind === 'number' || (token?.kind === 'word' && lexicon.starters.has(token.text))
    const figure = opens ? figureAt(reading, at, from, loose) : null
    if (figure === null) {
      at = opens ? skipped(reading, at) : at + 1
      continue
    }
    found.push(figure)
    at = figure.next
    from = figure.next
  }
  return relate(reading, found)
}

/** Past a number that was refused, with the numbers its own punctuation binds to it: 12.03.-15.03. */
function skipped({ tokens }: Reading, at: number): number {
  let next = at + 1
  while (
    tokens[next]?.kind === 'sign' &&
    tokens[next]?.gap === 'none' &&
    tokens[next + 1]?.kind === 'number' &&
    tokens[next + 1]?.gap === 'none'
  )
    next += 2
  return next
}

function figureAt(reading: Reading, at: number, from: number, loose: boolean): Measured | null {
  const amount = readAmount(reading, at, from)
  if (amount === null) return null
  const share = readShare(reading, amount)
  if (share !== null) return measured(reading, share, share, from)
  const range = readRange(reading, amount)
  if (range !== null && !isRangeRefused(reading, range, loose))
    return measured(reading, range.low, range.high, from)
  if (namesSomething(reading, amount)) return null
  const figure = measured(reading, amount, amount, from)
  const qualified = figure.qualifiers.words !== null || amount.open || isPartOf(reading, amount)
  return loose || !isTooLoose(reading, amount, qualified) ? figure : null
}

function measured(reading: Reading, amount: Amount, last: Amount, from: number): Measured {
  const qualifiers = readQualifiers(reading, openingOf(reading, amount, last, from), last.next, from)
  return { amount, last, next: last.next, qualifiers }
}

/** Where the words of a range begin: "around" stands before "between 5 and 7". */
function openingOf(reading: Reading, amount: Amount, last: Amount, from: number): number {
  if (amount === last) return amount.start
  const { between, from: origin } = reading.lexicon.small
  const opens =
    amount.start > from &&
    (countAt(reading, between, amount.start - 1) > 0 || countAt(reading, origin, amount.start - 1) > 0)
  return opens ? amount.start - 1 : amount.start
}

/** A range without a unit is a score, a span of years or of pages, unless words part its numbers. */
function isRangeRefused(reading: Reading, { low, high }: RangeRead, loose: boolean): boolean {
  if (high.unitKind === 'money' || high.unitKind === 'percent' || high.unitKind === 'measure') return false
  if (isNamedRange(reading, low, high)) return true
  if (loose) return false
  const isBare = high.unitKind === 'none' && high.scale === 0
  return (isBare && isSign(reading, low.next, DASHES)) || isTooLoose(reading, high, true)
}

/** What shares are told out of; 85 out of 110 are two counts. */
const shareWholes = new Set([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000])

/** "three in ten", "9 out of 10": a share told by two numbers. */
function readShare(reading: Reading, part: Amount): Amount | null {
  if (part.unit !== null || part.negative || part.scale > 0) return null
  const { small } = reading.lexicon
  const outOf = countAt(reading, small.outOf, part.next)
  const inEvery = countAt(reading, small.in, part.next)
  const count = Math.max(outOf, inEvery)
  if (count === 0) return null
  const whole = readAmount(reading, part.next + count, part.next + count)
  if (whole === null || whole.start !== part.next + count || whole.negative || whole.currencyFirst)
    return null
  const above = amountValue(part)
  const below = amountValue(whole)
  if (
    !shareWholes.has(below) ||
    above >= below ||
    above <= 0 ||
    whole.unitKind === 'percent' ||
    whole.unitKind === 'money'
  )
    return null
  // "two in five years", "5 in 10 days": no share.
  if (timeUnits.has(whole.unit?.toLowerCase() ?? '')) return null
  const percent = String((100 * above) / below)
  return {
    ...part,
    form: 'fraction',
    unit: PERCENT,
    unitKind: 'percent',
    decimal: { digits: percent, exponent: 0 },
    next: whole.unitKind === 'none' ? whole.next : whole.number + 1,
  }
}

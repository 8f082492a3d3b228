import type { Quantity } from '../../model/annotation'
import { assertNever } from '../../model/assert-never'
import { isNamedRange, namesSomething } from './names-something'
import { type Amount, amountValue, readAmount } from './read-amount'
import { boundOf, type QualifierRead, readQualifiers } from './read-qualifiers'
import { type RangeRead, readRange } from './read-range'
import { countAt, DASHES, isSign, type Reading, startReading, wordAt } from './reading'
import { definite } from './tables/references'
import { PERCENT, POINTS, TIMES } from './tables/units'
import { isTooLoose } from './too-loose'

/** Why a passage was taken for a figure. */
export type FigureRule =
  | 'money'
  | 'percentage'
  | 'percentage points'
  | 'share'
  | 'multiple'
  | 'measurement'
  | 'count'
  | 'vague amount'
  | 'number'

/** A stretch of the text, in UTF-16 units. */
export type Span = { readonly start: number; readonly end: number }

/** How a quantity goes with another one of the same text, named by where that one stands. */
export type QuantityRelation = Span & {
  /** "$120bn (€114.3bn)": the same amount in another unit. "110 of 177": a part of that whole. */
  readonly kind: 'conversion of' | 'part of'
}

/** A figure found in running text. */
export type FoundQuantity = Span & {
  /** The words from number to unit; what qualifies them stands outside. */
  readonly exact: string
  readonly quantity: Quantity
  readonly rule: FigureRule
  /** The words that bound or blur it ("up to", "or more"), where there are any. */
  readonly qualifiedBy: Span | null
  readonly relation: QuantityRelation | null
}

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

/** A figure with the token indexes it was read from. */
type Measured = {
  readonly amount: Amount
  readonly last: Amount
  readonly next: number
  readonly qualifiers: QualifierRead
}

function figureAt(reading: Reading, at: number, from: number, loose: boolean): Measured | null {
  const share = readShare(reading, at, from)
  if (share !== null) return share
  const amount = readAmount(reading, at, from)
  if (amount === null) return null
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

/** "three in ten", "9 out of 10": a share told by two numbers. */
function readShare(reading: Reading, at: number, from: number): Measured | null {
  const part = readAmount(reading, at, from)
  if (part?.unit !== null || part.negative || part.scale > 0) return null
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
  const isRound = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000].includes(below)
  if (!isRound || above >= below || above <= 0 || whole.unitKind === 'percent' || whole.unitKind === 'money')
    return null
  // "two in five years", "5 in 10 days": no share.
  if (whole.unit !== null && isTime(whole.unit)) return null
  const percent = String((100 * above) / below)
  const amount: Amount = {
    ...part,
    form: 'fraction',
    unit: PERCENT,
    unitKind: 'percent',
    decimal: { digits: percent, exponent: 0 },
    next: whole.unitKind === 'none' ? whole.next : whole.number + 1,
  }
  return measured(reading, amount, amount, from)
}

const isTime = (unit: string) =>
  /^(second|minute|hour|day|week|month|year|Jahr|Tag|Monat|an|jour|mois|año|día|mes|ann|giorn|mes|ро|лет|год|lat)/.test(
    unit,
  )

/** "110 of 177": the small word behind it leads to the whole. */
function isPartOf(reading: Reading, amount: Amount): boolean {
  return endOfPartLink(reading, amount.next) !== null
}

function endOfPartLink(reading: Reading, next: number): number | null {
  const { small } = reading.lexicon
  const of = Math.max(countAt(reading, small.of, next), countAt(reading, small.outOf, next))
  if (of === 0) return null
  const at = definite.has(wordAt(reading, next + of)) ? next + of + 1 : next + of
  return reading.tokens[at]?.kind === 'number' ? at : null
}

/** Say which figures belong together, and turn tokens into offsets. */
function relate(reading: Reading, figures: readonly Measured[]): FoundQuantity[] {
  const spans = figures.map(({ amount, next }) => spanOf(reading, amount.start, next))
  let last: QuantityRelation | null = null
  return figures.map((figure, index) => {
    const span = spans[index] ?? { start: 0, end: 0 }
    const unit = wholeUnit(reading, figure, figures[index + 1])
    const { words } = figure.qualifiers
    last = relationOf(reading, figure, index, figures, spans, last)
    return {
      ...span,
      exact: reading.text.slice(span.start, span.end),
      quantity: quantityOf(figure, unit),
      rule: unit !== null && figure.last.unit === null ? 'count' : ruleOf(figure),
      qualifiedBy: words === null ? null : spanOf(reading, words.from, words.next),
      relation: last,
    }
  })
}

function continuesBracket(reading: Reading, before: Measured, { amount }: Measured): boolean {
  return (
    amount.unitKind === 'money' && amount.start === before.next + 1 && isSign(reading, before.next, ';,/')
  )
}

function relationOf(
  reading: Reading,
  figure: Measured,
  index: number,
  figures: readonly Measured[],
  spans: readonly Span[],
  last: QuantityRelation | null,
): QuantityRelation | null {
  const before = figures[index - 1]
  const beforeSpan = spans[index - 1]
  if (before !== undefined && beforeSpan !== undefined && isConversion(reading, before, figure))
    return { kind: 'conversion of', ...beforeSpan }
  // "(€5m; £4m)": one bracket, one amount.
  if (before !== undefined && last?.kind === 'conversion of' && continuesBracket(reading, before, figure))
    return last
  const behind = figures[index + 1]
  const behindSpan = spans[index + 1]
  if (
    behind !== undefined &&
    behindSpan !== undefined &&
    endOfPartLink(reading, figure.next) === behind.amount.number
  )
    return { kind: 'part of', ...behindSpan }
  return null
}

/** A bracket right behind an amount, with nothing but another unit's amount in it. */
function isConversion(reading: Reading, before: Measured, figure: Measured): boolean {
  if (before.amount.unit === null || figure.amount.unit === null || before.amount.unit === figure.amount.unit)
    return false
  if (!['money', 'measure'].includes(figure.amount.unitKind)) return false
  const from =
    figure.qualifiers.words === null
      ? figure.amount.start
      : Math.min(figure.qualifiers.words.from, figure.amount.start)
  const isOpen =
    isSign(reading, from - 1, '([（') ||
    (isSign(reading, from - 2, '([（') && reading.tokens[from - 1]?.kind !== 'number')
  return (
    isOpen && before.next >= from - 2 && before.next <= from - 1 && isSign(reading, figure.next, ')]）,;/')
  )
}

/** A part without a noun counts what the whole does: 110 of 177 drones are drones. */
function wholeUnit(reading: Reading, figure: Measured, behind: Measured | undefined): string | null {
  if (figure.last.unit !== null || behind === undefined) return figure.last.unit
  return endOfPartLink(reading, figure.next) === behind.amount.number ? behind.last.unit : null
}

function quantityOf({ amount, last, qualifiers }: Measured, unit: string | null): Quantity {
  const isRange = amount !== last
  const bound = boundOf(qualifiers.qualifier, {
    vague: amount.form === 'vague' || last.open,
    rounded: amount.form === 'rounded',
    isRange,
  })
  return {
    value: amountValue(amount),
    upper: isRange ? amountValue(last) : null,
    unit: amount.form === 'multiple' ? TIMES : unit,
    ...bound,
  }
}

function ruleOf({ amount, last }: Measured): FigureRule {
  if (amount.form === 'vague') return 'vague amount'
  if (amount.form === 'multiple' || last.unit === TIMES) return 'multiple'
  if (amount.form === 'fraction' || amount.form === 'half') return 'share'
  switch (last.unitKind) {
    case 'money':
      return 'money'
    case 'percent':
      return last.unit?.startsWith(POINTS) === true ? 'percentage points' : 'percentage'
    case 'measure':
      return 'measurement'
    case 'noun':
      return 'count'
    case 'none':
      return 'number'
    default:
      return assertNever(last.unitKind)
  }
}

function spanOf({ tokens }: Reading, from: number, next: number): Span {
  return { start: tokens[from]?.start ?? 0, end: tokens[next - 1]?.end ?? 0 }
}

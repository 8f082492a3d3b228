import type { Quantity } from '../../model/annotation'
import { assertNever } from '../../model/assert-never'
import type { FigureRule, FoundQuantity, QuantityRelation, Span } from './found-quantity'
import { type Amount, amountValue } from './read-amount'
import { boundOf, type QualifierRead } from './read-qualifiers'
import { countAt, isSign, type Reading, wordAt } from './reading'
import { definite } from './tables/references'
import { POINTS, TIMES } from './tables/units'

/** A figure with the token indexes it was read from. */
export type Measured = {
  readonly amount: Amount
  readonly last: Amount
  readonly next: number
  readonly qualifiers: QualifierRead
}

/** "110 of 177": the small word behind it leads to the whole. */
export function isPartOf(reading: Reading, amount: Amount): boolean {
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
export function relate(reading: Reading, figures: readonly Measured[]): FoundQuantity[] {
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

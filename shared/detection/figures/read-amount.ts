import { type Decimal, valueOf } from './decimal'
import { type NumberForm, type NumberRead, readNumber } from './read-number'
import { moneyBehind, type UnitKind, unitBehind } from './read-unit'
import {
  countAt,
  HYPHENS,
  isGlued,
  isSign,
  phraseAt,
  phraseBefore,
  type Reading,
  startsLine,
  wordAt,
} from './reading'
import { relativeAfter } from './tables/calendar'
import { PERCENT } from './tables/units'

/** A number with what it is a number of. */
export type Amount = {
  readonly form: NumberForm
  readonly decimal: Decimal
  readonly scale: number
  /** The power of ten that its unit takes away: a basis point is a hundredth. */
  readonly shift: number
  readonly negative: boolean
  readonly unit: string | null
  readonly unitKind: UnitKind
  /** Whether the currency stands before the number; a second number may then do without one. */
  readonly currencyFirst: boolean
  /** Where "+" or "多" stands behind the number: it is the least there is. */
  readonly open: boolean
  /** Index of the first token, and of the one behind the last; `number` is where the number itself starts. */
  readonly start: number
  readonly number: number
  readonly next: number
}

export function amountValue({ decimal, negative }: Pick<Amount, 'decimal' | 'negative'>): number {
  const value = valueOf(decimal)
  return negative && value !== 0 ? -value : value
}

/** Read the amount whose number starts at `index`; nothing before token `from` belongs to it. */
export function readAmount(reading: Reading, index: number, from: number): Amount | null {
  const head = readHead(reading, index, from)
  const number = readNumber(reading, index, head.currency !== null)
  if (number === null || !Number.isFinite(valueOf(number.decimal))) return null
  const open = endOfOpen(reading, number)
  const behind = open ?? number.next
  const unit =
    head.currency !== null ? moneyBehind(reading, behind, head.currency) : unitBehind(reading, behind, number)
  const shift = unit?.shift ?? 0
  const amount: Amount = {
    form: number.form,
    decimal: { ...number.decimal, exponent: number.decimal.exponent + shift },
    scale: number.scale,
    shift,
    negative: head.negative,
    unit: unit?.unit ?? null,
    unitKind: unit?.kind ?? 'none',
    currencyFirst: head.currency !== null,
    open: open !== null,
    start: head.start,
    number: index,
    next: unit?.next ?? behind,
  }
  const isShare = number.form === 'fraction' || number.form === 'half'
  if (isShare) return withRate(reading, asShare(amount, number.next))
  return head.start - 3 >= from && isChinesePercent(reading, head.start)
    ? { ...asShare(amount, number.next), start: head.start - 3 }
    : withRate(reading, amount)
}

/** "百分之五": five of a hundred parts. */
function isChinesePercent({ text, tokens, lexicon }: Reading, start: number): boolean {
  const end = tokens[start]?.start ?? 0
  return lexicon.language === 'zh' && text.slice(end - 3, end) === '百分之'
}

/** A part of something is a share of it, whatever noun stands behind. */
function asShare(amount: Amount, next: number): Amount {
  return { ...amount, unit: PERCENT, unitKind: 'percent', next }
}

type Head = { readonly start: number; readonly currency: string | null; readonly negative: boolean }

/** The sign and the currency before a number, in either order: "-$5", "€ -5", "minus 5". */
function readHead(reading: Reading, index: number, from: number): Head {
  let start = index
  let negative = false
  let currency: string | null = null
  const takeMinus = () => {
    const length = minusBefore(reading, start, from)
    if (length === 0 || negative) return
    negative = true
    start -= length
  }
  takeMinus()
  const at = isSign(reading, start - 1, '+') && isGlued(reading, start) ? start - 1 : start
  const found = currencyBefore(reading, at, from)
  if (found !== null) {
    currency = found.unit
    start = at - found.count
    takeMinus()
  }
  const article = currency === null ? articleBefore(reading, index, from) : 0
  return { start: start - article, currency, negative }
}

function currencyBefore(
  reading: Reading,
  start: number,
  from: number,
): { unit: string; count: number } | null {
  if (startsLine(reading, start)) return null
  // "Rs. 500": the full stop belongs to the abbreviation.
  const found = phraseBefore(reading, reading.lexicon.currencyBefore, start)
  if (found === null || start - found.count < from) return null
  // The dollar of "5 $ 6" and of "A5$" belongs to the number before it.
  if (isGlued(reading, start - found.count) && reading.tokens[start - found.count - 1]?.kind === 'number')
    return null
  return { unit: found.meaning.unit, count: found.count }
}

function minusBefore(reading: Reading, start: number, from: number): number {
  const at = start - 1
  if (at < from) return 0
  const gap = reading.tokens[at]?.gap
  const opens = gap === 'space' || gap === 'line' || isSign(reading, at - 1, '(["“:≥≤<>≈~±')
  if (
    isSign(reading, at, '-−–') &&
    isGlued(reading, start) &&
    (opens || phraseBefore(reading, reading.lexicon.currencyBefore, at) !== null)
  )
    return 1
  const said =
    reading.tokens[start]?.gap === 'space' &&
    phraseBefore(reading, reading.lexicon.small.minus, start) !== null
  // French "au moins" is no minus.
  return said && phraseBefore(reading, reading.lexicon.qualifiersBefore, start) === null ? 1 : 0
}

/** "a dozen", "a million": the article is part of the words, for it is the one of them. */
function articleBefore(reading: Reading, index: number, from: number): number {
  if (reading.tokens[index]?.kind === 'number' || index - 1 < from) return 0
  const { numbers, small } = reading.lexicon
  const word = wordAt(reading, index)
  const needs =
    numbers.collective.has(word) ||
    numbers.rounded.has(word) ||
    numbers.multipliers.has(word) ||
    numbers.fractions.has(word) ||
    numbers.indefinite.has(word) ||
    phraseAt(reading, reading.lexicon.scales, index) !== null
  return needs && !numbers.aloneFractions.has(word) && phraseBefore(reading, small.article, index) !== null
    ? 1
    : 0
}

/** "100+ sources", "500多人", "100's": the index behind the sign. */
function endOfOpen(reading: Reading, { next, form }: NumberRead): number | null {
  if (form !== 'digits') return null
  if (isSign(reading, next, '+') && isGlued(reading, next) && reading.tokens[next + 1]?.gap !== 'none')
    return next + 1
  if (['多', '余'].includes(wordAt(reading, next))) return next + 1
  if (isSign(reading, next, HYPHENS) && isGlued(reading, next) && wordAt(reading, next + 1) === 'plus') {
    return next + 2
  }
  const plural =
    isSign(reading, next, "'") &&
    isGlued(reading, next) &&
    wordAt(reading, next + 1) === 's' &&
    isGlued(reading, next + 1)
  return plural ? next + 2 : null
}

const rateAdverbs = new Set(['annually', 'yearly', 'monthly', 'weekly', 'daily'])

/** "$50 a barrel", "80 km/h", "3 Euro pro Kopf": a price for each is no sum, so it is a unit of its own. */
function withRate(reading: Reading, amount: Amount): Amount {
  const { lexicon } = reading
  if (amount.unit === null || startsLine(reading, amount.next)) return amount
  const stroke = isSign(reading, amount.next, '/') && isGlued(reading, amount.next)
  const count = stroke ? 1 : countAt(reading, lexicon.small.per, amount.next)
  const at = amount.next + count
  const plain = wordAt(reading, amount.next)
  const adverb = rateAdverbs.has(plain) ? lexicon.rates.get(plain) : undefined
  if (adverb !== undefined) return { ...amount, unit: `${amount.unit} per ${adverb}`, next: amount.next + 1 }
  const noun = count > 0 ? lexicon.rates.get(wordAt(reading, at)) : undefined
  // "4.6 per cent a year earlier" says when.
  const isDate = relativeAfter.has(wordAt(reading, at + 1))
  if (noun !== undefined && !isDate) return { ...amount, unit: `${amount.unit} per ${noun}`, next: at + 1 }
  const any = lexicon.language === 'en' && plain === 'per' ? wordAt(reading, at) : ''
  return any === '' ? amount : { ...amount, unit: `${amount.unit} per ${any}`, next: at + 1 }
}

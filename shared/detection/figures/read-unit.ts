import { valueOf } from './decimal'
import { readNoun } from './read-noun'
import { afterAbbreviationDot, type NumberRead } from './read-number'
import { countAt, HYPHENS, isGlued, isSign, phraseAt, type Reading, startsLine, wordAt } from './reading'
import { timeUnits } from './tables/calendar'

/** What a unit is: it decides how far an amount can be trusted in running text. */
export type UnitKind = 'money' | 'percent' | 'measure' | 'noun' | 'none'

/** A unit with where it ends. */
export type UnitRead = {
  readonly unit: string
  readonly kind: UnitKind
  readonly shift: number
  readonly next: number
}

/** "$5bn" has its unit; "US$5 dollars" says it twice. */
export function moneyBehind(reading: Reading, next: number, currency: string): UnitRead {
  const again = startsLine(reading, next) ? null : phraseAt(reading, reading.lexicon.units, next)
  const isSame = again?.meaning.isCurrency === true && reading.tokens[next + again.count]?.kind !== 'number'
  return isSame && again !== null
    ? { unit: again.meaning.unit, kind: 'money', shift: 0, next: next + again.count }
    : { unit: currency, kind: 'money', shift: 0, next }
}

/** The unit behind a number, or null: one of measurement, a currency, or the noun that is counted. */
export function unitBehind(reading: Reading, next: number, number: NumberRead): UnitRead | null {
  if (startsLine(reading, next)) return null
  return (
    quotedUnit(reading, next) ??
    hyphenedTime(reading, next) ??
    knownUnit(reading, next, number) ??
    dottedUnit(reading, next, number) ??
    countedNoun(reading, next, number)
  )
}

/** "a four-year war": years, written in the singular behind a hyphen. */
function hyphenedTime(reading: Reading, next: number): UnitRead | null {
  if (!isSign(reading, next, HYPHENS) || !isGlued(reading, next) || !isGlued(reading, next + 1)) return null
  const unit = wordAt(reading, next + 1)
  if (!timeUnits.has(unit)) return null
  return { unit: unit.endsWith('s') ? unit : `${unit}s`, kind: 'noun', shift: 0, next: next + 2 }
}

/** A unit of measurement, right behind the number, behind a hyphen ("50-kilometre") or behind "of" ("millions of euros"). */
function knownUnit(reading: Reading, next: number, number: NumberRead): UnitRead | null {
  const hyphen = isSign(reading, next, HYPHENS) && isGlued(reading, next) && isGlued(reading, next + 1)
  const at = hyphen ? next + 1 : next + ofBehind(reading, next, number)
  const found = phraseAt(reading, reading.lexicon.units, at)
  if (found === null || startsLine(reading, at)) return null
  const { unit, isCurrency, shift } = found.meaning
  const word = wordAt(reading, at)
  // A sign that begins the next amount ("5 and $6") or a letter that begins a word of its own.
  const begins =
    !isGlued(reading, at) &&
    reading.tokens[at]?.kind === 'sign' &&
    isCurrency &&
    beginsAmount(reading, at + found.count)
  // "3x3" and "5 m-high" name a size of something else; "won 5" is a verb.
  const isCode =
    word !== '' && isGlued(reading, at + found.count) && reading.tokens[at + found.count]?.kind === 'number'
  if (begins || isCode) return null
  const kind = isCurrency
    ? 'money'
    : unit.startsWith('%') || unit.startsWith('percentage')
      ? 'percent'
      : 'measure'
  return { unit, kind, shift, next: at + found.count }
}

function beginsAmount(reading: Reading, at: number): boolean {
  return isGlued(reading, at) && reading.tokens[at]?.kind === 'number'
}

function ofBehind(reading: Reading, next: number, { form, scale }: NumberRead): number {
  const mayCount = form === 'vague' || form === 'rounded' || form === 'collective' || scale > 0
  return mayCount ? countAt(reading, reading.lexicon.small.of, next) : 0
}

/** "12,5 Mrd. Euro", "5 тис. грн": the full stop ends an abbreviation, not the sentence. */
function dottedUnit(reading: Reading, next: number, number: NumberRead): UnitRead | null {
  const at = number.scale > 0 ? afterAbbreviationDot(reading, next) : null
  if (at === null) return null
  return (
    knownUnit(reading, at, number) ?? (wordAt(reading, at) === '' ? null : countedNoun(reading, at, number))
  )
}

/** In tokens: the model admits a hundred characters. */
const LONGEST_UNIT = 202

/** A unit between quotation marks, as `formatQuantity` writes one that could be misread: 5 “of each”. A doubled mark stands for itself. */
function quotedUnit(reading: Reading, next: number): UnitRead | null {
  const open = reading.tokens[next]
  if (open?.kind !== 'sign' || open.text !== '“' || open.gap !== 'space') return null
  let at = next + 1
  while (at < reading.tokens.length && at - next < LONGEST_UNIT) {
    const token = reading.tokens[at]
    if (token?.kind === 'sign' && token.text === '”') {
      const doubled = reading.text.charAt(token.end) === '”'
      if (!doubled) {
        const unit = reading.text.slice(open.end, token.start).replaceAll('””', '”')
        return unit === '' ? null : { unit, kind: 'noun', shift: 0, next: at + 1 }
      }
      at += 1
    }
    at += 1
  }
  return null
}

function countedNoun(reading: Reading, next: number, number: NumberRead): UnitRead | null {
  const isOne = valueOf(number.decimal) === 1
  const of = ofBehind(reading, next, number)
  const noun = readNoun(reading, next, isOne) ?? (of === 0 ? null : readNoun(reading, next + of, isOne))
  return noun === null ? null : { unit: noun.unit, kind: 'noun', shift: 0, next: noun.next }
}

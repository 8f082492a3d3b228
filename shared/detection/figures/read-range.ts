import { valueOf } from './decimal'
import { type Amount, amountValue, readAmount } from './read-amount'
import { countAt, DASHES, isGlued, isSign, phraseBefore, type Reading, startsLine, wordAt } from './reading'

/** The two ends of a range, each with the unit they share. */
export type RangeRead = { readonly low: Amount; readonly high: Amount }

/** Whether `low` is the first half of a range, and then its second: "5-7", "5 to 7 per cent", "between 5 and 7". */
export function readRange(reading: Reading, low: Amount): RangeRead | null {
  const found = linkBehind(reading, low)
  if (found === null) return null
  const index = numberIndexBehind(reading, found.next)
  if (index === null) return null
  const high = readAmount(reading, index, found.next)
  if (high === null || high.start !== found.next) return null
  return found.link === 'or' && !areNeighbours(low, high) ? null : joinRange(low, high)
}

/** The number may stand behind a currency or a minus: "$1bn to $2bn". */
function numberIndexBehind({ tokens, lexicon }: Reading, at: number): number | null {
  for (let index = at; index < at + 4; index += 1) {
    const token = tokens[index]
    if (token === undefined || token.gap === 'line') return null
    if (token.kind === 'number' || (token.kind === 'word' && lexicon.starters.has(token.text))) return index
  }
  return null
}

const changeVerbs = new Set(
  'rose fell up down gained lost dropped climbed jumped increased declined grew added slipped gains loses um'.split(
    ' ',
  ),
)

/** "Gold fell $12 to $2,350", "aid rose from $5bn to $7bn": two figures, of before and after. */
function isChange(reading: Reading, low: Amount): boolean {
  const opened = phraseBefore(reading, reading.lexicon.small.from, low.start) !== null
  // Without a unit of its own the first number cannot stand alone: "from 5 to 7 per cent".
  return changeVerbs.has(wordAt(reading, low.start - (opened ? 2 : 1))) && (!opened || low.unit !== null)
}

type Link = { readonly link: 'dash' | 'to' | 'and' | 'or'; readonly next: number }

function linkBehind(reading: Reading, low: Amount): Link | null {
  const at = low.next
  if (startsLine(reading, at)) return null
  const { between, and, to, or } = reading.lexicon.small
  if (isSign(reading, at, `${DASHES}~`)) {
    const even = isGlued(reading, at) === isGlued(reading, at + 1)
    const isLong = isSign(reading, at, '—') && !isGlued(reading, at)
    return even && !isLong ? { link: 'dash', next: at + 1 } : null
  }
  if (phraseBefore(reading, between, low.start) !== null) {
    const count = countAt(reading, and, at)
    if (count > 0) return { link: 'and', next: at + count }
  }
  const towards = countAt(reading, to, at)
  if (towards > 0 && !isChange(reading, low)) return { link: 'to', next: at + towards }
  const either = countAt(reading, or, at)
  return either > 0 ? { link: 'or', next: at + either } : null
}

/** "two or three", "5 or 6": one after the other, else they are two different numbers. */
function areNeighbours(low: Amount, high: Amount): boolean {
  return (
    amountValue(high) - amountValue(low) === 10 ** low.scale || amountValue(high) === amountValue(low) + 1
  )
}

/** One range of two amounts that share what only one of them says: "$1.2-1.5tn", "5 to 7 million tonnes". */
function joinRange(low: Amount, high: Amount): RangeRead | null {
  if (low.form === 'vague' || high.form === 'vague' || low.form === 'multiple' || high.form === 'multiple')
    return null
  const unit = high.unitKind === 'none' ? low : high
  const differ = low.unit !== null && high.unit !== null && low.unit !== high.unit
  // "5 soldiers to 7" may be anything; "$5 to 7bn" is one range.
  const oneSided = low.unit !== null && high.unit === null && !low.currencyFirst
  const rated = low.unit !== null && high.unit?.startsWith(`${low.unit} per `) === true
  if ((differ && !rated) || oneSided) return null
  const plainHigh = valueOf({ ...high.decimal, exponent: high.decimal.exponent - high.scale - high.shift })
  const sharesScale = low.scale === 0 && high.scale > 0 && valueOf(low.decimal) < plainHigh
  const exponent =
    low.decimal.exponent + (sharesScale ? high.scale : 0) + (low.unit === null ? high.shift : 0)
  const both = { unit: unit.unit, unitKind: unit.unitKind }
  const first = { ...low, ...both, decimal: { ...low.decimal, exponent } }
  const second = { ...high, ...both }
  return amountValue(first) < amountValue(second) ? { low: first, high: second } : null
}

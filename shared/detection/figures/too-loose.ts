import { type Amount, amountValue } from './read-amount'
import { countAt, DASHES, HYPHENS, isGlued, isSign, type Reading, startsLine, wordAt } from './reading'
import { relativeAfter, relativeBefore, timeUnits } from './tables/calendar'
import { countedOne, definite, looseNouns } from './tables/references'

/**
 * Whether running text gives too little reason to call the number a figure, though a selection of it alone would be one.
 * `qualified` says that words bound it or that it is a part of another number.
 */
export function isTooLoose(reading: Reading, amount: Amount, qualified: boolean): boolean {
  if (amount.unitKind === 'money') return false
  if (isListNumber(reading, amount) || isScore(reading, amount) || isRelativeTime(reading, amount))
    return true
  switch (amount.form) {
    case 'digits':
      return isSmall(amount) && isLooseNoun(amount) && !qualified
    case 'words':
    case 'collective':
    case 'rounded':
      return isLooseWord(reading, amount, qualified)
    case 'fraction':
    case 'half':
      return isLooseShare(reading, amount, qualified)
    case 'multiple':
      return isLooseMultiple(reading, amount)
    case 'vague':
      return false
    default:
      return true
  }
}

const isSmall = (amount: Amount) => amount.scale === 0 && amountValue(amount) < 11
const isLooseNoun = ({ unit }: Amount) => looseNouns.has(unit?.toLowerCase() ?? '')

/** A number at the start of a line, or in brackets, that numbers what follows: "1.", "2)", "(3)". */
function isListNumber(reading: Reading, { number, start, unitKind, next, form }: Amount): boolean {
  if (form !== 'digits' || unitKind !== 'none' || start !== number) return false
  const bracketed = isSign(reading, number - 1, '([') && isSign(reading, next, ')]')
  if (bracketed && Number(reading.tokens[number]?.text) < 100) return true
  return startsLine(reading, number) && isSign(reading, next, '.)') && isGlued(reading, next)
}

/** "won 3-1", "a 52–48 vote": two numbers with a dash and no unit. */
function isScore(reading: Reading, { number, next, unitKind, scale, form, start }: Amount): boolean {
  if (form !== 'digits' || scale > 0 || (unitKind !== 'none' && unitKind !== 'noun')) return false
  const isNumber = (at: number) => reading.tokens[at]?.kind === 'number'
  const glued = (at: number) =>
    isSign(reading, at, DASHES) && isGlued(reading, at) && isGlued(reading, at + 1)
  const ahead = number === start && glued(start - 1) && isNumber(start - 2)
  return ahead || (glued(next) && isNumber(next + 1))
}

/** "three years ago", "the last 24 hours", "6 sec ago": a date told from today. */
function isRelativeTime(reading: Reading, { unit, next, start }: Amount): boolean {
  if (unit === null || !timeUnits.has(unit.toLowerCase())) return false
  return relativeAfter.has(wordAt(reading, next)) || relativeBefore.has(wordAt(reading, start - 1))
}

function isLooseWord(reading: Reading, amount: Amount, qualified: boolean): boolean {
  const value = Math.abs(amountValue(amount))
  if (amount.unitKind === 'percent' || (amount.scale > 0 && value >= 1000)) return false
  const noun = amount.unit?.toLowerCase() ?? ''
  if (looseNouns.has(noun)) return true
  if (value <= 1) return reading.lexicon.language !== 'en' || !countedOne.has(noun)
  if (amount.unitKind === 'measure') return noun === 'times' && !comparing.has(wordAt(reading, amount.next))
  if (value <= 12 && definite.has(wordAt(reading, amount.start - 1))) return true
  return amount.unitKind === 'none' && !qualified && value < 11
}

/** Words behind "three times" that make it a comparison, not three occasions. */
const comparing = new Set(
  'as the its their that what more higher larger bigger greater than so mehr höher größer de del della di plus más più больше более більше за'.split(
    ' ',
  ),
)

/** A half or a third stands for a share when it is one of something: "half the", "a third of", "by a quarter". */
function isLooseShare(reading: Reading, amount: Amount, qualified: boolean): boolean {
  if (isHalfName(reading, amount)) return true
  const { small, language, numbers } = reading.lexicon
  if (qualified || countAt(reading, small.of, amount.next) > 0) return false
  if (language === 'uk' || language === 'ru' || language === 'de') return false
  if (reading.tokens[amount.number]?.kind === 'number') return true
  if (amount.form === 'half') return wordAt(reading, amount.next) !== 'the'
  const hyphened = isSign(reading, amount.number + 1, HYPHENS) && isGlued(reading, amount.number + 1)
  const counted = numbers.simple.has(wordAt(reading, amount.number))
  const isPlural = counted && wordAt(reading, amount.next - 1).endsWith('s')
  const introduced = ['by', 'than', 'to'].includes(wordAt(reading, amount.start - 1))
  return !hyphened && !isPlural && !introduced && language !== 'pl'
}

const ordinals =
  /^(first|second|other|third|better|latter|erste|zweite|première|seconde|primera|segunda|prima|seconda|перша|друга|первая|вторая)$/

/** "the first half", "half-time". */
function isHalfName(reading: Reading, { start, next }: Amount): boolean {
  const hyphened = isSign(reading, next, HYPHENS) && isGlued(reading, next)
  return hyphened || ordinals.test(wordAt(reading, start - 1))
}

/** "twice the", "double its": without what is compared, "double" may be a verb. */
function isLooseMultiple(reading: Reading, amount: Amount): boolean {
  const word = wordAt(reading, amount.number)
  const sure = /(fold|fach|fache|krotnie)$/.test(word) || /[\u0400-\u04ff]/.test(word)
  return !sure && !comparing.has(wordAt(reading, amount.next))
}

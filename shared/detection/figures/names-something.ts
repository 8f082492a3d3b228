import type { Amount } from './read-amount'
import { amountValue } from './read-amount'
import {
  countAt,
  DASHES,
  HYPHENS,
  isGlued,
  isSign,
  phraseBefore,
  type Reading,
  startsLine,
  wordAt,
} from './reading'
import { clockWords, months, timeUnits, weekdays, yearIntroductions } from './tables/calendar'
import { definite, nounStops, references } from './tables/references'

/** Whether the number stands for a date, a time, a name or an age, even where a researcher selected it. */
export function namesSomething(reading: Reading, amount: Amount): boolean {
  if (amount.form === 'half' || amount.form === 'fraction') return isClockTime(reading, amount)
  if (amount.unitKind === 'money' || amount.unitKind === 'percent') return isPartOfCode(reading, amount)
  return (
    isPartOfCode(reading, amount) ||
    isOneOf(reading, amount) ||
    isDate(reading, amount) ||
    isYear(reading, amount) ||
    isClockTime(reading, amount) ||
    isOrdinal(reading, amount) ||
    isAge(reading, amount) ||
    isTelephone(reading, amount) ||
    isReference(reading, amount) ||
    isNameWithNumber(reading, amount)
  )
}

/** Whether two numbers with a dash or a "to" between them span years, days, hours, ages or pages. */
export function isNamedRange(reading: Reading, low: Amount, high: Amount): boolean {
  const first = { ...low, unitKind: high.unitKind }
  return (
    isYear(reading, { ...low, unitKind: 'none' }) ||
    isReference(reading, first) ||
    isTelephone(reading, first) ||
    isDate(reading, first) ||
    isDate(reading, high) ||
    isClockTime(reading, high) ||
    isOrdinal(reading, high) ||
    isAge(reading, high)
  )
}

/** "F-35", "G7", "5G", "COVID-19", "3D", "24/7": digits that letters or strokes make part of a name. */
function isPartOfCode(reading: Reading, amount: Amount): boolean {
  return reading.tokens[amount.number]?.kind === 'number'
    ? isBoundBefore(reading, amount) || isBoundBehind(reading, amount)
    : isHyphenedWord(reading, amount)
}

/** "under-five", "mid-fifties". */
function isHyphenedWord(reading: Reading, { number }: Amount): boolean {
  return isSign(reading, number - 1, HYPHENS) && isGlued(reading, number) && isGlued(reading, number - 1)
}

function isBoundBefore(reading: Reading, { start, number }: Amount): boolean {
  if (start !== number || !isGlued(reading, number)) return false
  const before = reading.tokens[number - 1]
  if (before?.kind === 'word') return !isIdeograph(before.text)
  if (isSign(reading, number - 1, '#№§@_/\\.:&')) return true
  const hyphened = isSign(reading, number - 1, DASHES) && isGlued(reading, number - 1)
  return hyphened && reading.tokens[number - 2]?.kind !== 'sign'
}

function isBoundBehind(reading: Reading, { next, unitKind }: Amount): boolean {
  const behind = reading.tokens[next]
  if (behind?.gap !== 'none') return false
  if (behind.kind === 'word') return !isIdeograph(behind.text)
  const goesOn = reading.tokens[next + 1]?.gap === 'none'
  // "10-point plan", "45-year-old": the hyphen makes an adjective of it, unless its unit was read.
  return goesOn && (isSign(reading, next, '/_@\\') || (unitKind === 'none' && isSign(reading, next, HYPHENS)))
}

const isIdeograph = (word: string) => /[\u3400-\u9fff\u3040-\u30ff]/.test(word)

/** "one of them" names a member, not a number. */
function isOneOf(reading: Reading, amount: Amount): boolean {
  if (amount.form !== 'words' || amount.unitKind === 'measure' || amountValue(amount) !== 1) return false
  return countAt(reading, reading.lexicon.small.of, amount.number + 1) > 0
}

/** "24 February", "Feb. 14, 2025", "24. Februar", "9 de mayo", "5月". */
function isDate(reading: Reading, { number, form, scale, unitKind }: Amount): boolean {
  if (form !== 'digits' || scale > 0) return false
  const after = number + 1
  const skips = isSign(reading, after, '.') || ['de', 'of'].includes(wordAt(reading, after))
  if (unitKind !== 'measure' && isMonthAt(reading, skips ? after + 1 : after)) return true
  if (isGlued(reading, after) && /[年月日]/.test(wordAt(reading, after))) return true
  const before = isSign(reading, number - 1, '.,') ? number - 2 : number - 1
  if (startsLine(reading, number)) return false
  if (isMonthAt(reading, before)) return true
  const isDay = unitKind === 'none' && Number(reading.tokens[number]?.text) <= 31
  return isDay && weekdays.has(wordAt(reading, before))
}

/** English "may" and "march" are months only with a capital. */
function isMonthAt({ text, tokens, lexicon }: Reading, at: number): boolean {
  const token = tokens[at]
  if (token?.kind !== 'word' || !months.has(token.text)) return false
  const isCapital = text.charAt(token.start) !== token.text.charAt(0)
  return isCapital || lexicon.language !== 'en' || !/^(may|march|mar)$/.test(token.text)
}

/** Four digits without a group sign, from 1500 to 2099, that count nothing. */
function isYear(reading: Reading, amount: Amount): boolean {
  const token = reading.tokens[amount.number]
  if (token?.kind !== 'number' || !/^(1[5-9]|20)\d\d$/.test(token.text)) return false
  if (amount.scale > 0 || amount.unitKind === 'measure' || amount.open || amount.negative) return false
  if (wordAt(reading, amount.number + 1) === 's' && isGlued(reading, amount.number + 1)) return true
  if (reading.lexicon.language === 'zh') return wordAt(reading, amount.number + 1) === '年'
  if (amount.unitKind !== 'noun') return true
  const ahead = wordAt(reading, amount.number - 1)
  if (yearIntroductions.has(ahead) || definite.has(ahead) || months.has(ahead)) return true
  // "2000 soldiers" and "about 1850 homes" count; "2022 prices" and "1914 soldiers" do not.
  const isRound = token.text.endsWith('00') && token.text !== '1900' && amount.next === amount.number + 2
  return !isRound && phraseBefore(reading, reading.lexicon.qualifiersBefore, amount.number) === null
}

const clockIntroductions = new Set('at um las alle о в vers à o'.split(' '))

/** "9am", "8.45pm", "um 20 Uhr", "14h30", "9 a.m.". */
function isClockTime(reading: Reading, { number, form, unit }: Amount): boolean {
  if (form === 'half' || form === 'fraction') return /^(past|to)$/.test(wordAt(reading, number + 1))
  if (form !== 'digits' && form !== 'words') return false
  if (wordAt(reading, number - 1) === 'past' && /^(half|quarter)$/.test(wordAt(reading, number - 2)))
    return true
  const after = wordAt(reading, number + 1)
  if (clockWords.has(after)) return true
  if (after === 'o') return isSign(reading, number + 2, "'") && wordAt(reading, number + 3) === 'clock'
  if (after === 'a' || after === 'p') {
    return isSign(reading, number + 2, '.') && wordAt(reading, number + 3) === 'm'
  }
  const written = reading.tokens[number]?.text ?? ''
  // "left at 9.15": a number without a unit would not be told to the hundredth.
  const isTold = clockIntroductions.has(wordAt(reading, number - 1)) && /^\d\d?\.[0-5]\d$/.test(written)
  if (isTold && (unit === null || timeUnits.has(unit))) return true
  if (!/^\d\d?$/.test(written)) return false
  // "20 h 30", "20点30分".
  if (isGlued(reading, number + 1) && /^[h点时分]$/.test(after)) return true
  const isSpaced = after === 'h' && reading.tokens[number + 2]?.kind === 'number'
  return isSpaced || (wordAt(reading, number - 1) === 'h' && reading.tokens[number - 2]?.kind === 'number')
}

const ordinalEndings = new Set(
  'st nd rd th er ère ème e º ª ° re nde й я е го му ша та га х ий ая ое'.split(' '),
)
const germanOrdinals =
  /^(quartal|jahrhundert|tag|platz|jahrestag|mal|stock|lebensjahr|auflage|runde|brigade|armee|weltkrieg)/

/** "22nd", "3º", "1er", "5-й", and "2. Quartal", where German puts a full stop. */
function isOrdinal(reading: Reading, { number, unitKind }: Amount): boolean {
  if (reading.tokens[number]?.kind !== 'number') return false
  const hyphened = isSign(reading, number + 1, HYPHENS) && isGlued(reading, number + 1)
  const at = hyphened ? number + 2 : number + 1
  if (isGlued(reading, at) && ordinalEndings.has(reading.tokens[at]?.text ?? '')) return true
  const dotted = isSign(reading, number + 1, '.') && isGlued(reading, number + 1)
  const isGerman = reading.lexicon.language === 'de' && unitKind === 'none'
  return isGerman && dotted && germanOrdinals.test(wordAt(reading, number + 2))
}

const ageWords = new Set('aged alter edad возрасте віці wieku'.split(' '))

/** "aged 45", "45-year-old", "45 years old", "Anna Kovalenko, 45, said". */
function isAge(reading: Reading, { number, next, form, start, unit }: Amount): boolean {
  if (form !== 'digits' && form !== 'words') return false
  const ahead = wordAt(reading, start - 1)
  if (ageWords.has(ahead) || (ahead === 'of' && wordAt(reading, start - 2) === 'age')) return true
  const behind = wordAt(reading, isSign(reading, next, HYPHENS) ? next + 1 : next)
  if (unit !== null && timeUnits.has(unit.toLowerCase()) && /^(old|alt|olds)$/.test(behind)) return true
  for (let at = number + 1; at < number + 6 && isGlued(reading, at); at += 1) {
    if (/^(old|olds|jährig|jährige|jähriger|jährigen)$/.test(wordAt(reading, at))) return true
  }
  const isShort = /^\d{1,2}$/.test(reading.tokens[number]?.text ?? '')
  const between = isSign(reading, start - 1, ',') && isSign(reading, number + 1, ',')
  return isShort && between && isCapitalAt(reading, start - 2)
}

/** Whether the word begins with a capital, or is a name such as "iPhone". */
export function isCapitalAt({ text, tokens }: Reading, at: number): boolean {
  const token = tokens[at]
  if (token?.kind !== 'word') return false
  const first = text.charAt(token.start)
  return first !== first.toLowerCase() || /^[a-z][A-Z]/.test(text.slice(token.start, token.end))
}

/** "+380 44 123 45 67", "555-01-34": groups of digits in a row that add up to no number. */
function isTelephone(reading: Reading, { number, scale, unitKind }: Amount): boolean {
  if (reading.tokens[number]?.kind !== 'number' || scale > 0 || unitKind === 'measure') return false
  const first = endOfDigitChain(reading, number, -1)
  const last = endOfDigitChain(reading, number, 1)
  const groups = reading.tokens.slice(first, last + 1).filter(({ kind }) => kind === 'number')
  const digits = groups.reduce((sum, { text }) => sum + text.replace(/\D/g, '').length, 0)
  const plus = isSign(reading, first - 1, '+') || isSign(reading, first - 2, '+')
  const isTrunk = groups.length > 1 && /^0\d/.test(groups[0]?.text ?? '')
  return isTrunk || (groups.length >= 3 && digits >= 6) || (plus && digits >= 8 && groups.length > 1)
}

/** No telephone number is longer; a table of numbers would be walked through for each of them. */
const LONGEST_CHAIN = 16

/** The last number that dashes, strokes, brackets or spaces alone part from the one at `from`, in one direction. */
function endOfDigitChain(reading: Reading, from: number, step: 1 | -1): number {
  let end = from
  for (let at = from + step; Math.abs(at - from) < LONGEST_CHAIN; at += step) {
    const token = reading.tokens[at]
    if (token === undefined || startsLine(reading, step === 1 ? at : at + 1)) return end
    if (token.kind === 'number') end = at
    else if (!isSign(reading, at, `${DASHES}/()`)) return end
  }
  return end
}

/** "page 12", "Article 5", "No. 7", "§ 3". */
function isReference(reading: Reading, amount: Amount): boolean {
  const { start, number, scale, unitKind, next } = amount
  if (start !== number || startsLine(reading, start)) return false
  const dotted = isSign(reading, start - 1, '.:') && isGlued(reading, start - 1)
  const at = dotted ? start - 2 : start - 1
  if (isSign(reading, at, '§№#')) return true
  if (scale > 0 || unitKind === 'measure' || !references.has(wordAt(reading, at))) return false
  // "In phase 2 drones were used" is rare; "the group 200 soldiers joined" is rarer.
  const isFollowed = unitKind === 'noun' && next === number + 2
  return !isFollowed || isCapitalAt(reading, at)
}

/** "Radio 4", "Boeing 737", "Apollo 13": a name before a number that counts nothing. */
function isNameWithNumber(reading: Reading, { number, start, form, unitKind, scale }: Amount): boolean {
  if (form !== 'digits' || start !== number || unitKind !== 'none' || scale > 0) return false
  if (startsLine(reading, number) || !isCapitalAt(reading, number - 1)) return false
  // "Shot down: 85 of 110" counts, whatever word begins the sentence.
  if (countAt(reading, reading.lexicon.small.outOf, number + 1) > 0) return false
  // Every first word of a sentence has a capital; a small word is no name, nor is one that qualifies the number.
  return (
    !nounStops.has(wordAt(reading, number - 1)) &&
    phraseBefore(reading, reading.lexicon.qualifiersBefore, number) === null
  )
}

import { type Decimal, decimalOf, valueOf } from './decimal'
import { countAt, HYPHENS, isGlued, isSign, phraseAt, type Reading, startsLine, wordAt } from './reading'

/** How a number is put: it decides what may follow and how far it can be trusted in running text. */
export type NumberForm =
  | 'digits'
  | 'words'
  | 'collective'
  | 'rounded'
  | 'vague'
  | 'fraction'
  | 'half'
  | 'multiple'

export type NumberRead = {
  readonly form: NumberForm
  readonly decimal: Decimal
  /** The power of ten its scale words add; 0 when it has none. */
  readonly scale: number
  /** Index of the token after it. */
  readonly next: number
}

/** Read the number that starts at `index`. Scales such as "bn" belong to it; `money` admits those that only money has. */
export function readNumber(reading: Reading, index: number, money: boolean): NumberRead | null {
  if (reading.tokens[index]?.kind === 'number') return readDigits(reading, index, money)
  return (
    readMultiple(reading, index) ??
    readVague(reading, index) ??
    readFraction(reading, index) ??
    readWords(reading, index) ??
    readCollective(reading, index)
  )
}

function whole(value: number): Decimal {
  const [digits = '0', exponent = '0'] = String(value).split('e')
  return { digits, exponent: Number(exponent) }
}

function readDigits(reading: Reading, index: number, money: boolean): NumberRead | null {
  const token = reading.tokens[index]
  if (token === undefined) return null
  const decimal = decimalOf(token.text, reading.decimalComma)
  if (decimal === null) return null
  const parts = readPartsOfOne(reading, index, decimal)
  if (parts !== null) return parts
  const mixed = readMixed(reading, index + 1, decimal)
  return withScales(reading, mixed ?? { form: 'digits', decimal, scale: 0, next: index + 1 }, money)
}

/** "2/3 of": two digits parted by a stroke, the smaller above. */
function readPartsOfOne(reading: Reading, index: number, above: Decimal): NumberRead | null {
  if (!isSign(reading, index + 1, '/⁄') || !isGlued(reading, index + 1) || !isGlued(reading, index + 2))
    return null
  const below = Number(reading.tokens[index + 2]?.text)
  const part = valueOf(above)
  if (!(Number.isInteger(below) && below <= 10 && part < below)) return null
  return { form: 'fraction', decimal: whole((100 * part) / below), scale: 0, next: index + 3 }
}

const glyphs: ReadonlyMap<string, number> = new Map([
  ['½', 0.5],
  ['¼', 0.25],
  ['¾', 0.75],
  ['⅓', 1 / 3],
  ['⅔', 2 / 3],
])

/** "2½", "two and a half": what is added to a whole number. */
function readMixed(reading: Reading, at: number, decimal: Decimal): NumberRead | null {
  const glyph = glyphs.get(reading.tokens[at]?.text ?? '')
  const added = (value: number) => whole(valueOf(decimal) + value)
  if (glyph !== undefined && isGlued(reading, at))
    return { form: 'digits', decimal: added(glyph), scale: 0, next: at + 1 }
  const next = endOfAndAHalf(reading, at)
  return next === null ? null : { form: 'words', decimal: added(0.5), scale: 0, next }
}

function endOfAndAHalf(reading: Reading, at: number): number | null {
  const isHalf =
    wordAt(reading, at) === 'and' && wordAt(reading, at + 1) === 'a' && wordAt(reading, at + 2) === 'half'
  return isHalf ? at + 3 : null
}

/** Adds the scale words behind a number: "12 thousand million", "1.2万亿". */
function withScales(reading: Reading, number: NumberRead, money: boolean): NumberRead {
  let { next, scale } = number
  for (;;) {
    const at =
      isSign(reading, next, HYPHENS) && isGlued(reading, next) && isGlued(reading, next + 1) ? next + 1 : next
    if (at === next && startsLine(reading, at)) break
    const found = phraseAt(reading, reading.lexicon.scales, at)
    if (found === null) break
    const { exponent, glued, money: onlyMoney } = found.meaning
    if (glued && !isGlued(reading, at)) break
    if (onlyMoney && !money && !isMoneyBehind(reading, at + found.count)) break
    // "5m²" and "3 m/s" are no millions.
    if (glued && isSign(reading, at + found.count, '²³/') && isGlued(reading, at + found.count)) break
    scale += exponent
    next = at + found.count
    const dotted = afterAbbreviationDot(reading, next)
    if (dotted !== null && phraseAt(reading, reading.lexicon.scales, dotted) !== null) next = dotted
  }
  const half = scale > 0 ? endOfAndAHalf(reading, next) : null
  const decimal = half === null ? number.decimal : whole(valueOf(number.decimal) + 0.5)
  return { ...number, decimal: { ...decimal, exponent: decimal.exponent + scale }, scale, next: half ?? next }
}

/** "Mio. Euro": the index behind the full stop of an abbreviation, when more of the sentence follows. */
export function afterAbbreviationDot(reading: Reading, at: number): number | null {
  return isSign(reading, at, '.') && isGlued(reading, at) && reading.tokens[at + 1]?.gap === 'space'
    ? at + 1
    : null
}

function isMoneyBehind(reading: Reading, at: number): boolean {
  return phraseAt(reading, reading.lexicon.units, at)?.meaning.isCurrency === true
}

/** "twenty-five", "two hundred and fifty thousand", "dwadzieścia pięć": ones, tens, hundreds and scales, largest first. */
function readWords(reading: Reading, index: number): NumberRead | null {
  let total = 0
  let current: number | null = null
  let scale = 0
  let at = index
  for (;;) {
    const from = total === 0 && current === null ? at : startOfPart(reading, at, current)
    const part = partAt(reading, from, current)
    if (part !== null) {
      current = part
      at = from + 1
      continue
    }
    // A scale word with nothing before it is a number in "mil" and "тысяча", where no article is needed.
    const found =
      startsLine(reading, from) && from > index ? null : phraseAt(reading, reading.lexicon.scales, from)
    if (found === null || found.meaning.glued || found.meaning.money) break
    if (current === null && total === 0 && !standsAlone(reading, from)) break
    const { exponent } = found.meaning
    if (current === null && total > 0) total *= 10 ** exponent
    else total += (current ?? 1) * 10 ** exponent
    scale = Math.max(scale, exponent)
    current = null
    at = from + found.count
  }
  if (at === index) return null
  const dozen = reading.lexicon.numbers.collective.get(wordAt(reading, at))
  const value = (total + (current ?? 0)) * (dozen ?? 1)
  // "two dozen": so many times twelve.
  if (dozen !== undefined) return { form: 'words', decimal: whole(value), scale, next: at + 1 }
  const half = endOfAndAHalf(reading, at)
  if (half !== null) {
    const halved = value + (scale > 0 ? 10 ** scale / 2 : 0.5)
    return withScales(reading, { form: 'words', decimal: whole(halved), scale, next: half }, false)
  }
  return { form: 'words', decimal: whole(value), scale, next: at }
}

/** Past the hyphen or the "and" that may stand inside a number, when a number goes on behind it. */
function startOfPart(reading: Reading, at: number, current: number | null): number {
  if (isSign(reading, at, HYPHENS) && isGlued(reading, at) && isGlued(reading, at + 1)) {
    const behind = wordAt(reading, at + 1)
    const { scales } = reading.lexicon
    return partAt(reading, at + 1, current) !== null ||
      (behind !== '' && phraseAt(reading, scales, at + 1) !== null)
      ? at + 1
      : at
  }
  const joined = countAt(reading, reading.lexicon.small.joins, at)
  return joined > 0 && partAt(reading, at + joined, current) !== null && mayJoin(reading, current)
    ? at + joined
    : at
}

/** English says "and" only after hundreds; Spanish, French and Italian after tens. */
function mayJoin(reading: Reading, current: number | null): boolean {
  if (current === null) return reading.lexicon.language === 'en'
  return reading.lexicon.language === 'en' ? current % 100 === 0 : current % 10 === 0 && current < 100
}

/** What the number below a thousand becomes with the word at `at`, or null when that word is no part of it. */
function partAt(reading: Reading, at: number, current: number | null): number | null {
  const word = wordAt(reading, at)
  if (word === '' || (current !== null && startsLine(reading, at))) return null
  const { simple, multipliers } = reading.lexicon.numbers
  const factor = multipliers.get(word)
  if (factor !== undefined) {
    if (current === null) return standsAlone(reading, at) ? factor : null
    if (reading.lexicon.language === 'zh') return chineseFactor(current, factor)
    if (factor === 20) return current === 4 ? 80 : null
    return current < 100 ? current * factor : null
  }
  const value = simple.get(word)
  if (value === undefined) return null
  // "eine halbe Million": the article is no number here.
  if (current === null || (value === 0.5 && current === 1)) return value
  // "quatre-vingts".
  if (reading.lexicon.language === 'fr' && current === 4 && value === 20) return 80
  if (reading.lexicon.language === 'zh') return current % 10 === 0 ? current + value : null
  return fits(current, value) ? current + value : null
}

const chineseFactor = (current: number, factor: number) =>
  current < 10 ? current * factor : current - (current % 10) + (current % 10) * factor

/** Whether a smaller number can follow a larger one: 20 + 5, 200 + 25, and in French 60 + 15. */
function fits(current: number, value: number): boolean {
  if (value === 0) return false
  if (current % 1000 === 0) return value < 1000
  if (current % 100 === 0) return value < 100
  if (current % 100 === 60 || current % 100 === 80) return value < 20
  return current % 10 === 0 && current % 100 >= 20 && value < 10
}

/** Whether a word such as "hundred" or "mil" may open a number here: by itself in most languages, behind an article in English. */
function standsAlone(reading: Reading, at: number): boolean {
  const { language, small } = reading.lexicon
  if (language === 'en' || language === 'de') return at > 0 && countAt(reading, small.article, at - 1) > 0
  const word = wordAt(reading, at)
  return word.length > 2 && !/^(mill|milh|bil|md|mln|тис$|тыс$|tys$|mil\S*rd)/.test(word)
}

function readCollective(reading: Reading, index: number): NumberRead | null {
  const { numbers, small } = reading.lexicon
  const word = wordAt(reading, index)
  const dozen = numbers.collective.get(word)
  if (dozen !== undefined) return { form: 'collective', decimal: whole(dozen), scale: 0, next: index + 1 }
  const value = numbers.rounded.get(word)
  if (value === undefined) return null
  // A couple may be two people who live together; a couple of something never is.
  if (word === 'couple' && countAt(reading, small.of, index + 1) === 0) return null
  return { form: 'rounded', decimal: whole(value), scale: 0, next: index + 1 }
}

/** "hundreds of billions", "several hundred": no number, but the least there can be. */
function readVague(reading: Reading, index: number): NumberRead | null {
  const { numbers, small, scales } = reading.lexicon
  const word = wordAt(reading, index)
  let at = index
  let value = numbers.vague.get(word)
  if (value !== undefined) at += 1
  else if (numbers.indefinite.has(word)) {
    const unit = wordAt(reading, index + 1)
    const scale = phraseAt(reading, scales, index + 1)
    value =
      numbers.multipliers.get(unit) ??
      numbers.collective.get(unit) ??
      (scale === null || scale.meaning.glued ? undefined : 10 ** scale.meaning.exponent)
    at += 2
  }
  if (value === undefined) return null
  for (;;) {
    const from = at + countAt(reading, small.of, at)
    const more = numbers.vague.get(wordAt(reading, from)) ?? scaleValueAt(reading, from)
    if (more === null || startsLine(reading, from)) break
    value *= more
    at = from + 1
  }
  return { form: 'vague', decimal: whole(value), scale: 0, next: at }
}

function scaleValueAt(reading: Reading, at: number): number | null {
  const found = phraseAt(reading, reading.lexicon.scales, at)
  return found === null || found.meaning.glued || found.meaning.money ? null : 10 ** found.meaning.exponent
}

/** "una quinta parte", "п'яту частину": a part by name. */
const partWords = new Set('parte partes частина частину частини часть части część części'.split(' '))

/** "two-thirds", "a quarter", "half a million", "die Hälfte". */
function readFraction(reading: Reading, index: number): NumberRead | null {
  const { numbers, small } = reading.lexicon
  const first = wordAt(reading, index)
  if (numbers.aloneFractions.has(first)) {
    const article = countAt(reading, small.article, index + 1)
    const half =
      article === 0
        ? null
        : (scaleValueAt(reading, index + 1 + article) ??
          numbers.collective.get(wordAt(reading, index + 1 + article)))
    if (half !== null && half !== undefined) {
      return { form: 'words', decimal: whole(half / 2), scale: 1, next: index + 2 + article }
    }
    return { form: 'half', decimal: share(1, numbers.fractions.get(first) ?? 2), scale: 0, next: index + 1 }
  }
  const alone = numbers.fractions.get(first)
  if (alone !== undefined && partWords.has(wordAt(reading, index + 1))) {
    return { form: 'half', decimal: share(1, alone), scale: 0, next: index + 2 }
  }
  if (alone !== undefined && index > 0 && countAt(reading, small.article, index - 1) > 0) {
    return (
      ofScale(reading, 1 / alone, index + 1) ?? {
        form: 'fraction',
        decimal: share(1, alone),
        scale: 0,
        next: index + 1,
      }
    )
  }
  const above = numbers.simple.get(first)
  if (above === undefined || above === 0) return null
  const hyphen = isSign(reading, index + 1, HYPHENS) && isGlued(reading, index + 1)
  const at = hyphen ? index + 2 : index + 1
  const below = startsLine(reading, at) ? undefined : numbers.fractions.get(wordAt(reading, at))
  if (below === undefined || above >= below) return null
  return (
    ofScale(reading, above / below, at + 1) ?? {
      form: 'fraction',
      decimal: share(above, below),
      scale: 0,
      next: partWords.has(wordAt(reading, at + 1)) ? at + 2 : at + 1,
    }
  )
}

/** "a quarter of a million": a part of a round number is that number. */
function ofScale(reading: Reading, part: number, at: number): NumberRead | null {
  const { small } = reading.lexicon
  const of = countAt(reading, small.of, at)
  const article = of === 0 ? 0 : countAt(reading, small.article, at + of)
  const scale = article === 0 ? null : scaleValueAt(reading, at + of + article)
  return scale === null
    ? null
    : { form: 'words', decimal: whole(part * scale), scale: 1, next: at + of + article + 1 }
}

const share = (above: number, below: number) => whole((100 * above) / below)

function readMultiple(reading: Reading, index: number): NumberRead | null {
  const value = reading.lexicon.numbers.multiples.get(wordAt(reading, index))
  return value === undefined ? null : { form: 'multiple', decimal: whole(value), scale: 0, next: index + 1 }
}

import { HYPHENS, isGlued, isSign, type Reading, wordAt } from './reading'
import { timeUnits } from './tables/calendar'
import type { Language } from './tables/languages'
import { irregularPlurals, noPlurals, nounStops } from './tables/references'

/** As far as a noun stands from its number: "500 newly built homes". */
const REACH = 4

/** What a number counts, as the text writes it. */
export type NounRead = { readonly unit: string; readonly next: number }

/**
 * The noun behind a number: the first plural among the next words, past adjectives. Without a plural there is none, because
 * a wrong unit is worse than no unit.
 */
export function readNoun(reading: Reading, at: number, isOne: boolean): NounRead | null {
  let index = pastOwner(reading, at)
  let adjective: NounRead | null = null
  for (let steps = 0; steps < REACH; steps += 1, index += 1) {
    if (steps > 0 && isModelNumber(reading, index)) continue
    const token = reading.tokens[index]
    if (token === undefined || !mayGoOn(reading, index)) return adjective
    if (token.gap === 'none' && index === at && token.start > 0) return null
    if (isSign(reading, index + 1, HYPHENS) && isGlued(reading, index + 1)) {
      // "long-range missiles": one adjective, whatever stands behind the hyphen.
      index += 1
      continue
    }
    if (adjective !== null && slavicVerb.test(token.text)) return adjective
    const read = { unit: reading.text.slice(token.start, token.end), next: index + 1 }
    if (isNoun(reading, index, isOne)) return read
    // "190 тис. військових": a Slavic adjective can stand for those it describes.
    if (slavic.has(reading.lexicon.language)) adjective = read
  }
  return adjective
}

const slavic: ReadonlySet<Language> = new Set(['uk', 'ru', 'pl'])
const slavicVerb = /(ли|лись|лися|ло|ла|ться|тся|ło|ła)$/

/** "two Mi-8 helicopters". */
function isModelNumber(reading: Reading, at: number): boolean {
  return reading.tokens[at]?.kind === 'number' && isSign(reading, at - 1, HYPHENS) && isGlued(reading, at)
}

/** A noun phrase ends at punctuation, a line, a small word or an owner: 12 <Kyiv's>. */
function mayGoOn(reading: Reading, at: number): boolean {
  const token = reading.tokens[at]
  if (token?.kind !== 'word' || token.gap === 'line' || nounStops.has(token.text)) return false
  return !(isSign(reading, at + 1, "'") && isGlued(reading, at + 1))
}

/** "two of Ukraine's deposits", "66 other drones": what stands between the number and the things it counts. */
function pastOwner(reading: Reading, at: number): number {
  if (wordAt(reading, at) !== 'of')
    return ['other', 'more', 'further', 'additional'].includes(wordAt(reading, at)) ? at + 1 : at
  let index = at + 1
  if (['the', 'its', 'their', 'his', 'her', 'our'].includes(wordAt(reading, index))) index += 1
  for (let ahead = index; ahead < index + 3; ahead += 1) {
    if (isSign(reading, ahead, "'") && wordAt(reading, ahead + 1) === 's') return ahead + 2
  }
  return index
}

function isNoun(reading: Reading, index: number, isOne: boolean): boolean {
  const word = wordAt(reading, index)
  if (timeUnits.has(word)) return true
  const { language } = reading.lexicon
  switch (language) {
    case 'en':
      return isEnglishPlural(word) || (isOne && word.length > 2 && !isAdjective(word))
    case 'de':
      return startsWithCapital(reading, index)
    case 'fr':
    case 'es':
      return word.length > 3 && (/[sx]$/.test(word) || isOne)
    case 'it':
      return word.length > 3 && /[ieà]$/.test(word)
    case 'uk':
    case 'ru':
      return word.length > 2 && !/(их|ых|ої|ого|ые|ие|і|ные|ний|ный|ими|ыми)$/.test(word)
    case 'pl':
      return word.length > 2 && !/(ych|ich|owe|ne|skie|ego)$/.test(word)
    case 'zh':
      return /[人名辆架枚个家座所]/.test(word)
    case 'ar':
      return word.length > 2
    default:
      return false
  }
}

function isEnglishPlural(word: string): boolean {
  if (irregularPlurals.has(word)) return true
  return word.length > 3 && word.endsWith('s') && !/(ss|us|is|'s)$/.test(word) && !noPlurals.has(word)
}

const isAdjective = (word: string) => /(al|ic|ive|ous|ful|ian|ish|ed|ing|or|er|ary)$/.test(word)

function startsWithCapital({ text, tokens }: Reading, index: number): boolean {
  const first = text.charAt(tokens[index]?.start ?? 0)
  return first !== first.toLowerCase()
}

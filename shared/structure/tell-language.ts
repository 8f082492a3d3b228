import { frequentWords, languages } from '../detection/figures/tables/languages'
import { readWords } from './characters'
import type { Line } from './lines'
import { NumberTable } from './number-table'

/** Enough of a text to tell its script, and to tell its language by its small words. */
const SAMPLE = 1000
const WORDS_SAMPLE = 3000
/** Fewest words that tell one, and the least share of them that are small words of it. */
const FEWEST_WORDS = 12
const LEAST_SHARE = 0.12

const smallWords = languages.map((language) => readWords(frequentWords[language]).numbers)
/** Of which languages a word is a small one, by the number of the word: a bit for each. */
const languagesOf = new NumberTable(smallWords.flat().length)
for (const [place, words] of smallWords.entries())
  for (const word of words) languagesOf.set(word, Math.max(languagesOf.get(word), 0) | (1 << place))

/** The language of a text by its script and its small words, as a BCP 47 tag; null when they do not tell. */
export function tellLanguage(text: string, lines: readonly Line[]): string | null {
  const sample = text.slice(0, SAMPLE)
  const count = (script: RegExp) => sample.match(script)?.length ?? 0
  const few = sample.length / 10
  // To count what is beyond all Latin letters, be it a sign or half a letter, takes far less.
  if (count(/[^\u0000-\u024f]/g) < few || count(/[^\u0000-\u024f\s\p{P}]/gu) < few)
    return bySmallWords(firstWords(text, lines))
  const letters = count(/\p{L}/gu)
  if (letters < 20) return null
  const isMost = (found: number) => found > letters / 2
  const [han, kana] = [count(/\p{Script=Han}/gu), count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)]
  if (isMost(han + kana)) return kana > han / 10 ? 'ja' : 'zh'
  if (isMost(count(/\p{Script=Hangul}/gu))) return 'ko'
  if (isMost(count(/\p{Script=Hebrew}/gu))) return 'he'
  if (isMost(count(/\p{Script=Greek}/gu))) return 'el'
  if (isMost(count(/\p{Script=Arabic}/gu))) return count(/[پچژگ]/g) > letters / 100 ? 'fa' : 'ar'
  if (isMost(count(/\p{Script=Cyrillic}/gu))) return cyrillic(count(/[іїєґ]/gi), count(/[ыэёъ]/gi))
  return null
}

/** Ukrainian and Russian have letters that the other has not. */
function cyrillic(ukrainian: number, russian: number): string | null {
  if (ukrainian > 4 * russian) return 'uk'
  return russian > 4 * ukrainian ? 'ru' : null
}

/** The words with which a text begins, line by line; the last line is cut. */
function firstWords(text: string, lines: readonly Line[]): (readonly number[])[] {
  return lines
    .filter(({ start }) => start < WORDS_SAMPLE)
    .map(({ start, end, numbers }) =>
      end <= WORDS_SAMPLE ? numbers : readWords(text.slice(start, WORDS_SAMPLE)).numbers,
    )
}

function bySmallWords(lines: readonly (readonly number[])[]): string | null {
  const length = lines.reduce((sum, words) => sum + words.length, 0)
  if (length < FEWEST_WORDS) return null
  const counts = languages.map(() => 0)
  for (const words of lines)
    for (const word of words)
      for (let bits = languagesOf.get(word), place = 0; bits > 0; bits >>= 1, place += 1)
        counts[place] = (counts[place] ?? 0) + (bits & 1)
  const shares = languages
    .map((language, place) => ({ language, share: (counts[place] ?? 0) / length }))
    .toSorted((one, other) => other.share - one.share)
  const [best, second] = shares
  if (best === undefined || second === undefined) return null
  return best.share >= LEAST_SHARE && best.share > 1.5 * second.share ? best.language : null
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u
/** Where Unicode has the letters of those scripts and of others, pairs among them: to look for these takes far less. */
const mayBeRightToLeft = /[\u0590-\u08ff\ufb1d-\ufeff\ud800-\udbff]/

/** The direction of a text is that of most of its first letters, as the Unicode script of each says. */
export function isRightToLeft(text: string): boolean {
  const sample = text.slice(0, 2000)
  // Most texts have none of these letters.
  if (!mayBeRightToLeft.test(sample) || !rightToLeft.test(sample)) return false
  const letters = sample.match(/\p{L}/gu) ?? []
  return letters.filter((letter) => rightToLeft.test(letter)).length > letters.length / 2
}

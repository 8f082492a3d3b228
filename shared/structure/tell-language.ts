import { frequentWords, languages } from '../detection/figures/tables/languages'
import { wordsAsNumbers } from './characters'

/** Enough of a text to tell its script, and to tell its language by its small words. */
const SAMPLE = 1000
const WORDS_SAMPLE = 3000
/** Fewest words that tell one, and the least share of them that are small words of it. */
const FEWEST_WORDS = 12
const LEAST_SHARE = 0.12

/** Which of the languages a word is a small one of, by the number of the word. */
const languagesOf = new Map<number, number[]>()
for (const [place, language] of languages.entries())
  for (const word of new Set(wordsAsNumbers(frequentWords[language])))
    languagesOf.set(word, [...(languagesOf.get(word) ?? []), place])

/** The language of a text by its script and its small words, as a BCP 47 tag; null when they do not tell. */
export function tellLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE)
  const count = (script: RegExp) => sample.match(script)?.length ?? 0
  const foreign = count(/[^\u0000-\u024f\s\p{P}]/gu)
  if (foreign < sample.length / 10) return bySmallWords(wordsAsNumbers(text.slice(0, WORDS_SAMPLE)))
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

function bySmallWords(words: readonly number[]): string | null {
  if (words.length < FEWEST_WORDS) return null
  const counts = new Uint16Array(languages.length)
  for (const word of words) {
    const own = languagesOf.get(word)
    if (own !== undefined) for (const place of own) counts[place] = (counts[place] ?? 0) + 1
  }
  const shares = languages
    .map((language, place) => ({ language, share: (counts[place] ?? 0) / words.length }))
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

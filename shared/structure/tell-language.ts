import { frequentWords, type Language, languages } from '../detection/figures/tables/languages'
import { wordsAsNumbers } from './characters'

/** Enough of a text to tell its script, and to tell its language by its small words. */
const SAMPLE = 1000
const WORDS_SAMPLE = 3000
/** Fewest words that tell one, and the least share of them that are small words of it. */
const FEWEST_WORDS = 12
const LEAST_SHARE = 0.12

/** The languages of which a word is a small one, by the number of the word. */
const languagesOf = new Map<number, Language[]>()
for (const language of languages)
  for (const word of new Set(wordsAsNumbers(frequentWords[language])))
    languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])

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
  const counts = new Map(languages.map((language): [Language, number] => [language, 0]))
  for (const word of words)
    for (const language of languagesOf.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1)
  const shares = [...counts]
    .map(([language, count]) => ({ language, share: count / words.length }))
    .toSorted((one, other) => other.share - one.share)
  const [best, second] = shares
  if (best === undefined || second === undefined) return null
  return best.share >= LEAST_SHARE && best.share > 1.5 * second.share ? best.language : null
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

/** The direction of a text is that of most of its first letters, as the Unicode script of each says. */
export function isRightToLeft(text: string): boolean {
  const sample = text.slice(0, 2000)
  // Most texts have none of these letters.
  if (!rightToLeft.test(sample)) return false
  const letters = sample.match(/\p{L}/gu) ?? []
  return letters.filter((letter) => rightToLeft.test(letter)).length > letters.length / 2
}

import { frequentWords, type Language, languages } from '../detection/figures/tables/languages'
import { wordsOf } from './lines'

/** Enough of a text to tell its script, and to tell its language by its small words. */
const SAMPLE = 1000
const WORDS_SAMPLE = 3000
/** Fewest words that tell one, and the least share of them that are small words of it. */
const FEWEST_WORDS = 12
const LEAST_SHARE = 0.12

const latin = languages.map((language): readonly [Language, ReadonlySet<string>] => [
  language,
  new Set(frequentWords[language].split(' ')),
])

/** The language of a text by its script and its small words, as a BCP 47 tag; null when they do not tell. */
export function tellLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE)
  const count = (script: RegExp) => sample.match(script)?.length ?? 0
  const foreign = count(/[^\u0000-\u024f\s\p{P}]/gu)
  if (foreign < sample.length / 10) return bySmallWords(wordsOf(text.slice(0, WORDS_SAMPLE)))
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

function bySmallWords(words: readonly string[]): string | null {
  if (words.length < FEWEST_WORDS) return null
  const shares = latin
    .map(([language, small]) => ({
      language,
      share: words.filter((word) => small.has(word)).length / words.length,
    }))
    .toSorted((one, other) => other.share - one.share)
  const [best, second] = shares
  if (best === undefined || second === undefined) return null
  return best.share >= LEAST_SHARE && best.share > 1.5 * second.share ? best.language : null
}

/** The direction of a text is that of most of its first letters, as the Unicode script of each says. */
export function isRightToLeft(text: string): boolean {
  const letters = text.slice(0, 2000).match(/\p{L}/gu) ?? []
  const rightToLeft = letters.filter((letter) =>
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter),
  )
  return rightToLeft.length > letters.length / 2
}

import { type FoldedText, foldText } from '../model/fold'

/** A text made ready to be searched many times: folded, with the way back to its own offsets. */
export type Findable = FoldedText & { readonly text: string; readonly matchCase: boolean }

/** Folds a text for `findInText`. */
export function prepareFind(text: string, matchCase: boolean): Findable {
  return { text, matchCase, ...foldText(text, { matchCase }) }
}

/**
 * Where the query stands, in reading order and without overlaps, in offsets of the text. A hit never cuts a character:
 * “e” is not found in half of “æ”, and an accent belongs to its letter. Scripts that put no space between words have no
 * word borders to keep to.
 */
export function findInText(
  { text, matchCase, folded, starts }: Findable,
  query: string,
  { wholeWords }: { readonly wholeWords: boolean },
): { readonly start: number; readonly end: number }[] {
  const wanted = foldText(query, { matchCase }).folded
  if (wanted.trim() === '') return []
  const hits: { start: number; end: number }[] = []
  let at = folded.indexOf(wanted)
  while (at !== -1) {
    const after = at + wanted.length
    const start = starts[at] ?? 0
    const end = starts[after] ?? text.length
    const whole = (at === 0 || starts[at - 1] !== start) && starts[after - 1] !== end
    const hit = whole && !(wholeWords && (isWithinWord(text, start) || isWithinWord(text, end)))
    if (hit) hits.push({ start, end })
    at = folded.indexOf(wanted, hit ? after : at + 1)
  }
  return hits
}

// Letters of scripts that are written without spaces are left out: between two of them a word may end.
const wordSign =
  /^(?!\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}|\p{sc=Thai}|\p{sc=Lao}|\p{sc=Khmr}|\p{sc=Mymr})[\p{L}\p{N}\p{M}_]$/u

function isWithinWord(text: string, offset: number): boolean {
  if (offset === 0 || offset === text.length) return false
  const before = text.codePointAt(offset - (isLowSurrogate(text.charCodeAt(offset - 1)) ? 2 : 1))
  const after = text.codePointAt(offset)
  return [before, after].every((code) => code !== undefined && wordSign.test(String.fromCodePoint(code)))
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

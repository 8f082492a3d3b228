/** Where the words of a text stand, in UTF-16 units. Nothing of the text is kept. */
export type Words = {
  readonly count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/**
 * Find the words of a text: runs of letters, digits and marks. Scripts that put no space between words give a word for
 * each letter, and so do characters outside of the basic plane. Quotation marks, hyphens and other signs stand between
 * words. No word begins or ends inside a character.
 */
export function splitWords(text: string): Words {
  const starts = new Int32Array(text.length)
  const ends = new Int32Array(text.length)
  let count = 0
  let within = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const kind = kindOf(code)
    if (kind === BETWEEN) {
      within = false
      continue
    }
    // A letter goes on with a word of letters, a mark with any word.
    const goesOn: boolean = ends[count - 1] === at && (kind === MARK || (kind === LETTER && within))
    if (!goesOn) {
      starts[count] = at
      count += 1
    }
    if (isFirstHalf(code) && isSecondHalf(text.charCodeAt(at + 1))) at += 1
    ends[count - 1] = at + 1
    within = kind === LETTER || (kind === MARK && (within || !goesOn))
  }
  return { count, starts: starts.slice(0, count), ends: ends.slice(0, count) }
}

/**
 * A number for each word, the same for words that are written alike; `numbers` is shared by texts that are compared.
 * Signs that cannot be seen, such as soft hyphens, do not count.
 */
export function numberWords(
  text: string,
  { count, starts, ends }: Words,
  numbers: Map<string, number>,
): Int32Array {
  const numbered = new Int32Array(count)
  for (let at = 0; at < count; at += 1) {
    const written = text.slice(starts[at], ends[at])
    const word = hidden.test(written) ? written.replace(allHidden, '') : written
    const known = numbers.get(word)
    if (known === undefined) numbers.set(word, numbers.size)
    numbered[at] = known ?? numbers.size - 1
  }
  return numbered
}

/** The words that stand in a stretch of the text, in whole or in part: from `first`, up to but without `behind`. */
export function wordsWithin(
  { count, starts, ends }: Words,
  start: number,
  end: number,
): { readonly first: number; readonly behind: number } {
  return {
    first: firstWhere(count, (word) => (ends[word] ?? 0) > start),
    behind: firstWhere(count, (word) => (starts[word] ?? 0) >= end),
  }
}

/** The first of `count` for which `test` holds, which then holds for all behind it; `count` when there is none. */
function firstWhere(count: number, test: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (test(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** True when a word goes on across `offset`, or a character does. */
export function isWithinWord(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  const [before, behind] = [text.charCodeAt(offset - 1), text.charCodeAt(offset)]
  if (isSecondHalf(behind)) return isFirstHalf(before)
  if (kindOf(behind) === MARK) return kindOf(before) !== BETWEEN
  if (kindOf(behind) !== LETTER) return false
  // A mark is part of a word of letters unless it belongs to a letter that is a word.
  let at = offset - 1
  while (at > 0 && kindOf(text.charCodeAt(at)) === MARK) at -= 1
  const kind = kindOf(text.charCodeAt(at))
  return kind === LETTER || kind === MARK || (kind === BETWEEN && at < offset - 1)
}

function isFirstHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function isSecondHalf(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

const hidden = /[\u00ad\u200b-\u200f\u2060\ufeff]/
const allHidden = new RegExp(hidden, 'g')

const BETWEEN = 1
const LETTER = 2
/** A letter that is a word. */
const ALONE = 3
/** Belongs to the letter before it. */
const MARK = 4
/** A half of a character of two units. */
const PAIR = 5

const spaceless =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u

/** What each code unit is, told once: a regular expression for every character would be ten times slower. */
const kinds = new Uint8Array(0x10000)

function kindOf(code: number): number {
  const known = kinds[code]
  if (known !== undefined && known !== 0) return known
  const kind = tellKind(String.fromCharCode(code))
  kinds[code] = kind
  return kind
}

function tellKind(character: string): number {
  if (character >= '\ud800' && character <= '\udfff') return PAIR
  if (hidden.test(character) || /\p{M}/u.test(character)) return MARK
  if (!/[\p{L}\p{N}]/u.test(character)) return BETWEEN
  return spaceless.test(character) ? ALONE : LETTER
}

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
    const kind = kindOf(text.charCodeAt(at))
    const starter = kind === LETTER || kind === ALONE || kind === PAIR
    const end = kind === PAIR && at + 1 < text.length ? at + 2 : at + 1
    if (starter && (kind !== LETTER || !within)) {
      starts[count] = at
      ends[count] = end
      count += 1
    } else if (kind === LETTER || (kind === MARK && ends[count - 1] === at)) ends[count - 1] = end
    // What belongs to the letter before it does not end a word.
    within = kind === LETTER || (within && kind === MARK)
    at = end - 1
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
  const before = kindOf(text.charCodeAt(offset - 1))
  const behind = kindOf(text.charCodeAt(offset))
  if (behind === MARK) return before !== BETWEEN
  return before === PAIR || (behind === LETTER && (before === LETTER || before === MARK))
}

const hidden = /[\u00ad\u200b-\u200f\u2060\ufeff]/
const allHidden = new RegExp(hidden, 'g')

const BETWEEN = 1
const LETTER = 2
/** A letter that is a word. */
const ALONE = 3
/** Belongs to the letter before it. */
const MARK = 4
/** The first half of a character of two units. */
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
  if (character >= '\ud800' && character <= '\udbff') return PAIR
  if (hidden.test(character) || /\p{M}/u.test(character)) return MARK
  if (!/[\p{L}\p{N}]/u.test(character)) return BETWEEN
  return spaceless.test(character) ? ALONE : LETTER
}

import { capitalised, isAlone, type Word, wordsIn } from './words'

/** Words that are looked for one after the other. */
export type Term = {
  readonly words: readonly string[]
  /** As it stands in a stream. Without a space at its end it is found at the start of a longer word too. */
  readonly needle: string
  /** Its first letters, by which it is looked for. */
  readonly head: string
}

// V8 looks for so few letters from capital to capital, and for more of them by a table, four times as slowly.
const HEAD = 6

/** The words as one term. A `whole` term ends where its last word ends. */
export function termFrom(words: readonly string[], whole: boolean): Term {
  const end = whole || isAlone(words.at(-1) ?? '') ? ' ' : ''
  const needle = words.map(capitalised).join(' ') + end
  return { words, needle, head: needle.slice(0, HEAD) }
}

/** What to look for, as it was typed; null when there is no word in it. */
export function termOf(typed: string, whole: boolean): Term | null {
  const words = wordsIn(typed).map(({ folded }) => folded)
  return words.length === 0 ? null : termFrom(words, whole)
}

/** Where the term is found at or after `from` in a stream; infinity when it is not. */
export function locate(stream: string, term: Term, from: number): number {
  const { head } = term
  for (let at = stream.indexOf(head, from); at !== -1; at = stream.indexOf(head, at + 1)) {
    if (isAt(stream, term, at)) return at
  }
  return Number.POSITIVE_INFINITY
}

/** True when the term is found at `at` in the stream. */
export function isAt(stream: string, { needle }: Term, at: number): boolean {
  return stream.startsWith(needle, at) && startsWord(stream, at)
}

/** In a script without capitals a word may be found within another. */
function startsWord(stream: string, at: number): boolean {
  return at === 0 || stream.charCodeAt(at - 1) <= 32
}

/** How often the term is found in a stretch of a stream, counted up to `most`. */
export function countIn(stream: string, term: Term, from: number, to: number, most: number): number {
  let count = 0
  for (let at = locate(stream, term, from); at < to && count < most; at = locate(stream, term, at + 1))
    count += 1
  return count
}

/** Where in a text any of the terms is found, from its first to its last character; what overlaps is joined. */
export function matchesIn(
  words: readonly Word[],
  terms: readonly Term[],
): { readonly start: number; readonly end: number }[] {
  const matches: { start: number; end: number }[] = []
  for (const [index, { start }] of words.entries()) {
    const found = terms.filter((term) => standsAt(words, index, term)).map((term) => term.words.length)
    if (found.length === 0) continue
    const end = words[index + Math.max(...found) - 1]?.end ?? start
    const before = matches.at(-1)
    if (before !== undefined && start <= before.end) before.end = Math.max(before.end, end)
    else matches.push({ start, end })
  }
  return matches
}

function standsAt(words: readonly Word[], index: number, { words: wanted, needle }: Term): boolean {
  const last = wanted.length - 1
  return wanted.every((word, nth) => {
    const here = words[index + nth]?.folded
    if (here === undefined) return false
    return nth === last && !needle.endsWith(' ') ? here.startsWith(word) : here === word
  })
}

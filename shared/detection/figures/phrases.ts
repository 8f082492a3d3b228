import { type Token, tokenize } from './tokens'

type Entry<Meaning> = {
  readonly words: readonly string[]
  /** As written, for signs that capitals tell apart ("MW" and "mW"); else null. */
  readonly exact: string | null
  readonly meaning: Meaning
}

export type Found<Meaning> = { readonly meaning: Meaning; readonly count: number }

/** Phrases of one or more tokens, found where they start or where they end; the longest one wins. */
export class Phrases<Meaning> {
  readonly #byFirst = new Map<string, Entry<Meaning>[]>()
  readonly #byLast = new Map<string, Entry<Meaning>[]>()

  /** Adds a phrase unless it is known already; `exact` tells its capitals apart. */
  add(phrase: string, meaning: Meaning, exact = false): void {
    const words = tokenize(phrase).map(({ text }) => text)
    const entry = { words, exact: exact ? phrase : null, meaning }
    insert(this.#byFirst, words[0], entry)
    insert(this.#byLast, words.at(-1), entry)
  }

  /** The longest phrase that starts with the token at `index`. */
  startingAt(text: string, tokens: readonly Token[], index: number): Found<Meaning> | null {
    const first = tokens[index]
    if (first === undefined) return null
    for (const entry of this.#byFirst.get(first.text) ?? []) {
      if (stands(entry, text, tokens, index)) return { meaning: entry.meaning, count: entry.words.length }
    }
    return null
  }

  /** The longest phrase that ends with the token at `index`. */
  endingAt(text: string, tokens: readonly Token[], index: number): Found<Meaning> | null {
    const last = tokens[index]
    if (last === undefined) return null
    for (const entry of this.#byLast.get(last.text) ?? []) {
      const start = index - entry.words.length + 1
      if (start >= 0 && stands(entry, text, tokens, start))
        return { meaning: entry.meaning, count: entry.words.length }
    }
    return null
  }
}

function insert<Meaning>(
  index: Map<string, Entry<Meaning>[]>,
  key: string | undefined,
  entry: Entry<Meaning>,
) {
  if (key === undefined) return
  const entries = index.get(key) ?? []
  const isKnown = entries.some(
    ({ words, exact }) => exact === entry.exact && words.join(' ') === entry.words.join(' '),
  )
  if (isKnown) return
  // What capitals tell apart comes first, then the longer phrase.
  index.set(
    key,
    [...entries, entry].toSorted(
      (a, b) => b.words.length - a.words.length || Number(b.exact !== null) - Number(a.exact !== null),
    ),
  )
}

function stands<Meaning>(
  { words, exact }: Entry<Meaning>,
  text: string,
  tokens: readonly Token[],
  start: number,
): boolean {
  for (const [offset, word] of words.entries()) {
    const token = tokens[start + offset]
    if (token === undefined || token.text !== word) return false
    if (offset > 0 && token.gap === 'line') return false
  }
  const first = tokens[start]
  const last = tokens[start + words.length - 1]
  if (exact === null || first === undefined || last === undefined) return true
  return text.slice(first.start, last.end) === exact
}

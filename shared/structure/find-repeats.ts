import type { Draft } from './draft'
import { NumberTable } from './number-table'

/** A passage that says again, with small changes at most, what an earlier one of the same text says. Line numbers. */
export type Repeat = {
  readonly from: number
  readonly to: number
  readonly of: number
  readonly ofTo: number
}

/** Fewest words of a passage that is worth folding. */
const FEWEST_WORDS = 20
/** Words in a row by which two lines are held against each other. */
const SHINGLE = 5
/** One shingle in so many is kept: the same ones of both copies. */
const SAMPLE = 3
/** The least share of words that a line and its copy have in common. */
const ALIKE = 0.8
/** How many lines of the first copy may be missing in the second, between two that are there. */
const MOST_MISSING = 4
/** Fewest lines of a passage that may be a copy although numbers or names in it were brought up to date. */
const FEWEST_LINES = 3
/** What stands more often than this behind its first time is the pattern of a text, and no copy. */
const MOST_COPIES = 3

/**
 * Find passages that stand twice. A wrong one hides text, so that what was written by one pattern is left alone. The work
 * grows with the text: each line is held against one earlier line at most.
 */
export function findRepeats(draft: Draft): Repeat[] {
  const { lines } = draft
  const words = lines.map(({ index, numbers }) => (isNoText(draft, index) ? [] : numbers))
  const copies = copiesOf(draft, words)
  const isChanged = copies.map(
    (of, index) => of !== null && saysOtherwise(lines[of]?.text ?? '', lines[index]?.text ?? ''),
  )
  const isUpdated = new Set(
    passagesOf(draft, copies)
      .filter((passage) => isMostlySame(passage, words, isChanged))
      .flatMap(({ from, to }) => lines.slice(from, to + 1).map(({ index }) => index)),
  )
  const kept = copies.map((of, index) => (isChanged[index] && !isUpdated.has(index) ? null : of))
  const repeats = passagesOf(draft, kept).filter((repeat) => wordsIn(words, repeat) >= FEWEST_WORDS)
  return withoutPatterns(repeats, lines).map((repeat) => withHeading(draft, repeat))
}

/** The copies of lines that follow each other as in the first. */
function passagesOf(draft: Draft, copies: readonly (number | null)[]): Repeat[] {
  const { lines } = draft
  const repeats: Repeat[] = []
  let parted = true
  for (const { index } of lines) {
    const last = parted ? undefined : repeats.at(-1)
    const of = copies[index] ?? sameShortLine(draft, index, last)
    if (of === null) {
      parted ||= !isNoText(draft, index)
    } else if (last !== undefined && of > last.ofTo && of - last.ofTo <= MOST_MISSING && last.from > of) {
      repeats.splice(-1, 1, { ...last, to: index, ofTo: of })
    } else {
      repeats.push({ from: index, to: index, of, ofTo: of })
      parted = false
    }
  }
  return repeats
}

/** Several lines, most of whose words stand in lines that say the same. */
function isMostlySame(
  { from, to }: Repeat,
  words: readonly (readonly number[])[],
  isChanged: readonly boolean[],
): boolean {
  const lengths = words.slice(from, to + 1).map(({ length }) => length)
  const changed = lengths.reduce((sum, length, at) => sum + (isChanged[from + at] ? length : 0), 0)
  const all = lengths.reduce((sum, length) => sum + length, 0)
  return lengths.filter((length) => length > 0).length >= FEWEST_LINES && changed < all / 2
}

/** Without those of which a line stands in too many. */
function withoutPatterns(repeats: readonly Repeat[], lines: Draft['lines']): readonly Repeat[] {
  const counts = lines.map(() => 0)
  for (const { of, ofTo } of repeats)
    for (let at = of; at <= ofTo; at += 1) counts[at] = (counts[at] ?? 0) + 1
  return repeats.filter(({ of, ofTo }) => counts.slice(of, ofTo + 1).every((count) => count <= MOST_COPIES))
}

/** True where a number or a name of the one stands against another one of the other; what only one has was added. */
function saysOtherwise(one: string, other: string): boolean {
  if (one === other) return false
  const [numbers, others] = [numbersIn(one), numbersIn(other)]
  if (!isWithin(numbers, others) && !isWithin(others, numbers)) return true
  return hasNameBeyond(one, other) && hasNameBeyond(other, one)
}

function numbersIn(text: string): string[] {
  return text.match(/\p{Nd}+(?:[.,:’]?\p{Nd}+)*/gu) ?? []
}

/** Whether all that `some` holds stands in `all`, in the same order. */
function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let at = 0
  for (const one of all) if (one === some[at]) at += 1
  return at === some.length
}

const anyWord = /[\p{L}\p{M}]+/gu

/** Whether `text` has a word with a capital that `other` has in no form. */
function hasNameBeyond(text: string, other: string): boolean {
  const known = new Set(other.toLowerCase().match(anyWord))
  return (text.match(anyWord) ?? []).some((word) => /^\p{Lu}/u.test(word) && !known.has(word.toLowerCase()))
}

/** A line of the page between two lines of a passage does not part them. */
function isNoText(draft: Draft, index: number): boolean {
  const part = draft.part(index)
  return part === 'frame' || part === 'caption'
}

/** For each line that says an earlier one again, the first such. */
function copiesOf(draft: Draft, words: readonly (readonly number[])[]): (number | null)[] {
  /** The first line of each shingle. */
  const firsts = new NumberTable(words.reduce((sum, { length }) => sum + length, 0))
  return draft.lines.map(({ index, kind }) => {
    const own = words[index] ?? []
    const part = draft.part(index)
    if (
      own.length < 6 ||
      kind === 'table-row' ||
      part === 'frame' ||
      part === 'caption' ||
      part === 'unrelated'
    )
      return null
    const earlier: number[] = []
    const shingles = shinglesOf(own)
    for (const shingle of shingles) {
      const first = firsts.getOrSet(shingle, index)
      if (first !== index) earlier.push(first)
    }
    const [best, count] = mostFrequent(earlier)
    if (best === null || count < shingles.length * 0.4) return null
    return shareOf(words[best] ?? [], own) >= ALIKE ? best : null
  })
}

/** The line that comes most often, of several the one that came first, and how often it comes. */
function mostFrequent(lines: readonly number[]): readonly [line: number | null, count: number] {
  const counts = new Map<number, number>()
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  let most: readonly [number | null, number] = [null, 0]
  for (const [line, count] of counts) if (count > most[1]) most = [line, count]
  return most
}

/** Runs of words as numbers; of a short line all of them, of a long one the same sample wherever they stand. */
function shinglesOf(words: readonly number[]): number[] {
  const shingles: number[] = []
  for (let at = 0; at + SHINGLE <= words.length; at += 1) {
    let shingle = 0
    for (let next = at; next < at + SHINGLE; next += 1)
      shingle = Math.imul(shingle, 0x01000193) ^ (words[next] ?? 0)
    if (words.length < 30 || (shingle >>> 0) % SAMPLE === 0) shingles.push(shingle)
  }
  return shingles
}

/** The share of the words of the longer that both have. */
function shareOf(one: readonly number[], other: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const word of one) counts.set(word, (counts.get(word) ?? 0) + 1)
  let both = 0
  for (const word of other) {
    const left = counts.get(word) ?? 0
    if (left > 0) both += 1
    counts.set(word, left - 1)
  }
  return both / Math.max(one.length, other.length)
}

/** A line too short to be told alone goes on a passage where the same one stands in the first copy. */
function sameShortLine(draft: Draft, index: number, open: Repeat | undefined): number | null {
  const { lines } = draft
  const part = draft.part(index)
  if (open === undefined || part === 'updated' || part === 'time') return null
  const text = lines[index]?.text
  const end = Math.min(open.ofTo + MOST_MISSING, open.from - 1)
  for (let at = open.ofTo + 1; at <= end; at += 1) if (lines[at]?.text === text) return at
  return null
}

/** The headings above both copies, where they are the same, belong to them. */
function withHeading({ lines }: Draft, repeat: Repeat): Repeat {
  let { from, of } = repeat
  for (let steps = 0; steps < 3; steps += 1) {
    const above = lines[from - 1]
    if (above === undefined || above.words > 20) break
    const first = lines.slice(Math.max(0, of - MOST_MISSING), of).findLast(({ text }) => text === above.text)
    if (first === undefined) break
    from = above.index
    of = first.index
  }
  return { ...repeat, from, of }
}

function wordsIn(words: readonly (readonly number[])[], { from, to }: Repeat): number {
  return words.slice(from, to + 1).reduce((sum, line) => sum + line.length, 0)
}

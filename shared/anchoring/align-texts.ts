import { heaviestChain } from './heaviest-chain'
import { matchWords } from './match-words'
import { slideGaps } from './slide-gaps'
import { numberWords, splitWords, type Words } from './split-words'

/** Which word of an old text became which word of a new one. */
export type Alignment = {
  readonly before: Words
  readonly after: Words
  /** For each old word, the new word that is the same; -1 for one that was changed or taken out. */
  readonly to: Int32Array
  /** The same, from the new words to the old. */
  readonly from: Int32Array
  /** For each old word 1 when it kept its place in the order of the text, 0 when it moved or has no counterpart. */
  readonly inLine: Uint8Array
}

/** So many words in a row are rarely said twice in the same way. */
const SHINGLE = 4
/**
 * A shorter run that stands out of line is often a phrase that both texts use by chance; it waits until the words that stayed
 * in place are known.
 */
const LONG_RUN = 10
/** Passes over what is left; each finds what only becomes unique when the rest is gone. */
const PASSES = 4

/**
 * Say which words of `after` are those of `before`, through edits and insertions, and also where a paragraph moved. A
 * word has at most one counterpart, written in the same way. Runs of words that stand once in either text are paired
 * first, wherever they are, the longest first; then the words between neighbours that stayed neighbours; and so on with
 * what is left. The time grows with the length of the texts.
 */
export function alignTexts(before: string, after: string): Alignment {
  const one = splitWords(before)
  const two = splitWords(after)
  const numbers = new Map<string, number>()
  const sides: Sides = {
    x: numberWords(before, one, numbers),
    y: numberWords(after, two, numbers),
    to: new Int32Array(one.count).fill(-1),
    from: new Int32Array(two.count).fill(-1),
    linesX: linesOf(before, one),
    linesY: linesOf(after, two),
  }
  for (let pass = 0; pass < PASSES; pass += 1) {
    const found = pairRuns(sides, pass)
    const filled = fillGaps(sides)
    if (!found && !filled) break
  }
  slideGaps({ text: before, words: one, numbers: sides.x, counterparts: sides.to }, sides.from)
  slideGaps({ text: after, words: two, numbers: sides.y, counterparts: sides.from }, sides.to)
  return { before: one, after: two, to: sides.to, from: sides.from, inLine: inLineOf(sides) }
}

/** Numbers of the words of both texts, what they were paired with so far, and in which line each stands. */
type Sides = {
  readonly x: Int32Array
  readonly y: Int32Array
  readonly to: Int32Array
  readonly from: Int32Array
  readonly linesX: Int32Array
  readonly linesY: Int32Array
}

function linesOf(text: string, { count, starts }: Words): Int32Array {
  const lines = new Int32Array(count)
  let line = 0
  let end = text.indexOf('\n')
  for (let at = 0; at < count; at += 1) {
    while (end !== -1 && end < (starts[at] ?? 0)) {
      line += 1
      end = text.indexOf('\n', end + 1)
    }
    lines[at] = line
  }
  return lines
}

function pair({ to, from }: Sides, i: number, j: number): void {
  to[i] = j
  from[j] = i
}

type Run = { readonly i: number; readonly j: number; readonly length: number }

/** Pairs runs of words that stand once in what is left of either text. Says whether there were any. */
function pairRuns(sides: Sides, pass: number): boolean {
  const { x, y, to, from, linesX, linesY } = sides
  const unique = uniqueRuns(sides)
  const chain = heaviestChain(unique.map(({ j, length }) => ({ to: j, weight: length })))
  const runs = unique
    .filter(({ length }, index) => pass > 0 || length >= LONG_RUN || chain.has(index))
    .toSorted((a, b) => b.length - a.length || a.i - b.i)
  for (const { i, j, length } of runs) {
    for (let step = 0; step < length; step += 1)
      if (to[i + step] === -1 && from[j + step] === -1) pair(sides, i + step, j + step)
    // Words that stand beside the run in both texts belong to it, though they may stand elsewhere too. Where a line
    // ends, they may as well be the beginning of another paragraph.
    for (const [step, edge] of [
      [-1, 0],
      [1, length - 1],
    ] as const) {
      let p = i + edge + step
      let q = j + edge + step
      while (
        x[p] !== undefined &&
        x[p] === y[q] &&
        to[p] === -1 &&
        from[q] === -1 &&
        linesX[p] === linesX[p - step] &&
        linesY[q] === linesY[q - step]
      ) {
        pair(sides, p, q)
        p += step
        q += step
      }
    }
  }
  return runs.length > 0
}

/** Runs of shingles that stand once in what is left of the old text and once in what is left of the new one. */
function uniqueRuns({ x, y, to, from }: Sides): Run[] {
  const old = shinglesOf(x, to)
  const size = 2 ** Math.ceil(Math.log2(2 * old.length + 2))
  const slots = new Int32Array(size).fill(-1)
  const inNew = new Int32Array(size).fill(-1)
  const oldCounts = new Int32Array(size)
  const newCounts = new Int32Array(size)
  const slotOf = (words: Int32Array, at: number) => {
    let slot = hashAt(words, at) & (size - 1)
    while (slots[slot] !== -1 && !isSame(x, slots[slot] ?? 0, words, at)) slot = (slot + 1) & (size - 1)
    return slot
  }
  for (const at of old) {
    const slot = slotOf(x, at)
    if (slots[slot] === -1) slots[slot] = at
    oldCounts[slot] = (oldCounts[slot] ?? 0) + 1
  }
  for (const at of shinglesOf(y, from)) {
    const slot = slotOf(y, at)
    if (inNew[slot] === -1) inNew[slot] = at
    newCounts[slot] = (newCounts[slot] ?? 0) + 1
  }
  const places = new Int32Array(x.length).fill(-1)
  for (let slot = 0; slot < size; slot += 1) {
    if (oldCounts[slot] === 1 && newCounts[slot] === 1) places[slots[slot] ?? 0] = inNew[slot] ?? -1
  }
  const runs: Run[] = []
  for (let i = 0; i < places.length; ) {
    const j = places[i] ?? -1
    let next = i + 1
    if (j !== -1) {
      while (places[next] === j + next - i) next += 1
      runs.push({ i, j, length: next - i + SHINGLE - 1 })
    }
    i = next
  }
  return runs
}

/** Where shingles begin that no word of which has a counterpart yet. */
function shinglesOf(words: Int32Array, paired: Int32Array): number[] {
  const starts: number[] = []
  let free = 0
  for (let at = 0; at < words.length; at += 1) {
    free = paired[at] === -1 ? free + 1 : 0
    if (free >= SHINGLE) starts.push(at - SHINGLE + 1)
  }
  return starts
}

function hashAt(words: Int32Array, at: number): number {
  let hash = 0
  for (let step = 0; step < SHINGLE; step += 1)
    hash = Math.imul(hash ^ (words[at + step] ?? 0), 0x9e3779b1) ^ (hash >>> 15)
  return (hash ^ (hash >>> 13)) >>> 0
}

function isSame(x: Int32Array, i: number, y: Int32Array, j: number): boolean {
  for (let step = 0; step < SHINGLE; step += 1) if (x[i + step] !== y[j + step]) return false
  return true
}

/** Pairs words of the gaps that runs have left. Says whether there were any. */
function fillGaps(sides: Sides): boolean {
  const gaps = gapsOf(sides)
  let filled = false
  const fill = (i0: number, i1: number, j0: number, j1: number) => {
    matchWords(sides.x, i0, i1, sides.y, j0, j1, (i, j) => {
      filled = true
      pair(sides, i, j)
    })
  }
  const { x, y, linesX, linesY } = sides
  for (const { i0, i1 } of gaps) {
    const [left, right] = placeOf(sides, i0, i1)
    if (left <= right && isFree(sides.from, left, right)) fill(i0, i1, left, right)
  }
  // Where what surrounds the gap came apart, the words beside a run are followed to the end of their line.
  for (const { i0, i1 } of gaps) {
    const [left, right] = placeOf(sides, i0, i1)
    if (i0 > 0 && sides.to[i0] === -1) {
      let [i, j] = [i0, left]
      while (i < i1 && sides.to[i] === -1 && linesX[i] === linesX[i0 - 1]) i += 1
      while (j < y.length && sides.from[j] === -1 && linesY[j] === linesY[left - 1]) j += 1
      fill(i0, i, left, j)
    }
    if (i1 < x.length && sides.to[i1 - 1] === -1) {
      let [i, j] = [i1, right]
      while (i > i0 && sides.to[i - 1] === -1 && linesX[i - 1] === linesX[i1]) i -= 1
      while (j > 0 && sides.from[j - 1] === -1 && linesY[j - 1] === linesY[right]) j -= 1
      fill(i, i1, j, right)
    }
  }
  return filled
}

/** Stretches of old words without counterparts. */
function gapsOf({ to }: Sides): { readonly i0: number; readonly i1: number }[] {
  const gaps: { i0: number; i1: number }[] = []
  for (let at = 0; at < to.length; at += 1) {
    if (to[at] !== -1) continue
    const i0 = at
    while (at < to.length && to[at] === -1) at += 1
    gaps.push({ i0, i1: at })
  }
  return gaps
}

/** Where a gap would be in the new text: from behind the counterpart of the word before it to that of the word after it. */
function placeOf({ to, from }: Sides, i0: number, i1: number): [number, number] {
  return [i0 === 0 ? 0 : (to[i0 - 1] ?? 0) + 1, i1 === to.length ? from.length : (to[i1] ?? 0)]
}

function isFree(from: Int32Array, j0: number, j1: number): boolean {
  for (let j = j0; j < j1; j += 1) if (from[j] !== -1) return false
  return true
}

/** Tells the words that kept their place in the order from those that moved. */
function inLineOf({ to }: Sides): Uint8Array {
  const runs: Run[] = []
  for (let i = 0; i < to.length; ) {
    const j = to[i] ?? -1
    let next = i + 1
    if (j !== -1) {
      while (to[next] === j + next - i) next += 1
      runs.push({ i, j, length: next - i })
    }
    i = next
  }
  const chain = heaviestChain(runs.map(({ j, length }) => ({ to: j, weight: length })))
  const inLine = new Uint8Array(to.length)
  for (const [index, { i, length }] of runs.entries()) if (chain.has(index)) inLine.fill(1, i, i + length)
  return inLine
}

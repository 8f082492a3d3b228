import type { Words } from './split-words'

/** One of two texts that are compared: its words, and the counterpart of each in the other, or -1. */
export type Side = {
  readonly text: string
  readonly words: Words
  readonly numbers: Int32Array
  readonly counterparts: Int32Array
}

/** A gap is moved by this many words at most. */
const FARTHEST = 30

/**
 * Where words stand in `side` alone and it could as well be those one place further on, as in “The ferry sank. The crane
 * fell. The crane rose.” after “The ferry sank. The crane rose.”, let it be those between the ends of lines or sentences.
 */
export function slideGaps(side: Side, back: Int32Array): void {
  const { counterparts } = side
  for (let start = 1; start < counterparts.length; start += 1) {
    if (counterparts[start] !== -1) continue
    let end = start
    while (counterparts[end] === -1) end += 1
    if (end < counterparts.length && areNeighbours(counterparts, start - 1, end))
      slide(side, back, start, end)
    start = end
  }
}

function slide(side: Side, back: Int32Array, start: number, end: number): void {
  const { numbers, counterparts } = side
  let best = 0
  const consider = (by: number) => {
    if (borders(side, start + by, end + by) > borders(side, start + best, end + best)) best = by
  }
  // To the left, the last word of the gap takes over the counterpart of the word before it; to the right, the first one
  // that of the word behind it.
  for (
    let by = 1;
    by <= FARTHEST &&
    numbers[start - by] === numbers[end - by] &&
    areNeighbours(counterparts, start - by - 1, start - by);
    by += 1
  )
    consider(-by)
  for (
    let by = 1;
    by <= FARTHEST &&
    numbers[start + by - 1] === numbers[end + by - 1] &&
    areNeighbours(counterparts, end + by - 1, end + by);
    by += 1
  )
    consider(by)
  const give = (from: number, to: number) => {
    const place = counterparts[from] ?? -1
    counterparts[from] = -1
    counterparts[to] = place
    back[place] = to
  }
  for (let by = 1; by <= -best; by += 1) give(start - by, end - by)
  for (let by = 1; by <= best; by += 1) give(end + by - 1, start + by - 1)
}

function areNeighbours(counterparts: Int32Array, one: number, two: number): boolean {
  const place = counterparts[one] ?? -1
  return place !== -1 && counterparts[two] === place + 1
}

/** How much speaks for a stretch of words that begins and ends there. */
function borders(side: Side, start: number, end: number): number {
  return borderBefore(side, start) + borderBefore(side, end)
}

function borderBefore({ text, words: { starts, ends } }: Side, word: number): number {
  const signs = text.slice(ends[word - 1], starts[word])
  return signs.includes('\n') ? 3 : /[.!?…。！？؟।]/.test(signs) ? 2 : /[^\s]/.test(signs) ? 1 : 0
}

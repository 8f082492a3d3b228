import type { Stretch } from './article'

export type Edge = 'start' | 'end'

/** Index of the passage to which `offset` belongs: the one that holds it, else the last that begins before it. */
export function passageAt(passages: readonly Stretch[], offset: number): number {
  const holding = passages.findIndex(({ start, end }) => start <= offset && offset <= end)
  return holding !== -1
    ? holding
    : Math.max(
        0,
        passages.findLastIndex(({ start }) => start <= offset),
      )
}

/**
 * The passages with one edge of one of them put to `to`: as far as the neighbouring passage at most. Where nothing
 * would be left of it they are the same as before, because only the caller knows where its characters begin and end.
 */
export function moveEdge(passages: readonly Stretch[], index: number, edge: Edge, to: number): Stretch[] {
  const passage = passages[index]
  if (passage === undefined) return [...passages]
  const { start, end } = passage
  const before = passages[index - 1]?.end ?? 0
  const behind = passages[index + 1]?.start ?? Number.MAX_SAFE_INTEGER
  const moved = edge === 'start' ? { start: Math.max(to, before), end } : { start, end: Math.min(to, behind) }
  return moved.start < moved.end ? passages.with(index, moved) : [...passages]
}

/** The passages with one more, in reading order; those that touch or overlap become one. */
export function joinPassage(passages: readonly Stretch[], passage: Stretch): Stretch[] {
  const joined: Stretch[] = []
  for (const next of [...passages, passage].toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1)
    if (last === undefined || next.start > last.end) joined.push(next)
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, next.end) }
  }
  return joined
}

/** True when both name the same passages. */
export function samePassages(some: readonly Stretch[], others: readonly Stretch[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ start, end }, index) => start === others[index]?.start && end === others[index]?.end)
  )
}

import type { AnnotationKind } from '../../../shared/model/annotation'

/** A tick of the strip: its place in pixels of the strip, and the first entry that it stands for. */
export type Tick = { readonly y: number; readonly index: number }

/** Ticks closer than this are one. */
export const BUCKET = 3

/**
 * Ticks for entries in reading order. `yOf` grows with the index; where the ends of a stretch of entries fall on one
 * tick nothing between them is asked for, so that thousands cost no more than the strip has room for.
 */
export function ticksOf(count: number, yOf: (index: number) => number): Tick[] {
  const ticks: Tick[] = []
  const bucketOf = (index: number) => Math.floor(yOf(index) / BUCKET)
  const add = (bucket: number, index: number) => {
    if (ticks.at(-1)?.y !== bucket * BUCKET) ticks.push({ y: bucket * BUCKET, index })
  }
  const divide = (from: number, to: number, first: number, last: number) => {
    if (first === last) {
      add(first, from)
      return
    }
    const middle = (from + to) >> 1
    const before = middle === from ? first : bucketOf(middle)
    const after = middle + 1 === to ? last : bucketOf(middle + 1)
    divide(from, middle, first, before)
    divide(middle + 1, to, after, last)
  }
  if (count > 0) divide(0, count - 1, bucketOf(0), bucketOf(count - 1))
  return ticks
}

/** The tick nearest to `y` and no further than `reach`; null when there is none. */
export function tickAt<One extends { readonly y: number }>(
  ticks: readonly One[],
  y: number,
  reach: number,
): One | null {
  const distance = (tick: One) => Math.abs(tick.y - y)
  const nearest = ticks.reduce<One | null>(
    (best, tick) => (best === null || distance(tick) < distance(best) ? tick : best),
    null,
  )
  return nearest !== null && distance(nearest) <= reach ? nearest : null
}

/** Width of the strip: three lanes. */
export const WIDTH = 12

/** How a kind is drawn, in its own lane: a claim a bar, a figure a dot, a position two dashes. */
const strokes: Record<AnnotationKind, (y: number) => string> = {
  claim: (y) => `M0 ${y + 1}h3.5`,
  figure: (y) => `M6 ${y + 1}h0`,
  position: (y) => `M8.5 ${y + 1}h1.25m1 0h1.25`,
}

/** The path that draws ticks of one kind. */
export function pathOf(kind: AnnotationKind, ticks: readonly Pick<Tick, 'y'>[]): string {
  return ticks.map(({ y }) => strokes[kind](y)).join('')
}

/** The path that draws ticks across all lanes. */
export function pathAcross(ticks: readonly Pick<Tick, 'y'>[]): string {
  return ticks.map(({ y }) => `M0 ${y + 1}h${WIDTH}`).join('')
}

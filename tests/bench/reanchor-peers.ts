import approxSearch from 'approx-string-match'
import DiffMatchPatch from 'diff-match-patch'
import { alignTexts } from '../../shared/anchoring/align-texts'
import { carryTarget } from '../../shared/anchoring/carry-target'
import type { TargetRange } from '../../shared/model/annotation'

/** Where a passage of the old text stands in the new one; null where it is not found. */
export type Placed = { readonly start: number; readonly end: number } | null

/** A way to find passages again: all of one text at once, so that it may prepare. */
export type Way = {
  readonly name: string
  place(before: string, after: string, ranges: readonly TargetRange[]): Placed[]
}

export const ours: Way = {
  name: 'alignment, then quotes',
  place(before, after, ranges) {
    const alignment = alignTexts(before, after)
    return ranges.map((range) => {
      const carried = carryTarget([range], alignment, before, after)
      return carried.status === 'orphaned' ? null : (carried.ranges[0]?.position ?? null)
    })
  },
}

export const plainSearch: Way = {
  name: 'indexOf',
  place: (_, after, ranges) =>
    ranges.map(({ quote: { exact } }) => {
      const start = after.indexOf(exact)
      return start === -1 ? null : { start, end: start + exact.length }
    }),
}

/** The whole texts compared once; an offset of the old one then has its place in the new one. */
export const diffMatchPatch: Way = {
  name: 'diff-match-patch',
  place(before, after, ranges) {
    const engine = new DiffMatchPatch()
    // With its limit of a second it gives up on the whole text.
    engine.Diff_Timeout = 0
    const changes = engine.diff_main(before, after)
    return ranges.map(({ position }) => {
      const start = engine.diff_xIndex(changes, position.start)
      const end = engine.diff_xIndex(changes, position.end)
      return start < end ? { start, end } : null
    })
  },
}

/**
 * Quotes found as the Hypothesis client does it: exact copies where there are any, else the nearest stretches with up to
 * half of the signs (at most 256) changed; of these the best by its words (50), what is before (20) and behind it (20), and
 * how near it is to where it was (2).
 */
export const quoteMatching: Way = {
  name: 'matchQuote of Hypothesis',
  place: (_, after, ranges) => ranges.map((range) => matchQuote(after, range)),
}

function matchQuote(text: string, { quote: { exact, prefix, suffix }, position }: TargetRange): Placed {
  const scored = matches(text, exact, Math.min(256, exact.length / 2)).map(({ start, end, errors }) => ({
    start,
    end,
    score:
      50 * (1 - errors / exact.length) +
      20 * likeness(text.slice(Math.max(0, start - prefix.length), start), prefix) +
      20 * likeness(text.slice(end, end + suffix.length), suffix) +
      2 * (1 - Math.abs(start - position.start) / text.length),
  }))
  return scored.reduce<(typeof scored)[number] | null>(
    (best, match) => (best === null || match.score > best.score ? match : best),
    null,
  )
}

function matches(text: string, pattern: string, most: number) {
  const copies: { start: number; end: number; errors: number }[] = []
  for (let at = text.indexOf(pattern); at !== -1; at = text.indexOf(pattern, at + 1))
    copies.push({ start: at, end: at + pattern.length, errors: 0 })
  return copies.length > 0 ? copies : approxSearch(text, pattern, most)
}

function likeness(text: string, context: string): number {
  if (context === '') return 1
  if (text === '') return 0
  const [nearest] = matches(text, context, context.length)
  return nearest === undefined ? 0 : 1 - nearest.errors / context.length
}

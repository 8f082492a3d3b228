import type { TargetRange } from '../model/annotation'
import type { Alignment } from './align-texts'
import { describeRange } from './describe-range'
import { type AlikePlace, findAlike, indexForQuotes, type QuoteIndex, type Span } from './find-alike'
import { findByAlignment } from './find-by-alignment'
import { wordsWithin } from './split-words'

/** What became of a passage in a changed text. `score` is the share of its words that are the same, from 0 to 1. */
export type CarriedTarget =
  | {
      readonly status: 'exact' | 'moved' | 'fuzzy'
      readonly ranges: TargetRange[]
      readonly score: number
    }
  | { readonly status: 'orphaned'; readonly score: number }

/**
 * Find the ranges of a target, made in `before`, again in `after`.
 *
 * - `exact`: every word is there, written alike, with no other between them, and the passage kept its place in the order
 *   of the text. Signs between the words are the same, however a quotation mark, a dash or a space is set.
 * - `moved`: the same, but the passage stands elsewhere in the order of the text.
 * - `fuzzy`: at least half of the words are there, in order and close together; or the alignment left the passage, and
 *   in what is new in `after` stands one that reads much like it, and more than like any other of `before`. Of a target of several ranges, those that are found, where
 *   they hold at least half of the words of all; and ranges that are no longer in their order, put in the new one.
 * - `orphaned`: anything else. So that no passage is taken for another one, a passage of less than fourteen kept words
 *   is only found where the text goes on beside it as it did, or ends its line there; and what stands in `after` as the
 *   counterpart of another passage of `before` is never taken.
 *
 * Ranges begin and end with a word or a sign, never within a character, follow each other and do not overlap.
 */
export function carryTarget(
  ranges: readonly TargetRange[],
  alignment: Alignment,
  before: string,
  after: string,
): CarriedTarget {
  const places = ranges.map((range) => carryRange(range, alignment, before, after))
  const all = places.reduce((sum, { words }) => sum + words, 0)
  const score = all === 0 ? 0 : places.reduce((sum, { score, words }) => sum + score * words, 0) / all
  const found = places.filter((place) => place.status !== 'orphaned')
  const held = found.reduce((sum, { words }) => sum + words, 0)
  const sorted = found.toSorted((a, b) => a.start - b.start)
  const overlap = sorted.some(({ start }, index) => index > 0 && start < (sorted[index - 1]?.end ?? 0))
  if (found.length === 0 || held < all / 2 || overlap) return { status: 'orphaned', score }
  const whole = found.length === ranges.length && sorted.every((place, index) => place === found[index])
  const statuses = new Set(found.map(({ status }) => status))
  return {
    status: !whole || statuses.has('fuzzy') ? 'fuzzy' : statuses.has('moved') ? 'moved' : 'exact',
    ranges: sorted.map(({ start, end }) => describeRange(after, start, end)),
    score,
  }
}

type Carried = { readonly words: number; readonly score: number } & (
  | ({ readonly status: 'exact' | 'moved' | 'fuzzy' } & Span)
  | { readonly status: 'orphaned' }
)

/**
 * What is found by its quote alone must be so much alike, and so must what was before and behind it a little; and so many
 * signs must be the same, more than a turn of phrase has.
 */
const ALIKE = { exact: 0.75, around: 0.5, signs: 90 }

function carryRange(range: TargetRange, alignment: Alignment, before: string, after: string): Carried {
  const { start, end } = range.position
  const { first, behind } = wordsWithin(alignment.before, start, end)
  const words = Math.max(1, behind - first)
  const aligned = findByAlignment({ start, end }, alignment, before, after)
  if (aligned.status !== 'orphaned') return { ...aligned, words }
  const [alike] = findAlike(restOf(alignment, after), range.quote, start, 1)
  return alike !== undefined &&
    isEnough(alike, range.quote) &&
    leadsBack(alike, range, alignment, before, after)
    ? { ...alike, status: 'fuzzy', words }
    : { ...aligned, words }
}

function isEnough({ parts }: AlikePlace, { exact, prefix, suffix }: TargetRange['quote']): boolean {
  const signs = exact.length * parts.exact
  if (parts.exact < ALIKE.exact) return false
  return (
    signs >= ALIKE.signs ||
    (Math.min(parts.prefix, parts.suffix) >= ALIKE.around &&
      signs + prefix.length * parts.prefix + suffix.length * parts.suffix >= ALIKE.signs)
  )
}

/**
 * A text that says a passage twice, nearly alike, may have lost the one and kept the other: what reads like a passage is
 * that passage only where nothing else in the old text reads more like it, with what is around it.
 */
function leadsBack(
  place: Span,
  { position }: TargetRange,
  alignment: Alignment,
  before: string,
  after: string,
): boolean {
  const { quote } = describeRange(after, place.start, place.end)
  const [origin] = findAlike(wholeOf(alignment, before), quote, position.start, 1)
  return origin === undefined || (origin.start < position.end && position.start < origin.end)
}

const oldIndexes = new WeakMap<Alignment, QuoteIndex>()

/** All of `before`, made ready once for what is found by its quote alone. */
function wholeOf(alignment: Alignment, before: string): QuoteIndex {
  const known = oldIndexes.get(alignment)
  if (known !== undefined) return known
  const index = indexForQuotes(before, [{ start: 0, end: before.length }])
  oldIndexes.set(alignment, index)
  return index
}

const indexes = new WeakMap<Alignment, QuoteIndex>()

/** What is new in `after`, made ready once for all passages that the alignment leaves. */
function restOf(alignment: Alignment, after: string): QuoteIndex {
  const known = indexes.get(alignment)
  if (known !== undefined) return known
  const index = indexForQuotes(after, newStretches(alignment, after))
  indexes.set(alignment, index)
  return index
}

/** A stretch of fewer words is a change within a passage that is accounted for. */
const FEWEST_NEW = 2

function newStretches({ after: { count, starts, ends }, from }: Alignment, after: string): Span[] {
  const stretches: Span[] = []
  for (let at = 0; at < count; at += 1) {
    if (from[at] !== -1) continue
    const first = at
    while (at < count && from[at] === -1) at += 1
    if (at - first >= FEWEST_NEW)
      stretches.push({ start: starts[first] ?? 0, end: ends[at - 1] ?? after.length })
  }
  return stretches
}

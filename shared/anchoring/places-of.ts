import type { TargetRange } from '../model/annotation'
import { describeRange } from './describe-range'
import { findAlike, indexForQuotes } from './find-alike'

/** A place where a passage may stand, and how alike it is: 1 for the same words between the same words. */
export type Place = { readonly range: TargetRange; readonly score: number }

const MOST_PLACES = 10
/** What is less alike is another passage. */
const LEAST_ALIKE = 0.5

/**
 * Up to ten places of `after` where the passage may stand, best first, for a person who decides. A place may be taken by
 * another passage of the old text, which `carryTarget` would not accept.
 */
export function placesOf({ quote, position }: TargetRange, after: string): Place[] {
  const index = indexForQuotes(after, [{ start: 0, end: after.length }])
  return findAlike(index, quote, position.start, MOST_PLACES)
    .filter(({ score }) => score >= LEAST_ALIKE)
    .map(({ start, end, score }) => ({ range: describeRange(after, start, end), score }))
}

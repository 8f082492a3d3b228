import type { Quantity } from '../../model/annotation'
import { findIn } from './find-quantities'
import type { FoundQuantity } from './found-quantity'
import { startReading } from './reading'

export type ReadOptions = {
  /** BCP 47 tag of the text the excerpt is from; without one its own words say which language it is. */
  readonly language?: string | null
}

/**
 * What the excerpt says in numbers, or null when it says nothing that can be told apart for sure. A longer excerpt is
 * read for its main figure: money before a share, a share before a count, and of equals the first.
 */
export function readQuantity(excerpt: string, { language = null }: ReadOptions = {}): Quantity | null {
  return mainFigure(excerpt, language)?.quantity ?? null
}

/** The figure that `readQuantity` reads the excerpt for, and where in it that stands. */
export function mainFigure(excerpt: string, language: string | null): FoundQuantity | null {
  const reading = startReading(excerpt, language)
  const sure = findIn(reading, false)
  const found = sure.length > 0 ? sure : findIn(reading, true)
  return found.toSorted((a, b) => weightOf(b) - weightOf(a))[0] ?? null
}

const weights = {
  money: 4,
  'vague amount': 3,
  percentage: 3,
  'percentage points': 3,
  share: 3,
  measurement: 2,
  count: 2,
  number: 1,
  multiple: 0,
} as const

function weightOf({ rule, quantity }: FoundQuantity): number {
  const isMoney = quantity.unit !== null && /^[A-Z]{3}( per |$)/.test(quantity.unit)
  return isMoney ? weights.money : weights[rule]
}

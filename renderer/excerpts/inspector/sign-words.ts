import type { Certainty, Quantity, Stance } from '../../../shared/model/annotation'
import type { IconName } from '../../ui/Icon'

/** One of the signs of a field: it is told by its shape and by its word. */
export type Sign<Value extends string> = {
  readonly value: Value
  readonly word: string
  readonly icon: IconName | null
}

export const qualifierSigns: readonly Sign<Quantity['bound']>[] = [
  { value: 'exact', word: 'exact', icon: 'exact' },
  { value: 'about', word: 'about', icon: 'about' },
  { value: 'at least', word: 'at least', icon: 'at-least' },
  { value: 'at most', word: 'at most', icon: 'at-most' },
  { value: 'range', word: 'range', icon: 'range' },
]

export const stanceSigns: readonly Sign<Stance>[] = [
  { value: 'supports', word: 'for', icon: 'for' },
  { value: 'conditional', word: 'for, if', icon: 'for-if' },
  { value: 'ambiguous', word: 'unclear', icon: 'unclear' },
  { value: 'opposes', word: 'against', icon: 'against' },
  { value: 'mixed', word: 'mixed', icon: 'mixed' },
]

export const certaintySigns: readonly Sign<Certainty>[] = [
  { value: 'asserted', word: 'asserted', icon: null },
  { value: 'hedged', word: 'hedged', icon: null },
  { value: 'denied', word: 'denied', icon: null },
  { value: 'alleged', word: 'alleged', icon: null },
]

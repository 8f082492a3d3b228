import { Certainty, type Quantity, type Stance } from '../../../shared/model/annotation'
import type { IconName } from '../../ui/Icon'
import { certaintyWords, stanceSigns } from '../../ui/stances'

/** One of the signs of a field: it is told by its shape and by its word. */
export type Sign<Value extends string> = {
  readonly value: Value
  readonly word: string
  readonly icon: IconName | null
}

export const qualifierChoices: readonly Sign<Quantity['bound']>[] = [
  { value: 'exact', word: 'exact', icon: 'exact' },
  { value: 'about', word: 'about', icon: 'about' },
  { value: 'at least', word: 'at least', icon: 'at-least' },
  { value: 'at most', word: 'at most', icon: 'at-most' },
  { value: 'range', word: 'range', icon: 'range' },
]

/** In the order of the row of signs: for and against, each with what lies beside it. */
const stances = ['supports', 'conditional', 'ambiguous', 'opposes', 'mixed'] as const

export const stanceChoices: readonly Sign<Stance>[] = stances.map((value) => {
  const { word, icon } = stanceSigns[value]
  return { value, word: word.toLowerCase(), icon }
})

export const certaintyChoices: readonly Sign<Certainty>[] = Certainty.options.map((value) => ({
  value,
  word: certaintyWords[value].toLowerCase(),
  icon: null,
}))

import type { Certainty, Stance } from '../../shared/model/annotation'
import { conditionWords } from '../../shared/model/condition-words'
import type { IconName } from './Icon'

/** How the interface words each stance, and the shape that tells it from the others without its colour. */
export const stanceSigns: Readonly<Record<Stance, { readonly word: string; readonly icon: IconName }>> = {
  supports: { word: 'For', icon: 'for' },
  conditional: { word: 'For, if', icon: 'for-if' },
  ambiguous: { word: 'Unclear', icon: 'unclear' },
  opposes: { word: 'Against', icon: 'against' },
  mixed: { word: 'Mixed', icon: 'mixed' },
}

/** What is said where a stance has not been filled in. */
export const NO_STANCE = 'No stance yet'

/** "For, if the guild agrees": the words of a stance and of what it depends on. */
export function stanceText(stance: Stance | null, condition: string | null): string {
  const word = stance === null ? NO_STANCE : stanceSigns[stance].word
  if (condition === null) return word
  return `${stance === 'conditional' ? stanceSigns.supports.word : word}, ${conditionWords(condition)}`
}

export const certaintyWords: Readonly<Record<Certainty, string>> = {
  asserted: 'Asserted',
  hedged: 'Hedged',
  denied: 'Denied',
  alleged: 'Alleged',
}

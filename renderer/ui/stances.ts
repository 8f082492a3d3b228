import type { Certainty, Stance } from '../../shared/model/annotation'
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

export const certaintyWords: Readonly<Record<Certainty, string>> = {
  asserted: 'Asserted',
  hedged: 'Hedged',
  denied: 'Denied',
  alleged: 'Alleged',
}

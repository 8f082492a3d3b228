import type { Source } from '../../../shared/model/source'
import { useCodebook } from '../../state/codebook'
import type { Offer } from './OfferLine'
import type { Draft } from './use-annotation-draft'
import { chainOf } from './use-figure-offers'

/** A chain begins with who published the source, where that is known. */
export function useOutletOffer(draft: Draft, { details: { outlet } }: Source): Offer | null {
  const { ofKind } = useCodebook()
  if (outlet === null) return null
  const accept = () => draft.make({ attribution: chainOf(outlet, null, ofKind('actor')) })
  return { says: outlet, from: null, lead: 'Published by', accept }
}

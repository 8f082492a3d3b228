import { useMemo } from 'react'
import { creditAt } from '../../../shared/detection/attribution/credit-at'
import { formatQuantity } from '../../../shared/detection/figures/format-quantity'
import { proposeContext } from '../../../shared/detection/figures/propose-context'
import { readQuantity } from '../../../shared/detection/figures/read-quantity'
import type { FigureBody } from '../../../shared/model/annotation'
import type { Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import { useCodebook } from '../../state/codebook'
import { comingEntry } from '../../state/coming-entries'
import { chainProposal } from './chain-of'
import type { ReadWording } from './DateField'
import { type Offers, offersOf, type Proposal } from './offers'
import type { Draft } from './use-annotation-draft'
import { dateProposal, useDated } from './use-dated'
import { useReadNear } from './use-read-near'

/** What the figure and the sentence around it say; `said` is the date that the sentence gives, filled in or not. */
export function useFigureOffers(
  draft: Draft,
  body: FigureBody,
  source: Source,
  version: Version,
): Offers & { readonly said: ReadWording | null } {
  const codebook = useCodebook()
  const near = useReadNear(draft, source, version)
  const { language, outlet } = source.details
  const quantity = useMemo(() => readQuantity(body.asWritten, { language }), [body.asWritten, language])
  const { measure, asOf, credit } = useMemo(() => {
    // Around words without a number there is nothing to say of one.
    if (quantity === null) return { measure: null, asOf: null, credit: null }
    const { read, place } = near
    return { ...proposeContext(read.text, place.start, place.end, language), credit: creditAt(read, place) }
  }, [quantity, near, language])
  const said = useDated(asOf?.words ?? null, source.id)
  const offers = offersOf(draft, [
    quantity === null
      ? null
      : { field: 'quantity', says: formatQuantity(quantity), from: null, change: () => ({ quantity }) },
    measure === null ? null : measureProposal(measure.words),
    dateProposal('asOf', said),
    chainProposal(outlet, credit, codebook.ofKind('actor')),
  ])
  return { ...offers, said }
}

function measureProposal(name: string): Proposal {
  // One of that name is taken as it is.
  return {
    field: 'measure',
    says: name,
    from: null,
    change: () => ({ measure: comingEntry('measure', name) }),
  }
}

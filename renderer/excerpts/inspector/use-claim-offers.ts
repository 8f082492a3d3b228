import { useMemo } from 'react'
import { issueIn } from '../../../shared/detection/name-entries'
import { proposeClaim } from '../../../shared/detection/propose-statement'
import { excerptOf } from '../../../shared/model/annotation'
import type { Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import { useCodebook } from '../../state/codebook'
import { certaintyWords } from '../../ui/stances'
import { chainProposal } from './chain-of'
import type { ReadWording } from './DateField'
import { issueProposal } from './issue-proposal'
import { type Offers, offersOf } from './offers'
import type { Draft } from './use-annotation-draft'
import { dateProposal, useDated } from './use-dated'
import { useReadNear } from './use-read-near'

/** What the sentence of a claim says of it; `said` is the date that it gives, filled in or not. */
export function useClaimOffers(
  draft: Draft,
  source: Source,
  version: Version,
): Offers & { readonly said: ReadWording | null } {
  const { ofKind } = useCodebook()
  const near = useReadNear(draft, source, version)
  const { credit, certainty, eventDate } = useMemo(() => proposeClaim(near.read, near.place), [near])
  const said = useDated(eventDate?.value ?? null, source.id)
  const offers = offersOf(draft, [
    certainty === null
      ? null
      : {
          field: 'certainty',
          says: certaintyWords[certainty.value].toLowerCase(),
          from: certainty.from,
          change: () => ({ certainty: certainty.value }),
        },
    issueProposal(issueIn(excerptOf(draft.annotation.target), ofKind('issue'))),
    dateProposal('eventDate', said),
    chainProposal(source.details.outlet, credit, ofKind('actor')),
  ])
  return { ...offers, said }
}

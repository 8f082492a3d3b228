import { useMemo } from 'react'
import { actorNamed, issueIn } from '../../../shared/detection/name-entries'
import { proposePosition } from '../../../shared/detection/propose-statement'
import type { Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import { useCodebook } from '../../state/codebook'
import { comingEntry } from '../../state/coming-entries'
import { stanceSigns } from '../../ui/stances'
import { chainProposal } from './chain-of'
import { issueProposal } from './issue-proposal'
import { type Offers, offersOf, type Proposal } from './offers'
import type { Draft } from './use-annotation-draft'
import { useReadNear } from './use-read-near'

/** What the sentence of a position says of it: who takes the stand, on what, which, and on what condition. */
export function usePositionOffers(draft: Draft, source: Source, version: Version): Offers {
  const { ofKind } = useCodebook()
  const near = useReadNear(draft, source, version)
  const { credit, actor, stance, condition, about } = useMemo(
    () => proposePosition(near.read, near.place),
    [near],
  )
  const actorProposal = (): Proposal | null => {
    if (actor === null) return null
    const { name, kind } = actor.value
    const known = actorNamed(name, kind, ofKind('actor'))
    // Somebody without a name is described in the chain, and is no actor.
    if (known === null && kind === 'anonymous') return null
    return {
      field: 'actor',
      says: known?.name ?? name,
      from: actor.from,
      change: () => ({ actor: known?.id ?? comingEntry('actor', name) }),
    }
  }
  return offersOf(draft, [
    actorProposal(),
    issueProposal(issueIn(about, ofKind('issue'))),
    stance === null
      ? null
      : {
          field: 'stance',
          says: stanceSigns[stance.value].word.toLowerCase(),
          from: stance.from,
          change: () => ({ stance: stance.value }),
        },
    condition === null
      ? null
      : {
          field: 'condition',
          says: condition.value,
          from: condition.from === condition.value ? null : condition.from,
          change: () => ({ condition: condition.value }),
        },
    chainProposal(source.details.outlet, credit, ofKind('actor')),
  ])
}

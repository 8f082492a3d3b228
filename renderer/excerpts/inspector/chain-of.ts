import type { Credit } from '../../../shared/detection/attribution/credit-at'
import { actorNamed } from '../../../shared/detection/name-entries'
import type { AttributionChain, Hop } from '../../../shared/model/annotation'
import type { Entry } from '../../../shared/model/codebook'
import { fold } from '../../../shared/model/fold'
import type { Proposal } from './offers'

/** From the outlet of the source over one that it cites to who is credited, as far as they are known. */
export function chainOf(
  outlet: string | null,
  credit: Credit | null,
  actors: readonly Entry[],
): AttributionChain {
  const cited = credit?.cited ?? null
  const speaker = credit?.speaker ?? null
  const hop = (role: Hop['role'], asWritten: string): Hop => ({
    role,
    actor: actorNamed(asWritten, 'outlet', actors)?.id ?? null,
    asWritten,
    anonymous: false,
  })
  return [
    ...(outlet === null ? [] : [hop('outlet', outlet)]),
    ...(cited === null || (outlet !== null && fold(cited) === fold(outlet))
      ? []
      : [hop('cited-outlet', cited)]),
    ...(speaker === null
      ? []
      : [
          {
            ...hop('speaker', credit?.wording ?? speaker.name),
            actor: actorNamed(speaker.name, speaker.kind, actors)?.id ?? null,
            anonymous: speaker.kind === 'anonymous',
          },
        ]),
  ]
}

/** The chain as a proposal: where the text credits nobody it begins, and ends, with who published the source. */
export function chainProposal(
  outlet: string | null,
  credit: Credit | null,
  actors: readonly Entry[],
): Proposal | null {
  const attribution = chainOf(outlet, credit, actors)
  if (attribution.length === 0) return null
  return {
    field: 'attribution',
    says: attribution.map(({ asWritten }) => asWritten).join(' → '),
    from: credit?.from ?? null,
    ...(credit === null && { lead: 'Published by' }),
    change: () => ({ attribution }),
  }
}

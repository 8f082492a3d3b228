import { compareClaims } from '../../comparison/claims'
import type { Annotation, Certainty } from '../../model/annotation'
import type { LiveContent } from '../../model/brief'
import type { ClaimMention } from '../../model/comparison'
import type { Evidence } from '../evidence'
import type { NameOf } from '../facts-of-body'
import { formatDate } from '../format-date'
import { capitalised, cell, NO_SPEAKER, quoted, speakerWords } from './words'

/** A list of the claims by issue, the oldest first, each with who says so and how surely. */
export function liveClaims(annotations: readonly Annotation[], { nameOf, sources }: Evidence): LiveContent {
  const { issues } = compareClaims(annotations, sources)
  return {
    head: [],
    rows: issues.flatMap(({ issue, claims }) => {
      const name = nameOf(issue)
      const under = name === null ? '' : `${capitalised(name)}: `
      return claims.map((claim) => ({
        key: claim.annotation,
        cells: [cell(`${under}${claimWords(claim, nameOf)}.`, [claim])],
      }))
    }),
  }
}

function claimWords(
  { statement, excerpt, certainty, eventDate, chain }: ClaimMention,
  nameOf: NameOf,
): string {
  const stated = statement?.trim().replace(/\.$/, '') ?? quoted(excerpt)
  const of = eventDate === null ? '' : `, of ${formatDate(eventDate)}`
  return `${stated} (${sayingWords(certainty, speakerWords(chain, nameOf))}${of})`
}

function sayingWords(certainty: Certainty | null, speaker: string | null): string {
  if (certainty === null) return speaker === null ? NO_SPEAKER : `according to ${speaker}`
  const how = certainty === 'hedged' ? 'said with reservations' : certainty
  return speaker === null ? `${how}, ${NO_SPEAKER}` : `${how} by ${speaker}`
}

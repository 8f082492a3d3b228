import { compareClaims } from '../../comparison/claims'
import type { Annotation, Certainty } from '../../model/annotation'
import type { LiveContent } from '../../model/brief'
import type { ClaimMention } from '../../model/comparison'
import { capitalised } from '../capitalised'
import type { Evidence } from '../evidence'
import { certaintyWords, type NameOf } from '../facts-of-body'
import { formatDate } from '../format-date'
import { NO_SPEAKER, speakerWords } from '../saying'
import { cell, quoted } from './words'

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
  return `${stated} (${howSaid(certainty, speakerWords(chain, nameOf))}${of})`
}

function howSaid(certainty: Certainty | null, speaker: string | null): string {
  if (certainty === null) return speaker === null ? NO_SPEAKER : `according to ${speaker}`
  const how = certaintyWords[certainty]
  return speaker === null ? `${how}, ${NO_SPEAKER}` : `${how} by ${speaker}`
}

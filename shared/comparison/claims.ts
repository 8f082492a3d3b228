import type { Annotation, AttributionChain, Certainty, ClaimBody, Hop } from '../model/annotation'
import type { ClaimComparison, ClaimMention, IssueClaims, Origin } from '../model/comparison'
import { keyOf } from '../model/edit-codebook'
import type { ActorId, IssueId } from '../model/ids'
import { byDate } from './days'
import { groupBy, largestFirst, mentionOf, type Sources } from './mention'

/** The claims among the annotations by issue, with where they come from. */
export function compareClaims(annotations: readonly Annotation[], sources: Sources): ClaimComparison {
  const claims = annotations.flatMap((annotation) =>
    annotation.body.kind === 'claim'
      ? [{ issue: annotation.body.issue, mention: claimMention(annotation, annotation.body, sources) }]
      : [],
  )
  const issues = largestFirst<IssueId, (typeof claims)[number]>(groupBy(claims, ({ issue }) => issue))
  return {
    issues: issues.map(([issue, members]) =>
      claimsOf(
        issue,
        members.map(({ mention }) => mention),
        sources,
      ),
    ),
  }
}

function claimMention(annotation: Annotation, body: ClaimBody, sources: Sources): ClaimMention {
  const { statement, certainty, eventDate } = body
  return { ...mentionOf(annotation, null, sources), statement, certainty, eventDate }
}

function claimsOf(issue: IssueId | null, mentions: readonly ClaimMention[], sources: Sources): IssueClaims {
  const claims = mentions.toSorted((a, b) => byDate(a.date, b.date))
  const certainties = groupBy(
    claims.flatMap(({ certainty }) => certainty ?? []),
    (certainty) => certainty,
  )
  return {
    issue,
    claims,
    origins: originsOf(claims),
    outlets: new Set(claims.map(({ source }) => sources.get(source)?.outlet ?? null)).size,
    certainties: largestFirst<Certainty, Certainty>(certainties).flatMap(([certainty]) => certainty ?? []),
  }
}

/**
 * Who knows, as far as a chain says: the last one in it. An outlet that names nobody is no origin of its own, since it
 * may have it from any of the others.
 */
export function originIn(chain: AttributionChain): Hop | null {
  const last = chain.at(-1)
  return last === undefined || last.role === 'outlet' ? null : last
}

/**
 * The independent origins of claims. One actor is one origin under whatever name; so is one name, and all who are
 * anonymous. Copies of one text that name nobody are not told apart here.
 */
function originsOf(claims: readonly Pick<ClaimMention, 'annotation' | 'chain'>[]): Origin[] {
  const traced = claims.flatMap(({ annotation, chain }) => {
    const hop = originIn(chain)
    return hop === null ? [] : [{ annotation, hop }]
  })
  const actors = new Map<string, ActorId>()
  for (const { hop } of traced) if (hop.actor !== null) actors.set(nameKey(hop), hop.actor)
  const actorOf = (hop: Hop) => hop.actor ?? actors.get(nameKey(hop)) ?? null
  const origins = groupBy(traced, ({ hop }) => (hop.anonymous ? ANONYMOUS : (actorOf(hop) ?? nameKey(hop))))
  return [...origins]
    .map(([key, members]): Origin => {
      const [first] = members
      const isNamed = first !== undefined && key !== ANONYMOUS
      return {
        actor: isNamed ? actorOf(first.hop) : null,
        name: isNamed ? first.hop.asWritten : null,
        claims: members.map(({ annotation }) => annotation),
      }
    })
    .toSorted((a, b) => b.claims.length - a.claims.length)
}

/** No trimmed name is a space. */
const ANONYMOUS = ' '

function nameKey({ asWritten }: Hop): string {
  return keyOf(asWritten)
}

import { compareClaims, originIn } from '../../comparison/claims'
import type { Annotation, AnnotationKind } from '../../model/annotation'
import type { IssueClaims } from '../../model/comparison'
import type { IssueId } from '../../model/ids'
import type { Evidence } from '../evidence'
import { aboutPassage, type Finding, inMarks } from './finding'
import type { Cited } from './read-prose'

/** Cited passages that somebody without a name knows, each where the brief names it first. */
export function anonymousOrigins(cited: readonly Cited[], { annotations }: Evidence): Finding[] {
  return cited.flatMap((at) => {
    const body = annotations.get(at.passage.annotation)?.body
    const origin = body === undefined ? null : originIn(body.attribution)
    if (body === undefined || origin === null || !origin.anonymous) return []
    const message = `This ${nouns[body.kind]} comes from somebody without a name, ${inMarks(origin.asWritten)}: say so in the text, or find another source for it.`
    return [aboutPassage('anonymous-origin', message, at)]
  })
}

const nouns: Readonly<Record<AnnotationKind, string>> = {
  claim: 'claim',
  figure: 'figure',
  position: 'position',
}

/**
 * Cited claims that rest on one origin alone among `claims`, those of the notebook on the same issues; an issue is named once,
 * where the brief cites it first. Where the one origin has no name, that is said instead.
 */
export function singleOrigins(
  cited: readonly Cited[],
  { annotations, sources, nameOf }: Evidence,
  claims: readonly Annotation[],
): Finding[] {
  const onIssue = new Map(compareClaims(claims, sources).issues.map((of) => [of.issue, of]))
  const told = new Set<IssueId>()
  return cited.flatMap((at) => {
    const annotation = annotations.get(at.passage.annotation)
    if (annotation?.body.kind !== 'claim') return []
    const { issue, attribution } = annotation.body
    if (issue !== null && told.has(issue)) return []
    const alone = () => compareClaims([annotation], sources).issues[0]
    const of = issue === null ? alone() : (onIssue.get(issue) ?? alone())
    if (of === undefined || of.origins.length > 1) return []
    const [origin] = of.origins
    if (origin?.name === null && originIn(attribution) !== null) return []
    if (issue !== null) told.add(issue)
    const name =
      origin === undefined ? null : (nameOf(origin.actor) ?? origin.name ?? 'somebody without a name')
    return [aboutPassage('single-origin', singleOriginMessage(of, name, nameOf(issue)), at)]
  })
}

function singleOriginMessage(
  { claims, outlets }: IssueClaims,
  origin: string | null,
  issue: string | null,
): string {
  const what = issue === null ? 'this claim' : `“${issue}”`
  if (origin === null) {
    const nobody = issue === null ? 'Nothing says who knows this' : `No claim on ${what} says who knows it`
    return `${nobody}: fill in Attribution in the Inspector, or look for a source that says so.`
  }
  const count =
    issue === null || claims.length === 1
      ? `${origin} is the only origin of ${what}`
      : `All that is known of ${what} comes from ${origin}: ${claims.length} claims in ${outlets} ${outlets === 1 ? 'outlet' : 'outlets'}, one origin`
  return `${count}. Look for a second one, or say in the text that there is one alone.`
}

import { compareClaims } from '../../comparison/claims'
import { compareFigures } from '../../comparison/figures'
import { isComplete } from '../../comparison/is-complete'
import { groupBy } from '../../comparison/mention'
import { comparePositions } from '../../comparison/positions'
import { type Annotation, type AnnotationKind, excerptOf } from '../../model/annotation'
import { dateOf } from '../../model/arrange-library'
import type { FigureComparison, IssueClaims, PositionComparison } from '../../model/comparison'
import type { ExcerptFilter } from '../../model/excerpts'
import type { AnnotationId, IssueId, SourceId } from '../../model/ids'
import type { SourceSummary } from '../../model/notebook'
import { inOrder } from '../cite-source'
import type { BibliographyEvidence } from '../evidence'
import type { Mentioned } from './build'
import { strengthOf } from './strength'

/** What a first draft is made from. */
export type Material = {
  readonly filter: ExcerptFilter
  readonly evidence: BibliographyEvidence
  readonly annotations: readonly Annotation[]
  /** The sources that these stand in, as a bibliography orders them. */
  readonly sources: readonly SourceSummary[]
  readonly ofSource: ReadonlyMap<SourceId, readonly Annotation[]>
  /** Those without an issue only where none has one. */
  readonly claims: readonly IssueClaims[]
  readonly figures: FigureComparison
  readonly positions: PositionComparison
  /** Issues of claims and positions, the one with most passages first; those without one are not among them. */
  readonly issues: readonly IssueId[]
  /** The strongest of some passages, the first among equals. */
  readonly strongest: <Passage extends Mentioned>(passages: readonly Passage[]) => Passage | null
  /** The same passages, the strongest first. */
  readonly byStrength: <Passage extends Mentioned>(passages: readonly Passage[]) => Passage[]
}

export function gatherMaterial(filter: ExcerptFilter, evidence: BibliographyEvidence): Material {
  const annotations = evidence.passing(filter)
  const ofSource = groupBy(annotations, ({ target }) => target.source)
  const strengths = new Map<AnnotationId, number>(annotations.map((one) => [one.id, strengthOf(one)]))
  const strength = ({ annotation }: Mentioned) => strengths.get(annotation) ?? 0
  const byStrength = <Passage extends Mentioned>(passages: readonly Passage[]) =>
    passages.toSorted((a, b) => strength(b) - strength(a))
  const claims = withIssues(compareClaims(annotations, evidence.sources).issues)
  const positions = comparePositions(annotations, evidence.sources)
  return {
    filter,
    evidence,
    annotations,
    sources: inOrder([...ofSource.keys()].flatMap((id) => evidence.sources.get(id) ?? [])),
    ofSource,
    claims,
    figures: compareFigures(annotations, evidence.sources),
    positions,
    issues: issuesOf(annotations),
    strongest: (passages) => byStrength(passages)[0] ?? null,
    byStrength,
  }
}

function withIssues(claims: readonly IssueClaims[]): readonly IssueClaims[] {
  const under = claims.filter(({ issue }) => issue !== null)
  return under.length === 0 ? claims : under
}

function issuesOf(annotations: readonly Annotation[]): IssueId[] {
  const issues = groupBy(annotations, ({ body }) => (body.kind === 'figure' ? null : body.issue))
  return [...issues].toSorted(([, a], [, b]) => b.length - a.length).flatMap(([issue]) => issue ?? [])
}

/** The annotation as what leads to it. */
export function mentioned({ id, target }: Annotation): Mentioned {
  return { source: target.source, annotation: id, excerpt: excerptOf(target) }
}

/**
 * What a live block of a draft asks for: the passages of one kind that are filled in as far as a comparison needs, or all of
 * them while none is. A table whose rows say that nothing was recorded tells its reader nothing.
 */
export function liveFilter({ filter, annotations }: Material, kind: AnnotationKind): ExcerptFilter {
  const complete = annotations.some(({ body }) => body.kind === kind && isComplete(body))
  return { ...filter, kinds: [kind], status: complete ? 'complete' : filter.status }
}

/** How many of a kind are not filled in, while others are: these are not in the live block. */
export function unfilled({ annotations }: Material, kind: AnnotationKind): number {
  const { length: complete } = annotations.filter(({ body }) => body.kind === kind && isComplete(body))
  const { length: all } = annotations.filter(({ body }) => body.kind === kind)
  return complete === 0 ? 0 : all - complete
}

/** Whether half or more of the claims can stand on a timeline, be it by the date of their source. */
export function isDated({ annotations, evidence }: Material): boolean {
  const claims = annotations.flatMap(({ body, target }) => (body.kind === 'claim' ? [{ body, target }] : []))
  const dated = claims.filter(({ body, target }) => {
    const source = evidence.sources.get(target.source)
    return body.eventDate !== null || (source !== undefined && dateOf(source) !== null)
  })
  return dated.length > 0 && dated.length >= claims.length / 2
}

import type { EntryKind } from '../../shared/model/codebook'
import type { PositionHolder } from '../../shared/model/comparison'
import { anyExcerpt, type ExcerptFilter } from '../../shared/model/excerpts'
import type { ActorId, IssueId, MeasureId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import type { PartialDate } from '../../shared/model/time'
import { holderKey } from './holder'

/** What is laid side by side. */
export const comparisons = ['figures', 'positions', 'claims'] as const
export type Comparison = (typeof comparisons)[number]

/** What the tab Compare shows: the table of excerpts, a comparison, or one of the shared lists. */
export type Section = 'excerpts' | Comparison | EntryKind

/** What narrows a comparison, apart from the sources that were left out; null for all. */
export type Narrowing = {
  readonly actor: ActorId | null
  readonly measure: MeasureId | null
  readonly issue: IssueId | null
  readonly outlet: string | null
  readonly from: PartialDate | null
  readonly to: PartialDate | null
}

/** One holder of positions on one issue, as a cell of the matrix; null for those that have none yet. */
export type CellPlace = PositionHolder & { readonly issue: IssueId | null }

/** What a cell is told apart by. */
export function cellKey({ issue, ...holder }: CellPlace): string {
  return `${holderKey(holder)} ${issue}`
}

/** Where a person is in Compare. It outlasts a look into a text. */
export type Comparing = {
  readonly section: Section
  /** What the table of excerpts is opened with; null for all of them. */
  readonly excerpts: ExcerptFilter | null
  readonly leftOut: ReadonlySet<SourceId>
  readonly narrowing: Narrowing
  /** The cell whose quotes are shown. */
  readonly cell: CellPlace | null
}

export const noNarrowing: Narrowing = {
  actor: null,
  measure: null,
  issue: null,
  outlet: null,
  from: null,
  to: null,
}

export const startComparing: Comparing = {
  section: 'excerpts',
  excerpts: null,
  leftOut: new Set(),
  narrowing: noNarrowing,
  cell: null,
}

/** True of a section that compares. */
export function isComparison(section: Section): section is Comparison {
  return comparisons.some((one) => one === section)
}

/**
 * Which annotations a comparison is made of; null when every source was left out. What only one kind has, such as the
 * measure of a figure, narrows the comparison of that kind alone.
 */
export function filterOf(
  { leftOut, narrowing }: Pick<Comparing, 'leftOut' | 'narrowing'>,
  sources: readonly Pick<SourceSummary, 'id'>[],
  comparison: Comparison | null,
): ExcerptFilter | null {
  const { actor, measure, issue, outlet, from, to } = narrowing
  const kept = sources.filter(({ id }) => !leftOut.has(id)).map(({ id }) => id)
  if (kept.length === 0 && sources.length > 0) return null
  const isOfFigures = comparison === 'figures'
  return {
    ...anyExcerpt,
    sources: kept.length === sources.length ? [] : kept,
    actors: listOf(actor),
    outlets: listOf(outlet),
    measures: isOfFigures ? listOf(measure) : [],
    issues: comparison === null || isOfFigures ? [] : listOf(issue),
    from,
    to,
  }
}

/** Whether anything but the choice of sources narrows this comparison. */
export function isNarrowed({ measure, issue, ...others }: Narrowing, comparison: Comparison): boolean {
  const own = comparison === 'figures' ? measure : issue
  return [own, ...Object.values(others)].some((one) => one !== null)
}

function listOf<Value>(value: Value | null): Value[] {
  return value === null ? [] : [value]
}

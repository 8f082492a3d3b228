import { z } from 'zod'
import { AttributionChain, Certainty, Quantity, Stance } from './annotation'
import { ActorId, AnnotationId, IssueId, MeasureId, SourceId } from './ids'
import { PartialDate } from './time'

/** Where something is said: enough to name it, to quote it and to go there. */
const mention = {
  annotation: AnnotationId,
  source: SourceId,
  start: z.int().min(0),
  excerpt: z.string(),
  /** From the outlet to who knows, as it was recorded. */
  chain: AttributionChain,
}

export const FigureMention = z.strictObject({
  ...mention,
  asWritten: z.string(),
  measure: MeasureId.nullable(),
  quantity: Quantity.nullable(),
  scope: z.string().nullable(),
  asOf: PartialDate.nullable(),
})
export type FigureMention = z.infer<typeof FigureMention>

/** Figures that can stand on one scale: they count one thing in one unit. */
export const FigureScale = z.strictObject({
  unit: z.string().nullable(),
  /** By value, the smallest first. */
  mentions: z.array(FigureMention),
  /** The largest stated value over the smallest; null where there is nothing to compare or one of them is not positive. */
  widest: z.number().nullable(),
  /** Scopes that differ among the mentions, so that like is not compared with unlike unseen. */
  scopes: z.array(z.string().nullable()),
})
export type FigureScale = z.infer<typeof FigureScale>

/** What is said of one measure, null for figures that have none yet. Unlike units never share a scale. */
export const MeasureGroup = z.strictObject({
  measure: MeasureId.nullable(),
  scales: z.array(FigureScale),
  /** Those whose wording has not been understood. */
  unread: z.array(FigureMention),
})
export type MeasureGroup = z.infer<typeof MeasureGroup>

/** One number in one unit that stands for several things. */
export const SharedNumber = z.strictObject({
  value: z.number(),
  unit: z.string().nullable(),
  mentions: z.array(FigureMention),
})
export type SharedNumber = z.infer<typeof SharedNumber>

export const FigureComparison = z.strictObject({
  measures: z.array(MeasureGroup),
  shared: z.array(SharedNumber),
})
export type FigureComparison = z.infer<typeof FigureComparison>

export const PositionMention = z.strictObject({
  ...mention,
  stance: Stance.nullable(),
  condition: z.string().nullable(),
  dateSaid: PartialDate.nullable(),
})
export type PositionMention = z.infer<typeof PositionMention>

/** What one actor says on one issue; null stands for annotations that have no actor, or no issue, yet. */
export const PositionCell = z.strictObject({
  actor: ActorId.nullable(),
  issue: IssueId.nullable(),
  /** The stance that all of them share, `mixed` when they differ, null while none has one. */
  stance: Stance.nullable(),
  /** By the date said, else the date of the source, the oldest first. */
  mentions: z.array(PositionMention).min(1),
})
export type PositionCell = z.infer<typeof PositionCell>

export const PositionComparison = z.strictObject({
  /** Those with most passages first; the unassigned last. */
  actors: z.array(ActorId.nullable()),
  issues: z.array(IssueId.nullable()),
  cells: z.array(PositionCell),
})
export type PositionComparison = z.infer<typeof PositionComparison>

export const ClaimMention = z.strictObject({
  ...mention,
  statement: z.string().nullable(),
  certainty: Certainty.nullable(),
  eventDate: PartialDate.nullable(),
})
export type ClaimMention = z.infer<typeof ClaimMention>

export const IssueClaims = z.strictObject({ issue: IssueId.nullable(), claims: z.array(ClaimMention) })
export type IssueClaims = z.infer<typeof IssueClaims>

export const ClaimComparison = z.strictObject({ issues: z.array(IssueClaims) })
export type ClaimComparison = z.infer<typeof ClaimComparison>

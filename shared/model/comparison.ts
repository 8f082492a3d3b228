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
  /** Since when it holds: the as-of date of a figure, the date a position was said, else the date of the source. */
  date: PartialDate.nullable(),
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

/** How far two figures are apart: the lower one and the higher one, by their annotations. */
export const Ratio = z.strictObject({
  from: AnnotationId,
  to: AnnotationId,
  /** The higher value over the lower one; of a range, the end that is nearer to the other figure. */
  ratio: z.number().min(1),
  /** True when a range or a bound leaves open that some are further apart. */
  orMore: z.boolean(),
})
export type Ratio = z.infer<typeof Ratio>

/** Figures that can stand on one scale: they count one thing in one unit. */
export const FigureScale = z.strictObject({
  unit: z.string().nullable(),
  /** By value, the smallest first. */
  mentions: z.array(FigureMention),
  /** The two that are furthest apart; null where none must differ ("at least 40" and "60") or one is not positive. */
  widest: Ratio.nullable(),
  /** The two of one scope that are furthest apart; null where scopes do not differ, which leaves only `widest`. */
  likeWithLike: Ratio.nullable(),
  /** The scopes among the mentions when they differ, else none, so that like is not compared with unlike unseen. */
  scopes: z.array(z.string().nullable()),
  /** Those equal in value and worded differently, as "20%" and "one-fifth" are; each set has two or more. */
  restated: z.array(z.array(AnnotationId).min(2)),
})
export type FigureScale = z.infer<typeof FigureScale>

/** What is said of one measure, null for figures that have none yet. Unlike units never share a scale. */
export const MeasureGroup = z.strictObject({
  measure: MeasureId.nullable(),
  /** The one with most mentions first. */
  scales: z.array(FigureScale),
  /** Those whose wording has not been understood. */
  unread: z.array(FigureMention),
})
export type MeasureGroup = z.infer<typeof MeasureGroup>

/** One number in one unit that stands for several things, figures without a measure among them. */
export const SharedNumber = z.strictObject({
  value: z.number(),
  /** The upper end of a range, else null. */
  upper: z.number().nullable(),
  unit: z.string().nullable(),
  mentions: z.array(FigureMention),
})
export type SharedNumber = z.infer<typeof SharedNumber>

export const FigureComparison = z.strictObject({
  /** Those with most figures first; the unassigned last. */
  measures: z.array(MeasureGroup),
  /** Those with most meanings first. */
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

/** Who holds a position: an actor, or a name that no actor has yet as it is written; both null where nobody is named. */
const holder = { actor: ActorId.nullable(), written: z.string().nullable() }

export const PositionHolder = z.strictObject(holder)
export type PositionHolder = z.infer<typeof PositionHolder>

/** What one of them says on one issue; null stands for annotations that have no issue yet. */
export const PositionCell = z.strictObject({
  ...holder,
  issue: IssueId.nullable(),
  /** The stance that all of them share, `mixed` when they differ, null while none has one. */
  stance: Stance.nullable(),
  /** By the date said, else the date of the source, the oldest first. */
  mentions: z.array(PositionMention).min(1),
})
export type PositionCell = z.infer<typeof PositionCell>

/** How one actor's stance on one issue changed: each step differs from the one before it. */
export const PositionMove = z.strictObject({
  actor: ActorId,
  issue: IssueId,
  steps: z.array(z.strictObject({ stance: Stance, since: PartialDate, annotation: AnnotationId })).min(2),
})
export type PositionMove = z.infer<typeof PositionMove>

export const PositionComparison = z.strictObject({
  /** Actors first, then those who are no entry yet, then nobody; each with most passages first. */
  holders: z.array(PositionHolder),
  /** Those with most passages first; the unassigned last. */
  issues: z.array(IssueId.nullable()),
  /** By holder and issue, in the order of these. */
  cells: z.array(PositionCell),
  /** In the order of the cells. */
  moved: z.array(PositionMove),
})
export type PositionComparison = z.infer<typeof PositionComparison>

export const ClaimMention = z.strictObject({
  ...mention,
  statement: z.string().nullable(),
  certainty: Certainty.nullable(),
  eventDate: PartialDate.nullable(),
})
export type ClaimMention = z.infer<typeof ClaimMention>

/** Where claims come from, as far as their chains say. */
export const Origin = z.strictObject({
  /** Null for a name that no actor has yet, and for the anonymous. */
  actor: ActorId.nullable(),
  /** As it is written first; null for all who are anonymous, which may be one and the same and so count once. */
  name: z.string().nullable(),
  claims: z.array(AnnotationId).min(1),
})
export type Origin = z.infer<typeof Origin>

/** Claims about one issue, null for those that have none yet. */
export const IssueClaims = z.strictObject({
  issue: IssueId.nullable(),
  /** By the date of the source, the oldest first. */
  claims: z.array(ClaimMention),
  /** Who knows, by the number of claims; claims that cannot be traced add none. */
  origins: z.array(Origin),
  /** How many outlets print them; those of unknown outlet count as one. */
  outlets: z.int().min(1),
  /** Each that occurs, the most frequent first. */
  certainties: z.array(Certainty),
})
export type IssueClaims = z.infer<typeof IssueClaims>

export const ClaimComparison = z.strictObject({
  /** Those with most claims first; the unassigned last. */
  issues: z.array(IssueClaims),
})
export type ClaimComparison = z.infer<typeof ClaimComparison>

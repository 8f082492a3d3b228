import { z } from 'zod'
import { assertNever } from './assert-never'
import { ActorId, AnnotationId, CodeId, IssueId, MeasureId, SourceId } from './ids'
import { PartialDate, Timestamp } from './time'

/** W3C Web Annotation Data Model, section 4.2.4: the words themselves, with a little of what surrounds them. */
export const TextQuoteSelector = z.strictObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string().min(1),
  prefix: z.string(),
  suffix: z.string(),
})
export type TextQuoteSelector = z.infer<typeof TextQuoteSelector>

/** W3C Web Annotation Data Model, section 4.2.5: offsets, here in UTF-16 units of the text projection. */
export const TextPositionSelector = z
  .strictObject({ type: z.literal('TextPositionSelector'), start: z.int().min(0), end: z.int().min(1) })
  .refine(({ start, end }) => start < end, 'a passage ends after it starts')
export type TextPositionSelector = z.infer<typeof TextPositionSelector>

/** One stretch of text, told twice: by its words and by its offsets. */
export const TargetRange = z.strictObject({ quote: TextQuoteSelector, position: TextPositionSelector })
export type TargetRange = z.infer<typeof TargetRange>

export const Target = z.strictObject({
  source: SourceId,
  version: z.int().min(1),
  /** In reading order, not overlapping. */
  ranges: z.array(TargetRange).min(1).max(100),
})
export type Target = z.infer<typeof Target>

/** One step from the outlet towards who knows. An anonymous hop keeps the description as written. */
export const Hop = z.strictObject({
  role: z.enum(['outlet', 'cited-outlet', 'speaker']),
  actor: ActorId.nullable(),
  /** Name or description as the text gives it: "one current senior official". */
  asWritten: z.string().min(1).max(500),
  anonymous: z.boolean(),
})
export type Hop = z.infer<typeof Hop>

/** From the outlet to who knows: outlet, cited outlet, speaker. Empty until filled in. */
export const AttributionChain = z.array(Hop).max(20)
export type AttributionChain = z.infer<typeof AttributionChain>

const statement = z.string().min(1).max(10_000)

export const Certainty = z.enum(['asserted', 'hedged', 'denied', 'alleged'])
export type Certainty = z.infer<typeof Certainty>

export const ClaimBody = z.strictObject({
  kind: z.literal('claim'),
  /** What is asserted, in the researcher's words; null while the excerpt says it. */
  statement: statement.nullable(),
  certainty: Certainty.nullable(),
  /** What it is about, so that claims of one matter can be laid side by side. */
  issue: IssueId.nullable().default(null),
  eventDate: PartialDate.nullable(),
  attribution: AttributionChain,
})
export type ClaimBody = z.infer<typeof ClaimBody>

/** A number in base units: 5e11 for "$500bn", 20 for "20%". */
export const Quantity = z.strictObject({
  value: z.number(),
  /** The upper end of a range, else null. */
  upper: z.number().nullable(),
  /** An ISO 4217 code, "%" (on 0 to 100), or a noun such as "drones". */
  unit: z.string().min(1).max(100).nullable(),
  bound: z.enum(['exact', 'about', 'at least', 'at most', 'range']),
  approximate: z.boolean(),
})
export type Quantity = z.infer<typeof Quantity>

export const FigureBody = z.strictObject({
  kind: z.literal('figure'),
  asWritten: statement,
  /** Null while the wording has not been understood; the wording itself is never lost. */
  quantity: Quantity.nullable(),
  /** What is counted. */
  measure: MeasureId.nullable(),
  scope: z.string().min(1).max(1000).nullable(),
  asOf: PartialDate.nullable(),
  attribution: AttributionChain,
})
export type FigureBody = z.infer<typeof FigureBody>

export const Stance = z.enum(['supports', 'opposes', 'conditional', 'ambiguous', 'mixed'])
export type Stance = z.infer<typeof Stance>

export const PositionBody = z.strictObject({
  kind: z.literal('position'),
  actor: ActorId.nullable(),
  issue: IssueId.nullable(),
  stance: Stance.nullable(),
  condition: z.string().min(1).max(1000).nullable(),
  dateSaid: PartialDate.nullable(),
  attribution: AttributionChain,
})
export type PositionBody = z.infer<typeof PositionBody>

export const AnnotationBody = z.discriminatedUnion('kind', [ClaimBody, FigureBody, PositionBody])
export type AnnotationBody = z.infer<typeof AnnotationBody>

export const AnnotationKind = z.enum(['claim', 'figure', 'position'])
export type AnnotationKind = z.infer<typeof AnnotationKind>

export const annotationKinds = AnnotationKind.options

export const AnnotationOrigin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hand') }),
  z.strictObject({ kind: z.literal('suggestion'), rule: z.string().min(1) }),
  z.strictObject({ kind: z.literal('import'), from: z.string().min(1) }),
])
export type AnnotationOrigin = z.infer<typeof AnnotationOrigin>

/** A remark of the researcher, kept as Markdown source. */
export const Memo = z.string().max(100_000)

/** Where an annotation stood in an older version of its source, which still shows it there. */
export const EarlierTarget = Target.pick({ version: true, ranges: true })
export type EarlierTarget = z.infer<typeof EarlierTarget>

/** As many places as an annotation lists; of more, the oldest go. */
const MOST_EARLIER = 1000

/** What an annotation lists once it left a place. */
export function withEarlier(earlier: readonly EarlierTarget[], left: EarlierTarget): EarlierTarget[] {
  return [...earlier, left].slice(-MOST_EARLIER)
}

/**
 * How an annotation came through to a newer version of its source. `moved` has the same words elsewhere, `fuzzy` similar
 * ones; an orphan was not found there and still points to the version it was made in.
 */
export const Carried = z.strictObject({
  /** The version it was looked for in. */
  into: z.int().min(2),
  status: z.enum(['exact', 'moved', 'fuzzy', 'orphaned']),
  /** Share of its words that are the same, from 0 to 1. */
  score: z.number().min(0).max(1),
  /** True once nobody needs to look at it: it is exact or moved, or a person has decided. */
  settled: z.boolean(),
})
export type Carried = z.infer<typeof Carried>

/** A highlighted passage and what it states. It stands off from the text and may overlap others. */
export const Annotation = z.strictObject({
  id: AnnotationId,
  /** Grows by one with every change; a write names the revision it saw. */
  revision: z.int().min(1),
  target: Target,
  body: AnnotationBody,
  codes: z.array(CodeId).max(1000),
  memo: Memo,
  created: Timestamp,
  modified: Timestamp,
  origin: AnnotationOrigin,
  /** Oldest version first; absent where it stood in one alone. */
  earlier: z.exactOptional(z.array(EarlierTarget).min(1).max(MOST_EARLIER)),
  /** Absent while no newer version came since it was made. */
  carried: z.exactOptional(Carried),
})
export type Annotation = z.infer<typeof Annotation>

/** The body that one key makes: everything but the kind is still to be filled in. */
export function startBody(kind: AnnotationKind, excerpt: string): AnnotationBody {
  switch (kind) {
    case 'claim':
      return { kind, statement: null, certainty: null, issue: null, eventDate: null, attribution: [] }
    case 'figure':
      return {
        kind,
        asWritten: excerpt,
        quantity: null,
        measure: null,
        scope: null,
        asOf: null,
        attribution: [],
      }
    case 'position':
      return {
        kind,
        actor: null,
        issue: null,
        stance: null,
        condition: null,
        dateSaid: null,
        attribution: [],
      }
    default:
      return assertNever(kind)
  }
}

/** The words an annotation rests on; the parts of a target with several ranges are joined by an ellipsis. */
export function excerptOf(target: Target): string {
  return target.ranges.map(({ quote }) => quote.exact).join(' … ')
}

/** Where an annotation starts and ends in the text, from its first range to its last. */
export function extentOf(target: Target): { start: number; end: number } {
  const first = target.ranges[0]
  const last = target.ranges.at(-1)
  if (first === undefined || last === undefined) throw new Error('a target has at least one range')
  return { start: first.position.start, end: last.position.end }
}

/** Reading order: by start, then the wider passage first, then by id so that the order is total. */
export function byPlace(a: Annotation, b: Annotation): number {
  const one = extentOf(a.target)
  const two = extentOf(b.target)
  return one.start - two.start || two.end - one.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

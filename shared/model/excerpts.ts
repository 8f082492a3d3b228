import { z } from 'zod'
import { Annotation, AnnotationKind, Stance } from './annotation'
import { ActorId, CodeId, IssueId, MeasureId, SourceId } from './ids'
import { PartialDate } from './time'

/** True to its name when every field that its comparison needs is filled in: see `isComplete` in shared/comparison. */
export const Completeness = z.enum(['complete', 'open'])
export type Completeness = z.infer<typeof Completeness>

/** As many as a notebook may have sources; a view that is saved keeps them. */
function anyOf<Member extends z.ZodType>(member: Member) {
  return z.array(member).max(10_000)
}

/**
 * Which annotations are meant. Each list means any of its members, and none of them any at all; null among the members
 * stands for annotations that have none yet. What a kind cannot have, such as the measure of a claim, no member stands for.
 */
export const ExcerptFilter = z.strictObject({
  /** Words that all occur in the excerpt, the statement or the memo, blind to case and accents. */
  text: z.string().max(1000),
  kinds: anyOf(AnnotationKind),
  sources: anyOf(SourceId),
  outlets: anyOf(z.string().nullable()),
  /** Who speaks or acts: the holder of the position, else the speaker. Those without an entry are as good as none. */
  actors: anyOf(ActorId.nullable()),
  issues: anyOf(IssueId.nullable()),
  measures: anyOf(MeasureId.nullable()),
  codes: anyOf(CodeId.nullable()),
  stances: anyOf(Stance.nullable()),
  /** First and last day, by the date of the source: one of which only the month is known may lie on any day of it. */
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  status: Completeness.nullable(),
})
export type ExcerptFilter = z.infer<typeof ExcerptFilter>

/** Lets everything pass. */
export const anyExcerpt: ExcerptFilter = {
  text: '',
  kinds: [],
  sources: [],
  outlets: [],
  actors: [],
  issues: [],
  measures: [],
  codes: [],
  stances: [],
  from: null,
  to: null,
  status: null,
}

export const ExcerptSort = z.enum([
  'place',
  'kind',
  'source',
  'outlet',
  'date',
  'actor',
  'issue',
  'measure',
  'value',
  'status',
  'created',
  'modified',
])
export type ExcerptSort = z.infer<typeof ExcerptSort>

export const ExcerptGroup = z.enum([
  'none',
  'kind',
  'source',
  'outlet',
  'date',
  'actor',
  'issue',
  'measure',
  'code',
])
export type ExcerptGroup = z.infer<typeof ExcerptGroup>

/** How the excerpts of a notebook are laid out in a table. */
export const ExcerptArrangement = z.strictObject({
  filter: ExcerptFilter,
  sort: ExcerptSort,
  descending: z.boolean(),
  group: ExcerptGroup,
})
export type ExcerptArrangement = z.infer<typeof ExcerptArrangement>

/** A part of the table: what its rows have in common as a name or a date, null where they have none, and how many there are. */
export const ExcerptGroupSize = z.strictObject({
  of: z.string().nullable(),
  /** Says of a name that it stands so in the texts, and that no entry has it. */
  written: z.exactOptional(z.literal(true)),
  size: z.int().min(1),
})
export type ExcerptGroupSize = z.infer<typeof ExcerptGroupSize>

export const ExcerptPage = z.strictObject({
  /** How many rows the table has. */
  total: z.int().min(0),
  /** How many excerpts these are: fewer than rows where one stands in two groups. */
  excerpts: z.int().min(0),
  /** In the order of the rows; none when the table is not divided. An excerpt with two codes stands in two groups. */
  groups: z.array(ExcerptGroupSize),
  rows: z.array(Annotation),
})
export type ExcerptPage = z.infer<typeof ExcerptPage>

/** An arrangement that was given a name. */
export const SavedView = z.strictObject({
  name: z.string().trim().min(1).max(200),
  arrangement: ExcerptArrangement,
})
export type SavedView = z.infer<typeof SavedView>

/** `views.json`. */
export const SavedViews = z.strictObject({ revision: z.int().min(1), views: z.array(SavedView).max(1000) })
export type SavedViews = z.infer<typeof SavedViews>

export const noViews: SavedViews = { revision: 1, views: [] }

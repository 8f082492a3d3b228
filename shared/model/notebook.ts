import { z } from 'zod'
import { Annotation, AnnotationKind } from './annotation'
import { AnnotationId, BriefId, NotebookId, SourceId } from './ids'
import { ReadingStatus, SourceDetails } from './source'
import { Timestamp } from './time'

/**
 * The version of the format on disk. A released format is never edited: the next one comes with a migration
 * (`electron/store/migrations.ts`) and with notebooks of the one before (`tests/fixtures/formats`, which says how).
 */
export const FORMAT = 2

/** `notebook.json`: nothing that grows. */
export const Notebook = z.strictObject({
  id: NotebookId,
  title: z.string().trim().min(1).max(500),
  created: Timestamp,
})
export type Notebook = z.infer<typeof Notebook>

/** How many annotations of each kind. */
export const KindCounts = z.record(AnnotationKind, z.int().min(0))
export type KindCounts = z.infer<typeof KindCounts>

export const noCounts: KindCounts = { claim: 0, figure: 0, position: 0 }

/** What the library shows of a source. */
export const SourceSummary = z.strictObject({
  id: SourceId,
  ...SourceDetails.pick({
    title: true,
    outlet: true,
    via: true,
    authors: true,
    published: true,
    updated: true,
    kind: true,
  }).shape,
  status: ReadingStatus,
  added: Timestamp,
  counts: KindCounts,
  /** How many versions there are; absent for one. */
  versions: z.exactOptional(z.int().min(2)),
  /** How many annotations a newer version changed or left out that nobody has decided about; absent for none. */
  undecided: z.exactOptional(z.int().min(1)),
})
export type SourceSummary = z.infer<typeof SourceSummary>

/** `catalogue.json`: a cache of summaries, rebuilt from the sources whenever it cannot be trusted. */
export const Catalogue = z.strictObject({ sources: z.array(SourceSummary) })
export type Catalogue = z.infer<typeof Catalogue>

/** How many annotations one file holds at most, so that the cost of a change does not grow with the source. */
export const ANNOTATIONS_A_FILE = 200

/** `sources/<id>/annotations/<k>.json`. What was deleted waits in `trash` of the same file. */
export const AnnotationFile = z.strictObject({
  annotations: z.array(Annotation),
  trash: z.array(z.strictObject({ deleted: Timestamp, annotation: Annotation })),
})
export type AnnotationFile = z.infer<typeof AnnotationFile>

/** `sources/<id>/links.json`: links that start at an annotation of this source. */
export const Link = z.strictObject({
  from: AnnotationId,
  to: AnnotationId,
  toSource: SourceId,
  relation: z.enum(['supports', 'contradicts', 'repeats', 'qualifies', 'updates']),
  status: z.enum(['suggested', 'confirmed', 'rejected']),
  reason: z.string().nullable(),
})
export type Link = z.infer<typeof Link>

export const Links = z.strictObject({ revision: z.int().min(1), links: z.array(Link) })
export type Links = z.infer<typeof Links>

/** What waits in the trash, and since when; null where that cannot be told. */
export const TrashEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('source'),
    source: SourceId,
    title: z.string(),
    outlet: z.string().nullable(),
    deleted: Timestamp.nullable(),
  }),
  z.strictObject({
    kind: z.literal('brief'),
    brief: BriefId,
    title: z.string(),
    deleted: Timestamp.nullable(),
  }),
  z.strictObject({
    kind: z.literal('annotation'),
    annotation: Annotation,
    deleted: Timestamp.nullable(),
  }),
])
export type TrashEntry = z.infer<typeof TrashEntry>

export const BriefSummary = z.strictObject({
  id: BriefId,
  revision: z.int().min(1),
  title: z.string(),
  modified: Timestamp,
  excerpts: z.int().min(0),
})
export type BriefSummary = z.infer<typeof BriefSummary>

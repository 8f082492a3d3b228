import { z } from 'zod'
import { AnnotationKind } from './annotation'
import { AnnotationId, BriefId, SourceId } from './ids'
import { Timestamp } from './time'

const BriefText = z.strictObject({ type: z.literal('text'), text: z.string().min(1) })

/** A heading; `section` names the kind of excerpt that is added below it, null for a heading of one's own. */
export const BriefHeading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.int().min(2).max(6), section: AnnotationKind.nullable() }),
  content: z.array(BriefText).optional(),
})
export type BriefHeading = z.infer<typeof BriefHeading>

export const BriefParagraph = z.strictObject({
  type: z.literal('paragraph'),
  content: z.array(BriefText).optional(),
})
export type BriefParagraph = z.infer<typeof BriefParagraph>

/** An annotation by reference, with the wording last seen, so that a change can be shown as stale. */
export const BriefExcerpt = z.strictObject({
  type: z.literal('excerpt'),
  attrs: z.strictObject({ source: SourceId, annotation: AnnotationId, exact: z.string().min(1) }),
})
export type BriefExcerpt = z.infer<typeof BriefExcerpt>

export const BriefBlock = z.discriminatedUnion('type', [BriefHeading, BriefParagraph, BriefExcerpt])
export type BriefBlock = z.infer<typeof BriefBlock>

/** A Tiptap document: what ProseMirror's `Node.toJSON` gives for the schema of the brief. */
export const BriefDocument = z.strictObject({ type: z.literal('doc'), content: z.array(BriefBlock) })
export type BriefDocument = z.infer<typeof BriefDocument>

export const BriefTitle = z.string().trim().min(1).max(500)

export const Brief = z.strictObject({
  id: BriefId,
  /** Grows by one with every change; a write names the revision it saw. */
  revision: z.int().min(1),
  title: BriefTitle,
  created: Timestamp,
  modified: Timestamp,
  document: BriefDocument,
})
export type Brief = z.infer<typeof Brief>

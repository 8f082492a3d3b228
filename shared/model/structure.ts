import { z } from 'zod'
import { BlockId, SourceId } from './ids'

/** A passage of a version's text projection, in UTF-16 units. */
export const Passage = z.strictObject({ version: z.int().min(1), start: z.int().min(0), end: z.int().min(1) })
export type Passage = z.infer<typeof Passage>

const stretch = {
  /** First and last block of the stretch; both belong to it. */
  from: BlockId,
  to: BlockId,
  origin: z.enum(['inferred', 'hand']),
  /** The words that led to the inference; null when it was set by hand. */
  evidence: Passage.nullable(),
}

/** One reading of the structure of a text: what a stretch of blocks is. Stretches of different kinds may overlap. */
export const StructureMark = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('post'),
    ...stretch,
    heading: BlockId.nullable(),
    /** The time as the text writes it, such as `14.36`; null where the copy has none. */
    time: z.string().min(1).nullable(),
    updated: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('frame'), ...stretch }),
  z.strictObject({
    kind: z.literal('repeat'),
    ...stretch,
    /** First block of the passage that this one says again, and the last where that is told. */
    of: BlockId,
    ofTo: z.exactOptional(BlockId),
  }),
  /** A second article stuck to the first. */
  z.strictObject({
    kind: z.literal('unrelated'),
    ...stretch,
    /** The source that it became, once it was split off. */
    source: z.exactOptional(SourceId),
  }),
  /** A line that reads as a heading though the format does not say so. */
  z.strictObject({ kind: z.literal('heading'), ...stretch, level: z.int().min(1).max(6) }),
  /** A quotation printed as a paragraph of its own, without its marks; the speaker as the text names them, if it does. */
  z.strictObject({ kind: z.literal('quote'), ...stretch, speaker: z.string().min(1).nullable() }),
  z.strictObject({ kind: z.literal('caption'), ...stretch }),
  z.strictObject({ kind: z.literal('standfirst'), ...stretch }),
  /** A recap of what the same text says elsewhere. */
  z.strictObject({ kind: z.literal('summary'), ...stretch }),
  /** Words that point to a post of the same text, which are the evidence: the post, or null when this copy has none such. */
  z.strictObject({ kind: z.literal('reference'), ...stretch, post: BlockId.nullable() }),
])
export type StructureMark = z.infer<typeof StructureMark>

/** The switchable overlay on one version. Blocks never change; this may, at any time. */
export const Structure = z.strictObject({ version: z.int().min(1), marks: z.array(StructureMark) })
export type Structure = z.infer<typeof Structure>

import { z } from 'zod'
import { BlockId } from './ids'

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

/** One reading of the structure of a text: which stretch of blocks is a post, frame, a repeat or unrelated. */
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
  z.strictObject({ kind: z.literal('repeat'), ...stretch, of: BlockId }),
  z.strictObject({ kind: z.literal('unrelated'), ...stretch }),
])
export type StructureMark = z.infer<typeof StructureMark>

/** The switchable overlay on one version. Blocks never change; this may, at any time. */
export const Structure = z.strictObject({ version: z.int().min(1), marks: z.array(StructureMark) })
export type Structure = z.infer<typeof Structure>

import { z } from 'zod'
import { projectText } from '../../shared/anchoring/text-projection'
import { Reason } from '../../shared/contract/failure'
import { Inference, SourceDetails } from '../../shared/model/source'
import { type Passage, StructureMark } from '../../shared/model/structure'
import { structureMisfit } from '../../shared/model/structure-misfit'
import { Block, Original } from '../../shared/model/version'

/** Most text that one source may hold, in UTF-16 units. */
export const MOST_TEXT = 5_000_000

/** What was read from a file: its blocks, and what could be told of the source from them. */
export const ReadFile = z.strictObject({
  blocks: z.array(Block).min(1),
  notices: z.array(z.string().min(1).max(1000)).max(100),
  mediaType: z.enum(['text/plain', 'text/markdown', 'text/html']),
  encoding: Original.shape.encoding,
  extension: z.enum(['txt', 'md', 'html']),
  details: SourceDetails,
  /** Which details were inferred; their evidence lies in version 1. */
  inferences: z.array(Inference).max(100),
  /** The structure overlay of version 1. */
  structure: z.array(StructureMark),
})
export type ReadFile = z.infer<typeof ReadFile>

/** What the process apart answers to one file. Nothing else of it is believed, and no part that contradicts another. */
export const ParserAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), file: ReadFile.refine(fitsTogether) }),
  z.strictObject({ ok: z.literal(false), reason: Reason, message: z.string().min(1).max(1000) }),
])
export type ParserAnswer = z.infer<typeof ParserAnswer>

/**
 * Reads the bytes of a file that was named `name`. Rejects with a Failure that names the file and the reason, or with
 * the reason of `signal` when that is aborted first.
 */
export type ParseFile = (name: string, bytes: Uint8Array, signal?: AbortSignal) => Promise<ReadFile>

/** True when every mark and every passage lies in the text, and the structure in its blocks. */
function fitsTogether({ blocks, structure, inferences }: ReadFile): boolean {
  const { length } = projectText(blocks).text
  const isInText = (passage: Passage | null) =>
    passage === null || (passage.version === 1 && passage.start < passage.end && passage.end <= length)
  return (
    new Set(blocks.map(({ id }) => id)).size === blocks.length &&
    blocks.every(isWhole) &&
    [...inferences, ...structure].every(({ evidence }) => isInText(evidence)) &&
    structureMisfit(blocks, { version: 1, marks: structure }) === null
  )
}

function isWhole({ text, marks }: Block): boolean {
  return !/[\n\r]/.test(text) && marks.every(({ start, end }) => start < end && end <= text.length)
}

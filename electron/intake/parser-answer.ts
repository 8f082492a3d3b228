import { z } from 'zod'
import { Reason } from '../../shared/contract/failure'
import { Inference, SourceDetails } from '../../shared/model/source'
import { StructureMark } from '../../shared/model/structure'
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

/** What the process apart answers to one file. Nothing else of it is believed. */
export const ParserAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), file: ReadFile }),
  z.strictObject({ ok: z.literal(false), reason: Reason, message: z.string().min(1).max(1000) }),
])
export type ParserAnswer = z.infer<typeof ParserAnswer>

/**
 * Reads the bytes of a file that was named `name`. Rejects with a Failure that names the file and the reason, or with
 * the reason of `signal` when that is aborted first.
 */
export type ParseFile = (name: string, bytes: Uint8Array, signal?: AbortSignal) => Promise<ReadFile>

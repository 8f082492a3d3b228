import { z } from 'zod'
import { projectText } from '../../shared/anchoring/text-projection'
import { Failure, Reason } from '../../shared/contract/failure'
import { AnnotationFormat, ForeignAnnotation } from '../../shared/model/foreign-annotation'
import { Reference } from '../../shared/model/reference'
import { Inference, SourceDetails } from '../../shared/model/source'
import { type Passage, StructureMark } from '../../shared/model/structure'
import { structureMisfit } from '../../shared/model/structure-misfit'
import { Block, Original, Page } from '../../shared/model/version'

/** Most text that one source may hold, in UTF-16 units. */
export const MOST_TEXT = 5_000_000

/** The formats a text is read from: what each is called on the web, and how the file that is kept ends. */
export const mediaTypes = {
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/html': 'html',
  'multipart/related': 'mhtml',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/epub+zip': 'epub',
} as const
export type MediaType = keyof typeof mediaTypes

/** What was read from a file: its blocks, and what could be told of the source from them. */
export const ReadFile = z.strictObject({
  blocks: z.array(Block).min(1),
  notices: z.array(z.string().min(1).max(1000)).max(100),
  // The keys of the table are its names.
  mediaType: z.enum(Object.keys(mediaTypes) as [MediaType, ...MediaType[]]),
  encoding: Original.shape.encoding,
  details: SourceDetails,
  /** Which details were inferred; their evidence lies in version 1. */
  inferences: z.array(Inference).max(100),
  /** The structure overlay of version 1. */
  structure: z.array(StructureMark),
  /** Where the pages begin; absent where there are none. */
  pages: z.exactOptional(z.array(Page).max(20_000)),
})
export type ReadFile = z.infer<typeof ReadFile>

/** Most that the files of one archive may hold together, in bytes. */
export const MOST_ARCHIVE = 256 * 1024 * 1024

/** What a file turned out to hold: a text, details for other texts, annotations on other texts, or other files. */
export const Parsed = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('text'), file: ReadFile.refine(fitsTogether) }),
  z.strictObject({
    what: z.literal('references'),
    references: z.array(Reference).max(20_000),
    notices: ReadFile.shape.notices,
  }),
  z.strictObject({
    what: z.literal('annotations'),
    format: AnnotationFormat,
    annotations: z.array(ForeignAnnotation).max(100_000),
    notices: ReadFile.shape.notices,
  }),
  z.strictObject({
    what: z.literal('archive'),
    members: z
      .array(z.strictObject({ name: z.string().min(1).max(4096), bytes: z.instanceof(Uint8Array) }))
      .max(5000)
      .refine(
        (members) => members.reduce((sum, { bytes }) => sum + bytes.length, 0) <= MOST_ARCHIVE,
        'an archive holds no more than that',
      ),
    /** Files in it that are not read, each with the sentence that says why. */
    left: z.array(z.strictObject({ name: z.string(), message: z.string() })).max(5000),
  }),
])
export type Parsed = z.infer<typeof Parsed>

/** What the process apart answers to one file. Nothing else of it is believed, and no part that contradicts another. */
export const ParserAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), parsed: Parsed }),
  z.strictObject({ ok: z.literal(false), reason: Reason, message: z.string().min(1).max(1000) }),
])
export type ParserAnswer = z.infer<typeof ParserAnswer>

/**
 * Reads the bytes of a file that was named `name`. Rejects with a Failure that names the file and the reason, or with
 * the reason of `signal` when that is aborted first.
 */
export type ParseFile = (name: string, bytes: Uint8Array, signal?: AbortSignal) => Promise<Parsed>

/** The text in a file, which must hold one. Throws a Failure that names the file and what it is. */
export function textIn(name: string, parsed: Parsed): ReadFile {
  if (parsed.what === 'text') return parsed.file
  const what = { references: 'a bibliography', annotations: 'annotations', archive: 'an archive' }[
    parsed.what
  ]
  throw new Failure('no-text', `“${name}” holds ${what} and no text of its own.`)
}

/** True when every mark and every passage lies in the text, and the structure in its blocks. */
function fitsTogether({ blocks, structure, inferences, pages = [] }: ReadFile): boolean {
  const { length } = projectText(blocks).text
  const isInText = (passage: Passage | null) =>
    passage === null || (passage.version === 1 && passage.start < passage.end && passage.end <= length)
  return (
    new Set(blocks.map(({ id }) => id)).size === blocks.length &&
    blocks.every(isWhole) &&
    [...inferences, ...structure].every(({ evidence }) => isInText(evidence)) &&
    inferences.every(({ support = null }) => isInText(support)) &&
    pages.every(({ start }, index) => start >= (pages[index - 1]?.start ?? 0) && start < length) &&
    structureMisfit(blocks, { version: 1, marks: structure }) === null
  )
}

function isWhole({ text, marks }: Block): boolean {
  return !/[\n\r]/.test(text) && marks.every(({ start, end }) => start < end && end <= text.length)
}

import { z } from 'zod'
import { Annotation, TargetRange } from '../model/annotation'
import { AnnotationId, BlockId, SourceId } from '../model/ids'
import { Inference, Source, SourceDetails } from '../model/source'
import { Structure } from '../model/structure'
import { Reason } from './failure'

const nothing = z.strictObject({})

/** A text of the notebook that shares passages with another, or was read from its address: then `share` may be below `ALIKE`. */
export const Alike = z.strictObject({
  source: SourceId,
  title: z.string(),
  /** The version that shares most. */
  version: z.int().min(1),
  /** Share of the words of the shorter text that stand in passages of both, from 0 to 1. */
  share: z.number().min(0).max(1),
  /** True when both were read from the same bytes. */
  same: z.boolean(),
})
export type Alike = z.infer<typeof Alike>

/** Texts that share at least this much are asked about: is the one a version of the other, a duplicate, or neither? */
export const ALIKE = 0.6

/** What was found in a text as it was imported, and what is to be decided about it. */
export const Findings = z.strictObject({
  details: SourceDetails,
  inferences: z.array(Inference),
  posts: z.int().min(0),
  /** How many paragraphs stand around the article. */
  frame: z.int().min(0),
  /** How many paragraphs say again what was said before. */
  repeats: z.int().min(0),
  /** Where a second article begins that may be a source of its own; null without one. */
  split: z.strictObject({ at: BlockId, heading: z.string() }).nullable(),
  /** Most alike first. */
  alike: z.array(Alike).max(10),
})
export type Findings = z.infer<typeof Findings>

/** A file within an archive, or one that was chosen: what imports it. */
export const FileHandle = z.strictObject({ handle: z.string(), name: z.string(), size: z.int().min(0) })
export type FileHandle = z.infer<typeof FileHandle>

/** What a file that could be read turned out to be, and what was done with it. */
export const ImportOutcome = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('added'), findings: Findings }),
  /** The same bytes were read before: nothing was added. */
  z.strictObject({ what: z.literal('known'), title: z.string() }),
  /** The same bytes were read before, and were lost or damaged since: they were put back, as the message says. */
  z.strictObject({ what: z.literal('mended'), title: z.string(), message: z.string() }),
  /** A bibliography: its records set the details of sources that were found by address, DOI, file name or title. */
  z.strictObject({
    what: z.literal('references'),
    matched: z.array(z.strictObject({ source: SourceId, title: z.string() })),
    /** Titles of records for which there is no source. */
    unmatched: z.array(z.string()),
  }),
  /** Annotations of another program, found again by their words. Nothing is dropped: what is not found is listed. */
  z.strictObject({
    what: z.literal('annotations'),
    exact: z.int().min(0),
    approximate: z.int().min(0),
    /** Those that were here already. */
    known: z.int().min(0),
    sources: z.array(SourceId),
    notFound: z.array(
      z.strictObject({
        quote: z.string(),
        note: z.string(),
        tags: z.array(z.string()),
        on: z.string(),
        why: z.string(),
      }),
    ),
  }),
  /** An archive: each file in it is imported by `import.member`; those that cannot be are named with the reason. */
  z.strictObject({
    what: z.literal('archive'),
    members: z.array(FileHandle).max(5000),
    left: z.array(z.strictObject({ name: z.string(), message: z.string() })).max(5000),
  }),
])
export type ImportOutcome = z.infer<typeof ImportOutcome>

/** What became of one file: read, or refused with a reason and a sentence. */
export const FileReport = z.discriminatedUnion('ok', [
  z.strictObject({
    file: z.string(),
    ok: z.literal(true),
    /** The source it became, or the one that holds it already; null for what is no text. */
    source: SourceId.nullable(),
    outcome: ImportOutcome,
    notices: z.array(z.string()),
    reason: z.null(),
    message: z.null(),
  }),
  z.strictObject({
    file: z.string(),
    ok: z.literal(false),
    source: z.null(),
    notices: z.array(z.string()),
    reason: Reason,
    message: z.string(),
  }),
])
export type FileReport = z.infer<typeof FileReport>

/** Names what a person did at once: calls with the same batch, one after the other, are one step to undo. */
export const Batch = z.string().min(1).max(100)

/** How a file is imported. */
export const ImportOptions = {
  batch: z.exactOptional(Batch),
  /** Import it although the notebook holds the same bytes. */
  again: z.exactOptional(z.boolean()),
}

/** Offsets within the two texts; a stretch that only one of them has is empty in the other. */
const DiffPart = z.strictObject({
  kind: z.enum(['same', 'removed', 'added']),
  text: z.string(),
})

/** How one paragraph became another. */
export const DiffRow = z.strictObject({
  kind: z.enum(['same', 'changed', 'moved', 'removed', 'added']),
  /** Null in a paragraph that was added. */
  before: BlockId.nullable(),
  /** Null in a paragraph that was removed. */
  after: BlockId.nullable(),
  /** The words of both in reading order. */
  parts: z.array(DiffPart),
})
export type DiffRow = z.infer<typeof DiffRow>

const offsets = z.strictObject({ start: z.int().min(0), end: z.int().min(1) })

/** How many annotations came through to a version, and how. */
export const CarriedCounts = z.strictObject({
  exact: z.int().min(0),
  moved: z.int().min(0),
  fuzzy: z.int().min(0),
  orphaned: z.int().min(0),
})
export type CarriedCounts = z.infer<typeof CarriedCounts>

const VersionAdded = z.strictObject({ source: Source, carried: CarriedCounts })

/** What reading the original again made of it. */
export const Verification = z.strictObject({
  source: SourceId,
  version: z.int().min(1),
  title: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  /** `same`: the bytes are those that were imported, and they give the same text. */
  state: z.enum(['same', 'text-differs', 'bytes-differ', 'missing', 'unreadable']),
  /** What that means and what to do; empty for `same`. */
  message: z.string(),
})
export type Verification = z.infer<typeof Verification>

function call<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output }
}

/** The calls that bring texts in, again or put right, and say how they came to be what they are. */
export const intakeCalls = {
  /**
   * Reads one file of an archive that was imported. Its handle serves until it is imported: after a refusal, and for what is
   * known already, it serves again as long as there is room.
   */
  'import.member': call(z.strictObject({ handle: z.string().min(1).max(100), ...ImportOptions }), FileReport),

  /** What rules make of a text now: nothing is changed. What a person decided against is left out: `shared/model/decisions`. */
  'source.infer': call(
    z.strictObject({ source: SourceId, version: z.int().min(1) }),
    z.strictObject({ details: SourceDetails, inferences: z.array(Inference), structure: Structure }),
  ),
  /** Texts that share passages with the newest version of this one, without those that `isSeparate` of either says are separate. */
  'source.alike': call(z.strictObject({ source: SourceId }), z.array(Alike)),
  /** Makes the stretch from this block to the end a source of its own, with the annotations in it. One step to undo. */
  'source.split': call(
    z.strictObject({ source: SourceId, revision: z.int().min(1), at: BlockId }),
    z.strictObject({ source: Source, second: SourceId }),
  ),

  /**
   * Makes the text of `from`, a source with one version, the next version of `source`, with the annotations of both; `from`
   * goes to the trash. One step to undo.
   */
  'version.add': call(
    z.strictObject({
      source: SourceId,
      revision: z.int().min(1),
      from: SourceId,
      batch: z.exactOptional(Batch),
    }),
    VersionAdded,
  ),
  /** Puts the newest version right by hand: a new version with these paragraphs changed. Empty text takes one out, a line break parts it. */
  'version.correct': call(
    z.strictObject({
      source: SourceId,
      revision: z.int().min(1),
      edits: z
        .array(z.strictObject({ block: BlockId, text: z.string().max(5_000_000) }))
        .min(1)
        .max(100_000),
    }),
    VersionAdded,
  ),
  /** Two versions laid side by side, paragraph by paragraph. */
  'version.compare': call(
    z.strictObject({ source: SourceId, from: z.int().min(1), to: z.int().min(1) }),
    z.array(DiffRow),
  ),
  /** Where an annotation of an older version may stand in the newest, best first; each passage with how alike it is. */
  'annotation.places': call(
    z.strictObject({ source: SourceId, annotation: AnnotationId }),
    z.array(z.strictObject({ range: TargetRange, score: z.number().min(0).max(1) })).max(10),
  ),
  /**
   * Decides about an annotation that came through to a new version changed or not at all: it stands where it was put, it
   * stays with the older version, or it is put somewhere else by hand.
   */
  'annotation.settle': call(
    z.strictObject({
      source: SourceId,
      annotation: AnnotationId,
      revision: z.int().min(1),
      as: z.discriminatedUnion('what', [
        z.strictObject({ what: z.literal('placed') }),
        z.strictObject({ what: z.literal('older') }),
        z.strictObject({ what: z.literal('put'), ranges: z.array(offsets).min(1).max(100) }),
      ]),
    }),
    Annotation,
  ),
  /** Reads the originals of these sources again and compares; at most 100 sources a call. */
  'source.verify': call(
    z.strictObject({ sources: z.array(SourceId).min(1).max(100) }),
    z.array(Verification),
  ),
  /** A folder from a native dialog: the files in it and in the folders below. */
  'desktop.chooseFolder': call(nothing, z.array(FileHandle)),
}

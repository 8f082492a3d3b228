import { z } from 'zod'
import { AnnotationKind } from './annotation'
import { ExcerptFilter } from './excerpts'
import { AnnotationId, BriefId, SourceId } from './ids'
import { Timestamp } from './time'
import { WebLink } from './version'

/**
 * The document of a brief is what ProseMirror's `Node.toJSON` gives for the editor's schema, so the names of nodes, marks
 * and attributes are those of the editor (`renderer/brief/editor`).
 */

const BriefMark = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('italic') }),
  z.strictObject({ type: z.literal('strike') }),
  z.strictObject({ type: z.literal('code') }),
  z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href: WebLink }) }),
])
export type BriefMark = z.infer<typeof BriefMark>

export const BriefText = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1),
  marks: z.array(BriefMark).max(5).optional(),
})
export type BriefText = z.infer<typeof BriefText>

/** Which passage is meant, with the words its author last saw there: what the brief goes on printing until told otherwise. */
const seenPassage = z.strictObject({
  source: SourceId,
  annotation: AnnotationId,
  exact: z.string().min(1),
  /** `fingerprint` of newer words that the author has seen and did not take; null when there are none. */
  declined: z.string().max(20).nullable().default(null),
})
export type SeenPassage = z.infer<typeof seenPassage>

/** A passage that the words before it rest on: printed as the mark of a footnote. */
export const BriefCitation = z.strictObject({ type: z.literal('citation'), attrs: seenPassage })
export type BriefCitation = z.infer<typeof BriefCitation>

/** A note of the author's own. */
export const BriefFootnote = z.strictObject({
  type: z.literal('footnote'),
  attrs: z.strictObject({ words: z.string().max(10_000) }),
})
export type BriefFootnote = z.infer<typeof BriefFootnote>

const BriefBreak = z.strictObject({ type: z.literal('hardBreak') })

export const BriefInline = z.discriminatedUnion('type', [BriefText, BriefCitation, BriefFootnote, BriefBreak])
export type BriefInline = z.infer<typeof BriefInline>

const words = { content: z.array(BriefInline).max(10_000).optional() }

/** A heading; `section` names the kind of excerpt that is added below it, null for a heading of one's own. */
export const BriefHeading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.int().min(2).max(6), section: AnnotationKind.nullable() }),
  ...words,
})
export type BriefHeading = z.infer<typeof BriefHeading>

export const BriefParagraph = z.strictObject({ type: z.literal('paragraph'), ...words })
export type BriefParagraph = z.infer<typeof BriefParagraph>

const BriefRule = z.strictObject({ type: z.literal('horizontalRule') })

/** What may stand in an item of a list or in a quotation of the author's own; lists nest. */
export type BriefFlow = BriefParagraph | BriefList
export type BriefListItem = { type: 'listItem'; content: BriefFlow[] }
export type BriefList =
  | { type: 'bulletList'; content: BriefListItem[] }
  | { type: 'orderedList'; attrs: { start: number }; content: BriefListItem[] }

const BriefListItem: z.ZodType<BriefListItem> = z.strictObject({
  type: z.literal('listItem'),
  content: z.array(z.lazy(() => BriefFlow)).min(1),
})
export const BriefList: z.ZodType<BriefList> = z.union([
  z.strictObject({ type: z.literal('bulletList'), content: z.array(BriefListItem).min(1) }),
  z.strictObject({
    type: z.literal('orderedList'),
    attrs: z.strictObject({ start: z.int().min(0).max(999_999_999) }),
    content: z.array(BriefListItem).min(1),
  }),
])
const BriefFlow: z.ZodType<BriefFlow> = z.union([BriefParagraph, z.lazy(() => BriefList)])

/** A quotation without a passage behind it: typed or pasted by the author. */
const BriefQuotation = z.strictObject({
  type: z.literal('blockquote'),
  content: z.array(BriefFlow).min(1),
})

const cell = { content: z.array(BriefParagraph).min(1) }
const BriefTableCell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('tableHeader'), ...cell }),
  z.strictObject({ type: z.literal('tableCell'), ...cell }),
])
export const BriefTableRow = z.strictObject({
  type: z.literal('tableRow'),
  content: z.array(BriefTableCell).min(1).max(100),
})
export type BriefTableRow = z.infer<typeof BriefTableRow>
/** A table that the author typed. Its first row is the head; no cell spans others, as in GitHub's Markdown. */
export const BriefTable = z.strictObject({
  type: z.literal('table'),
  content: z.array(BriefTableRow).min(1).max(10_000),
})
export type BriefTable = z.infer<typeof BriefTable>

/** An annotation by reference, with the wording last seen. */
export const BriefExcerpt = z.strictObject({ type: z.literal('excerpt'), attrs: seenPassage })
export type BriefExcerpt = z.infer<typeof BriefExcerpt>

/** What a live block shows of the notebook. */
export const LiveView = z.enum(['figures', 'positions', 'claims', 'timeline', 'sources'])
export type LiveView = z.infer<typeof LiveView>

/** Some words of a row and the passages that they rest on. */
const LiveCell = z.strictObject({
  words: z.string(),
  cites: z.array(z.strictObject({ source: SourceId, annotation: AnnotationId })).max(10_000),
})
export type LiveCell = z.infer<typeof LiveCell>

/** Words with their passages, in rows: a table with a head, or a list whose rows have one cell each and which has none. */
export const LiveContent = z.strictObject({
  head: z.array(z.strictObject({ words: z.string(), align: z.enum(['start', 'end']) })).max(1000),
  rows: z.array(z.strictObject({ key: z.string().max(200), cells: z.array(LiveCell).max(1000) })),
})
export type LiveContent = z.infer<typeof LiveContent>

/** Which part of the notebook a live block shows. */
export const LiveQuestion = z.strictObject({ view: LiveView, filter: ExcerptFilter })
export type LiveQuestion = z.infer<typeof LiveQuestion>

/** A table or list made from the notebook, as its author saw it last. */
export const BriefLive = z.strictObject({
  type: z.literal('live'),
  attrs: LiveQuestion.extend({
    caption: z.string().max(1000).nullable(),
    /** Null until it has been shown once. */
    seen: LiveContent.nullable(),
    /** As in a passage. */
    declined: z.string().max(20).nullable().default(null),
  }),
})
export type BriefLive = z.infer<typeof BriefLive>

export const BriefBlock = z.union([
  BriefHeading,
  BriefParagraph,
  BriefExcerpt,
  BriefLive,
  BriefList,
  BriefQuotation,
  BriefTable,
  BriefRule,
])
export type BriefBlock = z.infer<typeof BriefBlock>

/** A Tiptap document. */
export const BriefDocument = z.strictObject({
  type: z.literal('doc'),
  content: z.array(BriefBlock).max(100_000),
})
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

/** What a new brief begins with. */
export const BriefTemplate = z.enum([
  'blank',
  'situation-brief',
  'fact-check',
  'position-paper',
  'source-comparison',
  'annotated-bibliography',
])
export type BriefTemplate = z.infer<typeof BriefTemplate>

/** What may be wrong with a brief, by the rule that says so. */
export const BriefCheckRule = z.enum([
  'unsourced-sentence',
  'paraphrase-without-excerpt',
  'anonymous-origin',
  'single-origin',
  'figure-without-measure',
  'figure-without-date',
  'quote-differs',
  'stale',
  'deleted',
  'two-spellings',
  'prompt-left-in',
])
export type BriefCheckRule = z.infer<typeof BriefCheckRule>

export const BriefCheck = z.strictObject({
  rule: BriefCheckRule,
  /** What is wrong, in a sentence that says what to do. */
  message: z.string(),
  /** The words in question, as they stand in the brief. */
  words: z.string(),
  /** The block at the top of the document in which it stands, counted from 0. */
  block: z.int().min(0),
  /** The passage in question; null where the words are the author's own. */
  passage: z.strictObject({ source: SourceId, annotation: AnnotationId }).nullable(),
})
export type BriefCheck = z.infer<typeof BriefCheck>

/** The form of an exported brief. */
export const BriefFormat = z.enum(['markdown', 'pandoc', 'obsidian', 'html', 'docx', 'csv'])
export type BriefFormat = z.infer<typeof BriefFormat>

/** A file of an export, to be written under its name: text as it is, other bytes in base64. */
export const ExportedFile = z.strictObject({
  name: z.string().min(1).max(255),
  encoding: z.enum(['utf8', 'base64']),
  data: z.string(),
})
export type ExportedFile = z.infer<typeof ExportedFile>

/** A place where both the file and the brief changed since the file was written. */
export const ExportClash = z.strictObject({
  /** What stands in the file now; empty when it was taken out. */
  file: z.string(),
  /** What the brief would print there; empty when it prints nothing there any more. */
  brief: z.string(),
})
export type ExportClash = z.infer<typeof ExportClash>

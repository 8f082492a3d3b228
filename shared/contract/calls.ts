import { z } from 'zod'
import {
  Annotation,
  AnnotationBody,
  AnnotationKind,
  ClaimBody,
  FigureBody,
  Memo,
  PositionBody,
} from '../model/annotation'
import {
  Brief,
  BriefCheck,
  BriefDocument,
  BriefFormat,
  BriefTemplate,
  BriefTitle,
  ExportClash,
  ExportedFile,
  LiveContent,
  LiveQuestion,
} from '../model/brief'
import {
  Actor,
  Actors,
  Code,
  Codebook,
  Entry,
  EntryId,
  EntryKind,
  EntryName,
  EntryUse,
  Issue,
  Measure,
} from '../model/codebook'
import { ClaimComparison, FigureComparison, PositionComparison } from '../model/comparison'
import { ExcerptArrangement, ExcerptFilter, ExcerptPage, SavedView, SavedViews } from '../model/excerpts'
import {
  ActorId,
  AnnotationId,
  BriefId,
  CodeId,
  IssueId,
  MeasureId,
  NotebookId,
  SourceId,
} from '../model/ids'
import { asRead } from '../model/known-fields'
import { BriefSummary, SourceSummary, TrashEntry } from '../model/notebook'
import { Preferences } from '../model/preferences'
import { SearchAnswer } from '../model/search'
import { Decision, ReadingStatus, Source, SourceDetails } from '../model/source'
import { Structure } from '../model/structure'
import { Section, Suggestion } from '../model/suggestion'
import { PartialDate } from '../model/time'
import { Version, WebLink } from '../model/version'
import { Reason } from './failure'
import { healthCalls } from './health'
import { Batch, FileHandle, FileReport, ImportOptions, intakeCalls } from './intake'

/** A file to import may be this large; a larger one is refused before it is read. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024
/** Bytes of a file cross the contract in pieces of at most this size. */
export const CHUNK_BYTES = 256 * 1024
const BASE64_OF_CHUNK = Math.ceil(CHUNK_BYTES / 3) * 4

/** Why the notebook cannot be written to, in a sentence. */
const ReadOnly = z.strictObject({ reason: Reason, message: z.string() })

export const NotebookState = z.strictObject({
  id: NotebookId,
  title: z.string(),
  folder: z.string(),
  readOnly: ReadOnly.nullable(),
  /** Documents that could not be read since the notebook was opened, a sentence each. */
  damaged: z.array(z.string()),
  /** That it was brought up to date when it was opened, and where it lies as it was before, in a sentence; null if it was not. */
  updated: z.string().nullable(),
})
export type NotebookState = z.infer<typeof NotebookState>

/** A body as a caller gives it: the kind, and as many of its fields as are known. */
export const GivenBody = z.discriminatedUnion('kind', [
  ClaimBody.partial().required({ kind: true }),
  FigureBody.partial().required({ kind: true }),
  PositionBody.partial().required({ kind: true }),
])
export type GivenBody = z.infer<typeof GivenBody>

const { shape } = SourceDetails

/** Those details that a caller wants to set; a field that is present has a value, be it null. */
const GivenDetails = z.strictObject({
  title: z.exactOptional(shape.title),
  outlet: z.exactOptional(shape.outlet),
  via: z.exactOptional(shape.via),
  authors: z.exactOptional(shape.authors),
  published: z.exactOptional(shape.published),
  updated: z.exactOptional(shape.updated),
  language: z.exactOptional(shape.language),
  direction: z.exactOptional(shape.direction),
  url: z.exactOptional(shape.url),
  kind: z.exactOptional(shape.kind),
})

const offsets = z.strictObject({ start: z.int().min(0), end: z.int().min(1) })

/** Where an annotation goes: by offsets in the text projection, or by the words that stand there. */
const Place = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('position'), ranges: z.array(offsets).min(1).max(100) }),
  z.strictObject({
    by: z.literal('quote'),
    exact: z.string().min(1).max(1_000_000),
    prefix: z.string().max(10_000),
    suffix: z.string().max(10_000),
  }),
])

const { shape: preference } = Preferences

/** Those preferences that a person changes. */
const GivenPreferences = z.strictObject({
  theme: z.exactOptional(preference.theme),
  textSize: z.exactOptional(preference.textSize),
  measure: z.exactOptional(preference.measure),
  leading: z.exactOptional(preference.leading),
  cards: z.exactOptional(preference.cards),
  librarySort: z.exactOptional(preference.librarySort),
  libraryDescending: z.exactOptional(preference.libraryDescending),
  libraryGroup: z.exactOptional(preference.libraryGroup),
  compareAsTable: z.exactOptional(preference.compareAsTable),
  briefChecks: z.exactOptional(preference.briefChecks),
  briefMarkdown: z.exactOptional(preference.briefMarkdown),
  exportCopies: z.exactOptional(preference.exportCopies),
  tour: z.exactOptional(preference.tour),
})

const codes = z.array(CodeId).max(1000)
const { shape: actor } = Actor
const { shape: issue } = Issue
const { shape: measure } = Measure
const { shape: code } = Code

/** An entry to be made: its kind, its name, and what else is known. */
const GivenEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('actor'),
    name: EntryName,
    description: actor.description.optional(),
    spellings: actor.spellings.optional(),
  }),
  z.strictObject({
    kind: z.literal('issue'),
    name: EntryName,
    description: issue.description.optional(),
    parent: issue.parent.optional(),
  }),
  z.strictObject({
    kind: z.literal('measure'),
    name: EntryName,
    description: measure.description.optional(),
  }),
  z.strictObject({
    kind: z.literal('code'),
    name: EntryName,
    description: code.description.optional(),
    parent: code.parent.optional(),
    colour: code.colour.optional(),
  }),
])

/** Those fields of an entry that a person changes. */
const EntryChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('actor'),
    id: ActorId,
    name: z.exactOptional(EntryName),
    description: z.exactOptional(actor.description),
    spellings: z.exactOptional(actor.spellings),
  }),
  z.strictObject({
    kind: z.literal('issue'),
    id: IssueId,
    name: z.exactOptional(EntryName),
    description: z.exactOptional(issue.description),
    parent: z.exactOptional(issue.parent),
  }),
  z.strictObject({
    kind: z.literal('measure'),
    id: MeasureId,
    name: z.exactOptional(EntryName),
    description: z.exactOptional(measure.description),
  }),
  z.strictObject({
    kind: z.literal('code'),
    id: CodeId,
    name: z.exactOptional(EntryName),
    description: z.exactOptional(code.description),
    parent: z.exactOptional(code.parent),
    colour: z.exactOptional(code.colour),
  }),
])

/** One change of many annotations; a field that a kind does not have is passed over in annotations of that kind. */
const BulkChange = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add-code'), code: CodeId }),
  z.strictObject({ do: z.literal('drop-code'), code: CodeId }),
  z.strictObject({ do: z.literal('set-measure'), measure: MeasureId.nullable() }),
  z.strictObject({ do: z.literal('set-issue'), issue: IssueId.nullable() }),
  z.strictObject({ do: z.literal('set-actor'), actor: ActorId.nullable() }),
  z.strictObject({ do: z.literal('set-stance'), stance: PositionBody.shape.stance }),
  z.strictObject({ do: z.literal('set-certainty'), certainty: ClaimBody.shape.certainty }),
  z.strictObject({ do: z.literal('remove') }),
])
export type BulkChange = z.infer<typeof BulkChange>

/** Annotations one by one, or all that pass a filter. */
const Chosen = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('id'), annotations: z.array(AnnotationId).max(100_000) }),
  z.strictObject({ by: z.literal('filter'), filter: asRead(ExcerptFilter) }),
])

// It may be that of a saved view.
const filtered = z.strictObject({ filter: asRead(ExcerptFilter) })

/** What is to come out of the trash. */
const Trashed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('source'), source: SourceId }),
  z.strictObject({ kind: z.literal('brief'), brief: BriefId }),
  z.strictObject({ kind: z.literal('annotation'), source: SourceId, annotation: AnnotationId }),
])

const nothing = z.strictObject({})
const importId = z.string().min(1).max(100)
/** The text that a step was about; null when it was about none, or the text is not in the library. */
const Where = z
  .strictObject({
    source: SourceId,
    title: z.string(),
    /** True for a step on an annotation in the text, false for one on the text as a whole. */
    within: z.boolean(),
    /** Of a step on an annotation: that one, while it is there. */
    annotation: AnnotationId.nullable(),
  })
  .nullable()
const HistoryState = z.strictObject({ undo: z.string().nullable(), redo: z.string().nullable() })

function call<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output }
}

/**
 * Every call there is. The three hosts carry these and nothing else. A field that is not known here is refused, but for what
 * comes back `asRead`.
 */
export const calls = {
  'notebook.state': call(nothing, NotebookState),
  /** The text that this person read last in this notebook; null when there is none, or it is gone. */
  'notebook.lastRead': call(nothing, z.strictObject({ source: SourceId.nullable() })),
  /** Remembers which text is being read. Belongs to the person: nothing in the notebook changes, and no window is told. */
  'notebook.keepLastRead': call(z.strictObject({ source: SourceId }), nothing),
  'library.list': call(nothing, z.array(SourceSummary)),

  'source.get': call(z.strictObject({ source: SourceId }), Source),
  'source.update': call(
    z.strictObject({
      source: SourceId,
      revision: z.int().min(1),
      details: GivenDetails.optional(),
      status: ReadingStatus.optional(),
      memo: Memo.optional(),
      /** Takes the place of the overlay on the version that it names. */
      structure: asRead(Structure).optional(),
      /** Decisions to be kept beside those that are there; one on the same rule and passage takes its place. */
      // As many as a long text has marks.
      decisions: asRead(z.array(Decision).max(100_000)).optional(),
      batch: z.exactOptional(Batch),
    }),
    Source,
  ),
  /** Remembers how far the text was read. No change of the source: no revision, no step to undo, no event. */
  'source.keepPlace': call(
    z.strictObject({ source: SourceId, version: z.int().min(1), offset: z.int().min(0) }),
    nothing,
  ),
  /** Moves the source with its annotations to the trash; undo brings it back. */
  'source.remove': call(z.strictObject({ source: SourceId, batch: z.exactOptional(Batch) }), nothing),
  'version.get': call(z.strictObject({ source: SourceId, version: z.int().min(1) }), Version),

  /** In reading order within a source; sources in the order of the library. */
  'annotation.list': call(
    z.strictObject({ source: SourceId.nullable(), kind: AnnotationKind.nullable() }),
    z.array(Annotation),
  ),
  'annotation.create': call(
    z.strictObject({
      source: SourceId,
      version: z.int().min(1),
      place: Place,
      body: GivenBody,
      codes: codes.optional(),
      memo: Memo.optional(),
    }),
    Annotation,
  ),
  'annotation.update': call(
    z.strictObject({
      source: SourceId,
      annotation: AnnotationId,
      revision: z.int().min(1),
      body: asRead(AnnotationBody).optional(),
      codes: codes.optional(),
      memo: Memo.optional(),
      /** Entries that are made along with it, in one step. Body and codes name each by `as`, an id that means it here alone. */
      make: z
        .array(z.strictObject({ as: EntryId, kind: EntryKind, name: EntryName }))
        .max(100)
        .optional(),
      /** The passages it is about from now on, in the version it is about already. All else stays as it is. */
      ranges: z.array(offsets).min(1).max(100).optional(),
    }),
    Annotation,
  ),
  'annotation.remove': call(z.strictObject({ source: SourceId, annotation: AnnotationId }), nothing),
  /** Changes many annotations as one step to undo; says how many it changed. All of them change, or none. */
  'annotation.bulk': call(
    z.strictObject({ of: Chosen, change: BulkChange }),
    z.strictObject({ changed: z.int().min(0) }),
  ),

  /** A page of the table of all annotations. */
  'excerpt.list': call(
    z.strictObject({
      arrangement: asRead(ExcerptArrangement),
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
    ExcerptPage,
  ),
  'compare.figures': call(filtered, FigureComparison),
  'compare.positions': call(filtered, PositionComparison),
  'compare.claims': call(filtered, ClaimComparison),

  'view.list': call(nothing, SavedViews),
  /** Keeps an arrangement under its name; one of that name gives way to it. */
  'view.save': call(z.strictObject({ revision: z.int().min(1), view: asRead(SavedView) }), SavedViews),
  'view.remove': call(z.strictObject({ revision: z.int().min(1), name: z.string() }), SavedViews),

  /** The shared lists, without what was merged or removed. No answer names an entry that is gone. */
  'codebook.get': call(nothing, z.strictObject({ codebook: Codebook, actors: Actors })),
  /** How often each entry that is in use is named, in no order. */
  'codebook.use': call(nothing, z.array(EntryUse)),
  /** How many annotations name any of these entries. */
  'codebook.naming': call(
    z.strictObject({ ids: z.array(EntryId).max(100_000) }),
    z.strictObject({ annotations: z.int().min(0) }),
  ),
  /** Makes an entry. One of that name, or an actor with that spelling, is answered as it is: case and accents aside. */
  'codebook.add': call(GivenEntry, Entry),
  /** A name that another entry of the kind has is refused as `conflict`: merge them instead. */
  'codebook.update': call(EntryChange, Entry),
  /** From now on `from` is `into`, everywhere. An actor gains names and spellings, children gain the new parent. */
  'codebook.merge': call(
    z.strictObject({ kind: EntryKind, from: z.array(EntryId).min(1).max(100_000), into: EntryId }),
    z.strictObject({ entry: Entry, annotations: z.int().min(0) }),
  ),
  /** Takes an entry away; annotations that name it are without one. Children move up to its parent. */
  'codebook.remove': call(
    z.strictObject({ kind: EntryKind, id: EntryId }),
    z.strictObject({ annotations: z.int().min(0) }),
  ),

  /** A date as people write it ("Wednesday", "last week"), read against the date of the source; null when it says none. */
  'date.read': call(
    z.strictObject({ wording: z.string().max(200), source: SourceId.nullable() }),
    z.strictObject({
      date: PartialDate.nullable(),
      /** The date it was reckoned from; null where the wording says it all. */
      against: PartialDate.nullable(),
    }),
  ),

  /** What rules find in a text. What stands in frame, repeats or another article is left out. */
  'source.detect': call(
    z.strictObject({ source: SourceId, version: z.int().min(1) }),
    z.strictObject({ sections: z.array(Section), suggestions: z.array(Suggestion) }),
  ),

  /**
   * Looks for words in sources, annotations and memos, blind to case and accents. `"so and so"` is a phrase, `-word`
   * must not occur, and `outlet:`, `actor:`, `kind:`, `code:`, `issue:`, `measure:`, `title:`, `in:` (text, memo,
   * annotation, details), `before:` and `after:` narrow the answer. Frame and repeats are left out unless asked for.
   */
  'search.run': call(
    z.strictObject({
      query: z.string().max(1000),
      limit: z.int().min(1).max(1000),
      frame: z.boolean(),
    }),
    SearchAnswer,
  ),

  /** Sources and briefs that were deleted; with a `source`, the annotations that were deleted in it. Newest first. */
  'trash.list': call(z.strictObject({ source: SourceId.nullable() }), z.array(TrashEntry)),
  'trash.restore': call(Trashed, nothing),

  /** Oldest first, and last those whose text this version does not know. */
  'brief.list': call(nothing, z.array(BriefSummary)),
  /** Where this version does not know the text of a brief, its document is as it was found: it can be shown, and is never saved. */
  'brief.get': call(z.strictObject({ brief: BriefId }), Brief),
  /** Begins a brief, drafted from the annotations that pass the filter as far as its template uses any. */
  'brief.create': call(
    z.strictObject({
      title: BriefTitle,
      template: BriefTemplate,
      filter: asRead(ExcerptFilter),
    }),
    Brief,
  ),
  'brief.rename': call(
    z.strictObject({ brief: BriefId, revision: z.int().min(1), title: BriefTitle }),
    Brief,
  ),
  /** Keeps what was written in the editor of the brief. No step to undo: the editor has its own. */
  'brief.save': call(
    z.strictObject({ brief: BriefId, revision: z.int().min(1), document: BriefDocument }),
    Brief,
  ),
  'brief.remove': call(z.strictObject({ brief: BriefId }), nothing),
  /** Adds excerpts under the heading of their kind; what is in the brief already stays where it is. */
  'brief.add': call(
    z.strictObject({
      brief: BriefId,
      annotations: z.union([z.literal('all'), z.array(AnnotationId).max(100_000)]),
    }),
    Brief,
  ),
  'brief.drop': call(z.strictObject({ brief: BriefId, annotation: AnnotationId }), Brief),
  /** What passages and live blocks of briefs read like now, each in its place; null for an annotation that is gone. */
  'brief.evidence': call(
    z.strictObject({
      passages: z.array(z.strictObject({ source: SourceId, annotation: AnnotationId })).max(100_000),
      live: z.array(LiveQuestion).max(1000),
    }),
    z.strictObject({ passages: z.array(Annotation.nullable()), live: z.array(LiveContent) }),
  ),
  /** What may be wrong with a brief, in the order of its text. */
  'brief.check': call(z.strictObject({ brief: BriefId }), z.array(BriefCheck)),
  /**
   * The files of a brief, the one to be opened first. With the text of an earlier export in `over`, what was typed into
   * that file stays; where file and brief both changed, `clashes` says so, and no file is given until there is a choice
   * for each of them.
   */
  'brief.export': call(
    z.strictObject({
      brief: BriefId,
      format: BriefFormat,
      /** What the first file is called without its ending, where that is chosen already; else it has the title of the brief. */
      name: z.exactOptional(
        z
          .string()
          .min(1)
          .max(200)
          .regex(/^[^/\\]*$/),
      ),
      over: z.string().max(MAX_FILE_BYTES).nullable(),
      choices: z.array(z.enum(['file', 'brief'])).max(100_000),
      /** Whether the brief ends with the copies that it quotes: file, version and SHA-256 of each. */
      copies: z.exactOptional(z.boolean()),
    }),
    z.strictObject({
      files: z.array(ExportedFile),
      footnotes: z.int().min(0),
      /** How many stretches typed into the file were kept. */
      kept: z.int().min(0),
      clashes: z.array(ExportClash),
    }),
  ),

  /** Fills a notebook that has no sources with the sample: texts, annotations, a codebook and a brief, as one step to undo. */
  'sample.add': call(
    nothing,
    /** `start` is the text to begin with. */
    z.strictObject({ sources: z.array(SourceId), start: SourceId, brief: BriefId }),
  ),

  'import.begin': call(
    z.strictObject({ name: z.string().min(1).max(4096), size: z.int().min(0), ...ImportOptions }),
    z.strictObject({ import: importId }),
  ),
  'import.chunk': call(
    z.strictObject({ import: importId, offset: z.int().min(0), bytes: z.base64().max(BASE64_OF_CHUNK) }),
    z.strictObject({ received: z.int().min(0) }),
  ),
  'import.end': call(z.strictObject({ import: importId }), FileReport),
  'import.cancel': call(z.strictObject({ import: importId }), nothing),

  ...intakeCalls,

  ...healthCalls,

  'history.state': call(nothing, HistoryState),
  'history.undo': call(nothing, z.strictObject({ undone: z.string(), where: Where })),
  'history.redo': call(nothing, z.strictObject({ redone: z.string(), where: Where })),

  'preferences.get': call(nothing, Preferences),
  'preferences.set': call(GivenPreferences, Preferences),

  /** Native dialogs and the system's browser: answered where there is a desktop window, refused as `unavailable` elsewhere. */
  'desktop.chooseFiles': call(nothing, z.array(FileHandle)),
  /** Its handle serves until the file is imported: again after a refusal, and for what is known already. */
  'desktop.importFile': call(
    z.strictObject({ handle: z.string().min(1).max(100), ...ImportOptions }),
    FileReport,
  ),
  /** Asks where to save. The handle serves once; `text` is what the chosen file holds, null when it is new or no text. */
  'desktop.chooseSave': call(
    z.strictObject({ fileName: z.string().min(1).max(255) }),
    z.strictObject({ handle: z.string(), name: z.string(), text: z.string().nullable() }).nullable(),
  ),
  /** Writes the first file where the person chose to save, and the others beside it; answers their paths. */
  'desktop.writeExport': call(
    z.strictObject({
      handle: z.string().min(1).max(100),
      files: z.array(ExportedFile).min(1).max(100),
    }),
    z.strictObject({ saved: z.array(z.string()).min(1) }),
  ),
  /** Opens a link of a text outside of Sourcebook, once the person has seen where it leads and agreed. */
  'desktop.openLink': call(z.strictObject({ url: WebLink }), nothing),
} as const

export type CallName = keyof typeof calls
export type Input<Name extends CallName> = z.infer<(typeof calls)[Name]['input']>
export type Output<Name extends CallName> = z.infer<(typeof calls)[Name]['output']>

// The keys of `calls` are its names.
export const callNames = Object.keys(calls) as readonly CallName[]

/** True when `name` is a call of the contract. */
export function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name)
}

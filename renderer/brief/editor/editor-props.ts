import type { ComponentType, Ref } from 'react'
import type { Reference } from '../../../shared/briefing/reference'
import type { Annotation } from '../../../shared/model/annotation'
import type {
  Brief,
  BriefCheck,
  BriefDocument,
  BriefLive,
  LiveContent,
  LiveQuestion,
  SeenPassage,
} from '../../../shared/model/brief'
import type { ExcerptFilter } from '../../../shared/model/excerpts'
import type { SourceId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'
import type { BriefEvidence } from '../evidence'

/** What the passage of an excerpt or a citation reads like now, beside the words that its author saw last. */
export type PassageState =
  /** The host has not answered yet. */
  | { readonly status: 'unknown' }
  | { readonly status: 'same'; readonly annotation: Annotation }
  /** It has other `words` now; `declined` once the author has seen them and kept the old ones. */
  | { readonly status: 'stale' | 'declined'; readonly annotation: Annotation; readonly words: string }
  | { readonly status: 'deleted' }

/** The same for the rows of a live block. */
export type LiveState =
  | { readonly status: 'unknown' }
  | { readonly status: 'same' }
  | { readonly status: 'stale' | 'declined'; readonly content: LiveContent }

type PassageViewProps = {
  readonly attrs: SeenPassage
  readonly state: PassageState
  /** Null when it is not in the library. */
  readonly source: SourceSummary | null
  /** Number of its footnote in the export; null where there is none. */
  readonly number: number | null
  /** True while it is selected as a whole. */
  readonly selected: boolean
  /** True while nothing can be changed. */
  readonly disabled: boolean
  readonly onUseNew: () => void
  readonly onKeep: () => void
  /** Leads to the passage; does nothing while there is none. */
  readonly onOpen: () => void
  readonly onRemove: () => void
}

/** A block: a passage as the brief quotes it. */
export type ExcerptViewProps = PassageViewProps

/** Within a line of text: phrasing elements only, and nothing wider than the mark of a footnote. */
export type CitationViewProps = PassageViewProps

/** A block: a table or list made from the notebook. Prints `attrs.seen`; null for the moment until it is known. */
export type LiveViewProps = {
  readonly attrs: BriefLive['attrs']
  readonly state: LiveState
  readonly sources: ReadonlyMap<SourceId, SourceSummary>
  /** Number of the footnote of a passage. */
  readonly numberOf: (passage: Reference) => number | null
  readonly selected: boolean
  readonly disabled: boolean
  readonly onUseNew: () => void
  readonly onKeep: () => void
  readonly onOpen: (passage: Reference) => void
  readonly onRemove: () => void
  /** Asks another part of the notebook; its rows are taken without asking. */
  readonly onChangeFilter: (filter: ExcerptFilter) => void
  /** Null for none. */
  readonly onCaption: (caption: string | null) => void
}

/**
 * What draws the blocks that lead to the notebook. Keys and presses on their buttons, links and fields are theirs; all
 * else in them belongs to the editor, so that a block is selected, dragged and copied as one.
 */
export type BriefViews = {
  readonly ExcerptView: ComponentType<ExcerptViewProps>
  readonly CitationView: ComponentType<CitationViewProps>
  readonly LiveView: ComponentType<LiveViewProps>
}

/** A heading of the brief. */
export type BriefHeadingLine = {
  /** The block at the top of the document, counted from 0. */
  readonly block: number
  readonly level: number
  readonly words: string
  /** How many passages and live blocks stand under it, up to the next heading of its level or above. */
  readonly leads: number
}

/** How much stands in the brief. */
export type BriefCounts = {
  /** Words and characters of the author's own: what was typed. */
  readonly words: number
  readonly characters: number
  /** Words in excerpts, and in the rows of live blocks. */
  readonly quoted: number
  readonly excerpts: number
  readonly citations: number
  /** Tables: typed ones and live ones. */
  readonly tables: number
}

export type BriefEditorProps = {
  /** As the host answers it. When it was changed elsewhere, the editor takes that in, or asks where both changed. */
  readonly brief: Brief
  readonly sources: ReadonlyMap<SourceId, SourceSummary>
  readonly evidence: BriefEvidence
  readonly views: BriefViews
  readonly onOpenPassage: (annotation: Annotation) => void
  /** Asked for where a link of the author's leads: to be confirmed first. */
  readonly onFollowLink: (href: string) => void
  /** Told when it opens and a moment after it changed; another object each time. */
  readonly onOutline?: (headings: readonly BriefHeadingLine[]) => void
  readonly onCounts?: (counts: BriefCounts) => void
  /** Told the block at the top of the document in which the caret is, when that becomes another. */
  readonly onCaret?: (block: number) => void
  readonly ref?: Ref<BriefEditorHandle>
}

export type BriefEditorHandle = {
  /** Puts the passage as a block after the block with the caret, and the caret behind it. */
  readonly insertExcerpt: (annotation: Annotation) => void
  /** Puts the mark of its footnote at the caret. */
  readonly insertCitation: (annotation: Annotation) => void
  readonly insertLive: (question: LiveQuestion, caption: string | null) => void
  /** Goes to the words of a check: selects them, scrolls there and takes the focus. */
  readonly jumpTo: (check: BriefCheck) => void
  /** The same for a block at the top of the document. */
  readonly jumpToBlock: (block: number) => void
  /** Takes the focus to the line that the brief begins with, and types there what was typed on the way. */
  readonly begin: (lines: readonly string[]) => void
  readonly headings: () => readonly BriefHeadingLine[]
  /** The document as it stands here, saved or not. */
  readonly document: () => BriefDocument
  /** Opens the bar that finds and replaces. */
  readonly find: () => void
  /** Saves what is not saved yet; resolves when that is over, well or not. To be awaited before a call that changes the brief. */
  readonly save: () => Promise<void>
}

/** What is dragged from the evidence into a brief: the JSON of a `Reference`, its `source` and its `annotation`. */
export const ANNOTATION_DRAG = 'application/x-sourcebook-annotation'

import type { SourceId } from '../../model/ids'
import type { SourceSummary } from '../../model/notebook'
import type { SourceDetails } from '../../model/source'
import type { Timestamp } from '../../model/time'
import type { PassagePlace } from '../place-of-passage'
import type { QuotedCopy } from '../quoted-copies'
import type { Reference } from '../reference'

/** What the flavours and a bibliography need to know of a brief beyond its words. */
export type BriefOfTree = {
  readonly title: string
  readonly created: Timestamp
  /** What the brief cites and the notebook still has, as a bibliography orders it. */
  readonly cited: readonly CitedSource[]
  /** The copies that it quotes, in the same order; none unless they are to be named. */
  readonly copies: readonly QuotedCopy[]
  /** Every source of the notebook, among which citation keys are unique. */
  readonly library: ReadonlyMap<SourceId, SourceSummary>
}

export type CitedSource = { readonly id: SourceId; readonly details: SourceDetails }

/** Where a footnote leads; null where the highlight is gone, and with it the place. */
export type CitedPassage = {
  readonly reference: Reference
  readonly place: PassagePlace | null
}

// mdast leaves `data` to those who make a tree. What stands there is no part of the text: forms may read it or not.
declare module 'mdast' {
  interface RootData {
    brief?: BriefOfTree
  }
  interface BlockquoteData {
    /** The passage that is quoted; absent in a quotation of the author's own. */
    excerpt?: CitedPassage['reference']
  }
  interface FootnoteDefinitionData {
    /** The passage that the note cites; absent in notes of the author's own and where the source is gone. */
    passage?: CitedPassage
  }
  interface ListData {
    /** True for the list of sources at the end. */
    sources?: boolean
  }
}

import type { Editor } from '@tiptap/core'
import type { Decoration } from '@tiptap/pm/view'
import type { TextProjection } from '../../shared/anchoring/text-projection'
import type { Highlight } from './segments'

/** A passage: offsets in UTF-16 units of the text projection. */
export type Stretch = { readonly start: number; readonly end: number }

/** The highlights that lie on a stretch of the text, in any order. */
export type HighlightsIn = (stretch: Stretch) => readonly Highlight[]

/**
 * What stands on or around a block besides highlights: a post's time, a fold, a link. The block reaches from `from` to
 * `to` in the editor's document. Asked when its section is mounted, and again on `refresh`. A decoration that begins or
 * ends inside a highlight cuts it in two, so that its edges are drawn and told twice: use it for whole blocks, for links
 * and emphasis as the block has them, or for widgets between blocks.
 */
export type Decorate = (block: number, from: number, to: number) => readonly Decoration[]

/**
 * The text of a source as it stands on the screen: one editor that shows only the sections near the window. What
 * stands around the text (cards, strip, search, keys) asks it in offsets of the projection and never in positions of
 * the editor. Lengths are CSS pixels; `top` is measured from the top of the editor's element.
 */
export type Article = {
  readonly editor: Editor
  readonly projection: TextProjection
  /** What is selected on the screen at this moment; a caret where both are the same. */
  readonly selection: () => { readonly anchor: number; readonly head: number }
  /** Selects, and shows the head of the selection when `scroll` is set; `focus` also gives the text the focus. */
  readonly select: (
    anchor: number,
    head: number,
    options?: { readonly scroll?: boolean; readonly focus?: boolean },
  ) => void
  /** Draws these highlights in place of those before. */
  readonly draw: (highlights: HighlightsIn) => void
  /** Marks what was found, one of it as the present one; null for none. */
  readonly mark: (found: readonly Stretch[] | null, present: number | null) => void
  /** Brings the place into the window: to its middle, or `nearest` only as far as needed. Mounts what it needs. */
  readonly reveal: (offset: number, where?: 'middle' | 'nearest' | 'start') => void
  /** The top of the line in which the offset stands: exact where it is mounted, elsewhere as remembered or estimated. */
  readonly topOf: (offset: number) => number
  /** Height of the whole text. */
  readonly height: () => number
  /** The lines of a passage as rectangles of the viewport; null while a part of it is not mounted. */
  readonly linesOf: (passage: Stretch) => readonly DOMRect[] | null
  /** The offset that stands at a point of the viewport; null beside the text. */
  readonly offsetAt: (x: number, y: number) => number | null
  /** The offset of the first line in the window. */
  readonly offsetAtTop: () => number
  /** The stretches that are mounted, in reading order. */
  readonly mounted: () => readonly Stretch[]
  /** Lays out the whole text, or goes back to the sections near the window. */
  readonly layOutAll: (all: boolean) => void
  /** Tells of a changed selection. */
  readonly onSelection: (listener: () => void) => () => void
  /** Tells, once a frame at most, that sections were mounted, the width changed, or highlights were drawn. */
  readonly onLayout: (listener: () => void) => () => void
}

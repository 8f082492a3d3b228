import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { TextProjection } from '../../shared/anchoring/text-projection'
import { positionOf } from './positions'
import { classesOf, type Highlight, segmentsOf } from './segments'

const key = new PluginKey<DecorationSet>('highlights')

type Drawing = { readonly projection: TextProjection; readonly highlights: readonly Highlight[] }

/** Draws highlights over the text as decorations: they are never part of the document. */
export const Highlights = Extension.create({
  name: 'highlights',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, before) => {
          // Only `drawHighlights` below sets this key.
          const drawing = transaction.getMeta(key) as Drawing | undefined
          return drawing === undefined ? before : decorate(transaction.doc, drawing)
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

/** The transaction that replaces what is drawn. */
export function drawHighlights(state: EditorState, drawing: Drawing): Transaction {
  return state.tr.setMeta(key, drawing).setMeta('addToHistory', false)
}

function decorate(doc: Node, { projection, highlights }: Drawing): DecorationSet {
  const decorations = segmentsOf(highlights).flatMap((segment) => {
    const from = positionOf(projection, segment.start)
    const to = positionOf(projection, segment.end)
    const { lines, box } = classesOf(segment)
    const ids = segment.highlights.map(({ id }) => id).join(' ')
    // The first decoration of a place becomes the inner element: the box lies on the lines, not around them.
    return [box, lines]
      .filter((names) => names !== null)
      .map((names) =>
        Decoration.inline(from, to, { nodeName: 'mark', class: names, 'data-annotations': ids }),
      )
  })
  return DecorationSet.create(doc, decorations)
}

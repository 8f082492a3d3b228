import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { AnnotationId } from '../../../shared/model/ids'
import { leadsOfDocument, notesOf } from './walk-leads'

type Numbers = {
  readonly order: readonly (AnnotationId | Node)[]
  /** A passage has one number, however often it is cited. */
  readonly passages: ReadonlyMap<AnnotationId, number>
  /** The numbers of the author's own notes, at the notes. */
  readonly drawn: DecorationSet
}

const key = new PluginKey<Numbers>('noteNumbers')

/** The number that the export gives the footnote of a passage; null for one that is not in the brief. */
export function numberOf(state: EditorState, annotation: AnnotationId): number | null {
  return key.getState(state)?.passages.get(annotation) ?? null
}

/** The numbers of passages; the same object until one of them changes. */
export function numbersOf(state: EditorState): ReadonlyMap<AnnotationId, number> {
  return key.getState(state)?.passages ?? new Map()
}

/** Numbers the footnotes of a brief in the order of its text, as the export does. */
export const NoteNumbers = Extension.create({
  name: 'noteNumbers',
  addProseMirrorPlugins: () => [
    new Plugin<Numbers>({
      key,
      state: {
        init: (_, { doc }) => count(doc, notesOf(doc)),
        apply: (transaction, before) => {
          if (!transaction.docChanged) return before
          const order = notesOf(transaction.doc)
          const isSame =
            order.length === before.order.length && order.every((one, at) => one === before.order[at])
          if (!isSame) return count(transaction.doc, order)
          return { ...before, drawn: before.drawn.map(transaction.mapping, transaction.doc) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.drawn },
    }),
  ],
})

function count(doc: Node, order: readonly (AnnotationId | Node)[]): Numbers {
  const passages = new Map<AnnotationId, number>()
  const own: number[] = []
  let next = 1
  for (const note of order) {
    if (typeof note !== 'string') own.push(next++)
    else if (!passages.has(note)) passages.set(note, next++)
  }
  const footnotes = leadsOfDocument(doc).filter(({ node }) => node.type.name === 'footnote')
  const drawn = footnotes.map(({ node, at }, index) => {
    const number = String(own[index])
    const label = `Footnote ${number}: ${String(node.attrs.words) || 'empty'}`
    return Decoration.node(at, at + 1, { 'data-number': number, role: 'note', 'aria-label': label })
  })
  return { order, passages, drawn: DecorationSet.create(doc, drawn) }
}

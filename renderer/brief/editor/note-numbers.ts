import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { AnnotationId } from '../../../shared/model/ids'
import { hasSameLeads, leadsOfDocument, notesOf } from './walk-leads'

/** A passage has one number, however often it is cited. */
type PassageNumbers = ReadonlyMap<AnnotationId, number>

type Numbers = {
  readonly passages: PassageNumbers
  /** The numbers of the author's own notes, at the notes. */
  readonly drawn: DecorationSet
}

const key = new PluginKey<Numbers>('noteNumbers')

const none: PassageNumbers = new Map()

/** The numbers that the export gives the footnotes of passages; the same object until one of them changes. */
export function numbersOf(state: EditorState): PassageNumbers {
  return key.getState(state)?.passages ?? none
}

/** Numbers the footnotes of a brief in the order of its text, as the export does. */
export const NoteNumbers = Extension.create({
  name: 'noteNumbers',
  addProseMirrorPlugins: () => [
    new Plugin<Numbers>({
      key,
      state: {
        init: (_, { doc }) => count(doc, none),
        apply: ({ docChanged, doc, before, mapping }, now) => {
          if (!docChanged) return now
          if (!hasSameLeads(doc, before)) return count(doc, now.passages)
          return { ...now, drawn: now.drawn.map(mapping, doc) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.drawn },
    }),
  ],
})

function count(doc: Node, before: PassageNumbers): Numbers {
  const passages = new Map<AnnotationId, number>()
  const own: number[] = []
  let next = 1
  for (const note of notesOf(doc)) {
    if (typeof note !== 'string') own.push(next++)
    else if (!passages.has(note)) passages.set(note, next++)
  }
  const footnotes = leadsOfDocument(doc).filter(({ node }) => node.type.name === 'footnote')
  const drawn = footnotes.map(({ node, at }, index) => {
    const number = String(own[index])
    const label = `Footnote ${number}: ${String(node.attrs.words) || 'empty'}`
    return Decoration.node(at, at + 1, { 'data-number': number, role: 'note', 'aria-label': label })
  })
  const isSame =
    passages.size === before.size &&
    [...passages].every(([passage, number]) => before.get(passage) === number)
  return { passages: isSame ? before : passages, drawn: DecorationSet.create(doc, drawn) }
}

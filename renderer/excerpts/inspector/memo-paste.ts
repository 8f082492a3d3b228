import type { JSONContent } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { type Node, Slice } from '@tiptap/pm/model'
import { Selection } from '@tiptap/pm/state'
import type { EditorProps, EditorView } from '@tiptap/pm/view'
import { WebLink } from '../../../shared/model/version'
import { readMemo, writeMemo } from './memo-markdown'

/**
 * What is pasted or dropped comes in as text, and as Markdown where it is that: no HTML of other programs is ever read.
 * What is copied leaves as Markdown too, so that it keeps its form from memo to memo.
 */
export const memoPaste: EditorProps = {
  handlePaste: (view, event) => {
    insert(view, event.clipboardData?.getData('text/plain') ?? '')
    return true
  },
  handleDrop: (view, event, _, moved) => {
    const text = event.dataTransfer?.getData('text/plain') ?? ''
    if (moved || text === '') return false
    const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
    if (at !== null) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))))
    insert(view, text)
    return true
  },
  // What comes without text is left to the editor, which would read its HTML.
  transformPastedHTML: () => '',
  clipboardTextSerializer: ({ content }) => {
    const copied: JSONContent[] = []
    // A node writes itself as the editor reads it.
    content.forEach((node) => copied.push(node.toJSON() as JSONContent))
    return writeMemo({ type: 'doc', content: copied })
  },
  // Tab leads on to the next field, in a list too, and Escape back to the text: the editor is not to hear of them.
  handleDOMEvents: { keydown: (_, { key }) => key === 'Tab' || key === 'Escape' },
}

function insert(view: EditorView, text: string): void {
  const { state } = view
  const { selection, schema } = state
  const link = schema.marks.link
  if (!selection.empty && link !== undefined && WebLink.safeParse(text.trim()).success) {
    view.dispatch(state.tr.addMark(selection.from, selection.to, link.create({ href: text.trim() })))
    return
  }
  const pasted = schema.nodeFromJSON(withSpaces(text, readMemo(text) ?? plain(text)))
  // A step of its own for the undo of the field, whatever was typed right before it.
  view.dispatch(closeHistory(state.tr).replaceSelection(sliceOf(pasted)).scrollIntoView())
}

/** Markdown knows no spaces at the ends of a line; between the words that it is put between they count. */
function withSpaces(text: string, document: JSONContent): JSONContent {
  const [line, more] = document.content ?? []
  if (more !== undefined || line?.type !== 'paragraph' || text.includes('\n')) return document
  const ends = [text.slice(0, text.length - text.trimStart().length), text.slice(text.trimEnd().length)]
  const [before = [], behind = []] = ends.map((space) =>
    space === '' ? [] : [{ type: 'text', text: space }],
  )
  return { type: 'doc', content: [{ ...line, content: [...before, ...(line.content ?? []), ...behind] }] }
}

function plain(text: string): JSONContent {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return {
    type: 'doc',
    content: lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
  }
}

/** Its first and its last paragraph join what they are put between. */
function sliceOf({ content, firstChild, lastChild }: Node): Slice {
  return new Slice(content, openness(firstChild), openness(lastChild))
}

function openness(child: Node | null): number {
  return child?.type.name === 'paragraph' ? 1 : 0
}

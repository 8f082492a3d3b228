import type { JSONContent } from '@tiptap/core'
import { type Node, Slice } from '@tiptap/pm/model'
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
    insert(view, text)
    return true
  },
  clipboardTextSerializer: ({ content }) => {
    const copied: JSONContent[] = []
    // A node writes itself as the editor reads it.
    content.forEach((node) => copied.push(node.toJSON() as JSONContent))
    return writeMemo({ type: 'doc', content: copied })
  },
  // Tab leads on to the next field, in a list too: without handling it the editor leaves it to the browser.
  handleDOMEvents: { keydown: (_, { key }) => key === 'Tab' },
}

function insert(view: EditorView, text: string): void {
  const { state } = view
  const { selection, schema } = state
  const link = schema.marks.link
  if (!selection.empty && link !== undefined && WebLink.safeParse(text.trim()).success) {
    view.dispatch(state.tr.addMark(selection.from, selection.to, link.create({ href: text.trim() })))
    return
  }
  const pasted = schema.nodeFromJSON(readMemo(text) ?? plain(text))
  view.dispatch(state.tr.replaceSelection(sliceOf(pasted)).scrollIntoView())
}

function plain(text: string) {
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

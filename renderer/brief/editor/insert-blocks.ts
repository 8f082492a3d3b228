import type { Editor } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { Fragment, type Node } from '@tiptap/pm/model'
import { NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { type Annotation, excerptOf } from '../../../shared/model/annotation'
import type { LiveQuestion, SeenPassage } from '../../../shared/model/brief'
import { beforeSpaces } from './typed-text'

/** A passage as its author sees it now. */
export function seenNow({ id, target }: Annotation): SeenPassage {
  return { source: target.source, annotation: id, exact: excerptOf(target), declined: null }
}

/** Puts a block of the document after the one with the caret, or in its place where that is an empty line. The caret goes behind it. */
export function insertBlock(editor: Editor, type: 'excerpt' | 'live' | 'horizontalRule', attrs = {}): void {
  const node = editor.schema.nodes[type]?.create(attrs)
  if (node === undefined || !editor.isEditable) return
  dispatchStep(editor, withBlock(editor.state.tr, node))
}

/** The transaction with the block in it, and with a line behind it for the caret. */
export function withBlock(tr: Transaction, node: Node): Transaction {
  const at = tr.selection.$to
  const isInBlock = at.depth > 0
  const start = isInBlock ? at.before(1) : tr.selection.from
  const here = isInBlock ? at.node(1) : null
  const isEmptyLine = here?.type.name === 'paragraph' && here.content.size === 0
  const end = isInBlock ? at.after(1) : tr.selection.to
  const from = isEmptyLine ? start : end
  return putBlock(tr, from, end, node)
}

/** The same at a place between blocks, or instead of blocks. */
export function putBlock(tr: Transaction, from: number, to: number, node: Node): Transaction {
  const follows = tr.doc.resolve(to).nodeAfter
  const paragraph = tr.doc.type.schema.nodes.paragraph?.create()
  const needsLine = follows?.isTextblock !== true && paragraph !== undefined
  tr.replaceWith(from, to, Fragment.from(needsLine ? [node, paragraph] : node))
  return tr.setSelection(TextSelection.create(tr.doc, from + node.nodeSize + 1)).scrollIntoView()
}

/** Puts the mark of a footnote behind the words that are selected or stand before the caret, and the caret behind it. */
export function insertCitation(editor: Editor, annotation: Annotation): void {
  insertInline(editor, 'citation', seenNow(annotation))
}

/** Puts an empty note behind what is selected and selects it, so that its field opens. */
export function insertFootnote(editor: Editor): void {
  const at = insertInline(editor, 'footnote', { words: '' })
  if (at !== null)
    editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, at)))
}

function insertInline(editor: Editor, type: 'citation' | 'footnote', attrs: object): number | null {
  const { state } = editor
  const node = state.schema.nodes[type]?.create({ ...attrs })
  if (node === undefined || !editor.isEditable) return null
  const place = placeForInline(state.selection)
  if (place === null) return null
  // A citation is at its word, whatever space was typed before the sign for it; an empty note may yet be taken back.
  const start = type === 'citation' ? beforeSpaces(state.doc, place) : place
  // Words that follow keep their distance.
  const follows = /^[\p{L}\p{N}]/u.test(state.doc.resolve(place).nodeAfter?.text ?? '')
  const spaces = state.doc.slice(start, follows ? place : start).content
  const tr = state.tr.replaceWith(start, place, Fragment.from(node).append(spaces))
  dispatchStep(editor, tr.setSelection(TextSelection.create(tr.doc, start + 1)).scrollIntoView())
  return start
}

/** Makes it a step of its own to undo: neither what was typed before nor what is typed behind it joins. */
export function dispatchStep({ view }: Editor, tr: Transaction): void {
  view.dispatch(closeHistory(tr))
  view.dispatch(closeHistory(view.state.tr))
  view.focus()
}

/** Where words could be typed: at the end of what is selected, else in the nearest line of text. */
function placeForInline(selection: Selection): number | null {
  if (selection.$to.parent.isTextblock) return selection.to
  const near = Selection.findFrom(selection.$to, -1, true) ?? Selection.findFrom(selection.$to, 1, true)
  return near?.to ?? null
}

export function insertLive(editor: Editor, { view, filter }: LiveQuestion, caption: string | null): void {
  insertBlock(editor, 'live', { view, filter, caption, seen: null, declined: null })
}

/** A table of that many cells, its first row the head, with the caret in its first cell. */
export function insertTable(editor: Editor, rows = 3, columns = 3): void {
  const { paragraph, tableCell, tableHeader, tableRow, table } = editor.schema.nodes
  if (!paragraph || !tableCell || !tableHeader || !tableRow || !table) return
  const row = (type: typeof tableCell) =>
    tableRow.create(
      null,
      Array.from({ length: columns }, () => type.create(null, paragraph.create())),
    )
  const node = table.create(
    null,
    Array.from({ length: rows }, (_, at) => row(at === 0 ? tableHeader : tableCell)),
  )
  const tr = withBlock(editor.state.tr, node)
  const start = tr.selection.from - 1 - node.nodeSize
  tr.setSelection(Selection.near(tr.doc.resolve(start + 1)))
  dispatchStep(editor, tr.scrollIntoView())
}

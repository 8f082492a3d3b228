import { type Selection as EditorSelection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * What is selected at this moment. The browser tells the editor of a moved selection a moment after it moved; a key
 * that is pressed in between is meant for the selection on the screen, and what is drawn in between must not put the
 * old one back.
 */
export function liveSelection(view: EditorView): EditorSelection {
  const { doc, selection } = view.state
  const { anchorNode = null, anchorOffset = 0, focusNode = null, focusOffset = 0 } = pageSelection(view) ?? {}
  const isIn = (node: Node | null): node is Node => node !== null && view.dom.contains(node)
  if (!isIn(anchorNode) || !isIn(focusNode)) return TextSelection.between(selection.$anchor, selection.$head)
  const anchor = view.posAtDOM(anchorNode, anchorOffset)
  const head = view.posAtDOM(focusNode, focusOffset)
  return TextSelection.between(doc.resolve(anchor), doc.resolve(head))
}

/** Without the focus the page's selection is not the text's. */
function pageSelection(view: EditorView): Selection | null {
  return view.hasFocus() ? view.dom.ownerDocument.getSelection() : null
}

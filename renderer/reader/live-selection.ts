import type { EditorView } from '@tiptap/pm/view'

/**
 * What is selected at this moment, as positions of the editor. The browser tells the editor of a moved selection a
 * moment after it moved; a key that is pressed in between is meant for the selection on the screen.
 */
export function liveSelection(view: EditorView): { readonly anchor: number; readonly head: number } {
  // Without the focus the page's selection is not the text's.
  if (!view.hasFocus()) return view.state.selection
  const selection = view.dom.ownerDocument.getSelection()
  const { anchorNode = null, anchorOffset = 0, focusNode = null, focusOffset = 0 } = selection ?? {}
  if (!isTextIn(view, anchorNode) || !isTextIn(view, focusNode)) return view.state.selection
  return { anchor: view.posAtDOM(anchorNode, anchorOffset), head: view.posAtDOM(focusNode, focusOffset) }
}

/** A selection that begins or ends between blocks is left to the editor, which knows what to make of it. */
function isTextIn(view: EditorView, node: Node | null): node is Text {
  return node instanceof Text && view.dom.contains(node)
}

import type { Editor } from '@tiptap/core'

/** Scrolls to what is selected, into the middle of the window, also while the focus is elsewhere. */
export function showSelection({ view, state }: Editor): void {
  const { node, offset } = view.domAtPos(state.selection.from)
  const at = node instanceof Element ? (node.childNodes[offset] ?? node) : node
  const element = at instanceof Element ? at : at.parentElement
  element?.scrollIntoView({ block: 'center' })
}

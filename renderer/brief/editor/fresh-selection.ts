import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * Reads the caret from the page before a key is handled. The browser tells the editor of a caret that was moved only
 * when it finds the time, and while it is busy the next key comes first: without this, Enter right after End would
 * break a line where the caret was before.
 */
export const FreshSelection = Extension.create({
  name: 'freshSelection',
  priority: 2000,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown: (view, event) => {
            // What is being composed is not in the document yet, so places in the page are not places in it.
            if (!event.isComposing && !view.composing) readCaret(view)
            return false
          },
        },
      },
    }),
  ],
})

function readCaret(view: EditorView): void {
  const { state } = view
  const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {}
  if (!(state.selection instanceof TextSelection) || !anchorNode || !focusNode || !view.hasFocus()) return
  if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return
  const $anchor = state.doc.resolve(view.posAtDOM(anchorNode, anchorOffset ?? 0))
  const $head = state.doc.resolve(view.posAtDOM(focusNode, focusOffset ?? 0))
  const isSame = $anchor.pos === state.selection.anchor && $head.pos === state.selection.head
  // Between blocks there is no caret: the editor has a selection of its own for that.
  if (isSame || !$anchor.parent.inlineContent || !$head.parent.inlineContent) return
  view.dispatch(state.tr.setSelection(new TextSelection($anchor, $head)))
}

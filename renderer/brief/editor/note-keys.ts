import { Extension } from '@tiptap/core'
import { type EditorState, NodeSelection, Plugin } from '@tiptap/pm/state'

/** The position of the footnote that is selected; null when none is. */
export function selectedNote({ selection }: EditorState): number | null {
  return selection instanceof NodeSelection && selection.node.type.name === 'footnote' ? selection.from : null
}

/** Enter, or a press, on a footnote goes on to the field with its words. */
export const NoteKeys = Extension.create<{ readonly onEnter: () => void }>({
  name: 'noteKeys',
  priority: 1000,
  addOptions: () => ({ onEnter: () => undefined }),
  addProseMirrorPlugins() {
    const { onEnter } = this.options
    return [
      new Plugin({
        props: {
          handleKeyDown: ({ state }, { key, ctrlKey, metaKey, isComposing }) => {
            if (key !== 'Enter' || ctrlKey || metaKey || isComposing || selectedNote(state) === null)
              return false
            onEnter()
            return true
          },
          handleClickOn: (view, _, node, at) => {
            if (node.type.name !== 'footnote') return false
            view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)))
            // The field is there once its place has been drawn.
            requestAnimationFrame(onEnter)
            return true
          },
        },
      }),
    ]
  },
})

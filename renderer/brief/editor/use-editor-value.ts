import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { useSyncExternalStore } from 'react'

const subscriptions = new WeakMap<Editor, (listener: () => void) => () => void>()

/** Reads something of the state of an editor; the component is drawn again when that is another value. */
export function useEditorValue<Value>(editor: Editor, read: (state: EditorState) => Value): Value {
  return useSyncExternalStore(subscriptionOf(editor), () => read(editor.state))
}

/** One function for an editor, so that nothing subscribes anew each time that it is drawn. */
function subscriptionOf(editor: Editor): (listener: () => void) => () => void {
  const known = subscriptions.get(editor)
  if (known !== undefined) return known
  const subscribe = (listener: () => void) => {
    editor.on('transaction', listener)
    return () => {
      editor.off('transaction', listener)
    }
  }
  subscriptions.set(editor, subscribe)
  return subscribe
}

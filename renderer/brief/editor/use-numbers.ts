import type { Editor } from '@tiptap/core'
import { useSyncExternalStore } from 'react'
import { numbersOf } from './note-numbers'

type Subscribe = (listener: () => void) => () => void

const subscriptions = new WeakMap<Editor, Subscribe>()

/**
 * Reads numbers of footnotes; the component is drawn again when that is another value. A long brief has thousands of
 * readers, and none of them is asked while no number changes.
 */
export function useNumbers<Value>(
  editor: Editor,
  read: (numbers: ReturnType<typeof numbersOf>) => Value,
): Value {
  return useSyncExternalStore(subscriptionOf(editor), () => read(numbersOf(editor.state)))
}

function subscriptionOf(editor: Editor): Subscribe {
  const known = subscriptions.get(editor)
  if (known !== undefined) return known
  const listeners = new Set<() => void>()
  let told = numbersOf(editor.state)
  editor.on('transaction', () => {
    const numbers = numbersOf(editor.state)
    if (numbers === told) return
    told = numbers
    for (const listener of listeners) listener()
  })
  const subscribe: Subscribe = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  subscriptions.set(editor, subscribe)
  return subscribe
}

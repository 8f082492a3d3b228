import { useEffect, useEffectEvent } from 'react'
import type { CommandId } from '../state/command-table'
import { commandOfEvent, onMac } from '../state/keys'
import { isField } from '../ui/is-field'

/**
 * The keys that work in the whole window; `run` answers whether there was something to do. A text field keeps its
 * letters and its own undo, and no key reaches behind an open dialog. The tabs are on Alt+Shift with a digit:
 * browsers switch their own tabs with Ctrl, Cmd or Alt and a digit.
 */
export function useShortcuts(run: (command: CommandId) => boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector('dialog[open]') !== null) return
    // Not asked: whether the default was prevented. ProseMirror does that for undo and redo, and does nothing else.
    const command = commandOfEvent(event, 'window')
    // The browser itself tells of a paste, with what is on the clipboard.
    if (command === null || command === 'paste') return
    if (isField(event.target) && belongsToField(event, command)) return
    if (run(command)) event.preventDefault()
  })
  useEffect(() => {
    // On the way down: the editor of a text takes Ctrl+Z and Ctrl+Y for itself, though it has nothing to undo.
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}

function belongsToField({ ctrlKey, metaKey, altKey }: KeyboardEvent, command: CommandId): boolean {
  if (command === 'undo' || command === 'redo') return true
  const writes = !ctrlKey && !metaKey && (!altKey || onMac) // on a Mac, Option writes signs
  return writes
}

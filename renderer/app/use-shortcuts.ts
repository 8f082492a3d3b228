import { useEffect, useEffectEvent } from 'react'
import type { CommandId } from '../state/command-table'
import { commandOfEvent, onMac } from '../state/keys'
import { isDialogOpen } from '../ui/is-dialog-open'
import { isField } from '../ui/is-field'

/** What is done again and again while its key is held down. */
const goesOn: ReadonlySet<CommandId> = new Set(['undo', 'redo', 'larger-text', 'smaller-text'])

/**
 * The keys that work in the whole window; `run` answers whether there was something to do. A text field keeps its
 * letters and its own undo, and no key reaches behind an open dialog. The tabs are on Alt+Shift with a digit:
 * browsers switch their own tabs with Ctrl, Cmd or Alt and a digit.
 */
export function useShortcuts(run: (command: CommandId) => boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    // Not asked: whether the default was prevented. ProseMirror does that for undo and redo, and does nothing else.
    const command = commandOfEvent(event, 'window')
    // The browser itself tells of a paste, with what is on the clipboard.
    if (command === null || command === 'paste') return
    if (isDialogOpen()) return
    if (isField(event.target) && belongsToField(event, command)) return
    // Held down, a key would open and close in turns, or open twice.
    if ((event.repeat && !goesOn.has(command)) || run(command)) event.preventDefault()
  })
  useEffect(() => {
    // On the way down: the editor of a text takes Ctrl+Z and Ctrl+Y for itself, though it has nothing to undo.
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}

function belongsToField({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, command: CommandId): boolean {
  if (command === 'undo' || command === 'redo') return true
  if (/^F\d+$/.test(key)) return false
  const writes = !ctrlKey && !metaKey && (!altKey || onMac) // on a Mac, Option writes signs
  return writes
}

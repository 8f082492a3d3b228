import { useEffect, useEffectEvent } from 'react'
import { isField } from '../ui/is-field'
import { holdsCommand } from '../ui/shortcut'
import { type Tab, tabs } from './tabs'

export type Command = 'import' | 'export' | 'undo' | 'redo' | 'keys' | 'find' | 'palette'

/**
 * The keys that work everywhere. A text field keeps its own undo, and no key reaches behind an open dialog. The
 * tabs are on Alt+Shift with a digit: browsers switch their own tabs with Ctrl, Cmd or Alt and a digit.
 */
export function useShortcuts(run: (command: Command) => void, onTab: (tab: Tab) => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || document.querySelector('dialog[open]') !== null) return
    // Not asked: whether the default was prevented. ProseMirror does that for undo and redo, and does nothing else.
    const tab = tabOf(event)
    const command = tab === null ? commandOf(event) : null
    if (tab !== null) onTab(tab)
    else if (command !== null) run(command)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    // On the way down: the editor of a text takes Ctrl+Z and Ctrl+Y for itself, though it has nothing to undo.
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}

function tabOf({ altKey, shiftKey, ctrlKey, metaKey, code }: KeyboardEvent): Tab | null {
  if (!altKey || !shiftKey || ctrlKey || metaKey) return null
  const digit = /^Digit([1-9])$/.exec(code)?.[1]
  return digit === undefined ? null : (tabs[Number(digit) - 1] ?? null)
}

function commandOf(event: KeyboardEvent): Command | null {
  const { key, altKey, shiftKey, ctrlKey, metaKey, target } = event
  const inField = isField(target)
  if (!ctrlKey && !metaKey && !altKey) return key === '?' && !inField ? 'keys' : null
  if (!holdsCommand(event) || altKey) return null
  switch (key.toLowerCase()) {
    case 'z':
      if (inField) return null
      return shiftKey ? 'redo' : 'undo'
    case 'y':
      return inField || shiftKey ? null : 'redo'
    case 'o':
      return shiftKey ? null : 'import'
    case 'e':
      return shiftKey ? null : 'export'
    default:
      return null
  }
}

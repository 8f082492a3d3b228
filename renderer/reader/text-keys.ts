import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/** Where a key goes that means the whole text, wherever the page ends. */
export type TextEnds = {
  readonly selectAll: () => void
  readonly goTo: (end: 'start' | 'end', extend: boolean) => void
}

const isMac = navigator.platform.startsWith('Mac')

/**
 * Ctrl+A, Ctrl+Home and Ctrl+End and what they are on a Mac. The browser would go as far as the page is laid out; all
 * other keys move within what is.
 */
export function textKeys({ selectAll, goTo }: TextEnds): Extension {
  return Extension.create({
    name: 'textKeys',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handleKeyDown: (_, event) => {
            const command = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
            if (!command || event.altKey) return false
            if (letterOf(event) === 'A' && !event.shiftKey) selectAll()
            else if (event.key === (isMac ? 'ArrowUp' : 'Home')) goTo('start', event.shiftKey)
            else if (event.key === (isMac ? 'ArrowDown' : 'End')) goTo('end', event.shiftKey)
            else return false
            return true
          },
        },
      }),
    ],
  })
}

/** The Latin letter of a key: the one that it writes, else the one in its place. */
function letterOf({ key, code }: KeyboardEvent): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  return /^Key([A-Z])$/.exec(code)?.[1] ?? null
}

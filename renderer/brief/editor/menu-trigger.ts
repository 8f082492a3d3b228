import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'

/** What was typed to open a menu: its sign, and the words behind it. */
export type Trigger = {
  readonly sign: '/' | '@'
  readonly from: number
  readonly to: number
  readonly words: string
}

/** What an open menu does with a key; true when it took it. */
export type MenuKeys = (event: KeyboardEvent) => boolean

type MenuState = {
  readonly trigger: Trigger | null
  /** Where a sign stands whose menu was closed: it stays closed. */
  readonly closedAt: number | null
  /** The element of the entry that is marked, for screen readers. */
  readonly marked: string | null
}

const key = new PluginKey<MenuState>('menuTrigger')

// At the start of a block or behind a space; a mention of an address or a fraction opens nothing. What is cited may also be
// sought right behind the end of a sentence or another mark.
const signs = [
  { sign: '/', pattern: /(?:^|\s)\/((?:[\p{L}\p{N}-]+ ?){0,5})$/u },
  { sign: '@', pattern: /(?:^|[\s("“‘.,;:!?…)”’»\ufffc])@([^\s@][^@\ufffc]{0,60}|)$/u },
] as const

/** The menu that is to be open; null for none. */
export function triggerOf(state: EditorState): Trigger | null {
  return key.getState(state)?.trigger ?? null
}

/** The id of the entry that is marked in the open menu. */
export function markedIn(state: EditorState): string | null {
  return key.getState(state)?.marked ?? null
}

/** Marks an entry, so that a screen reader says it. */
export function markEntry(transaction: Transaction, marked: string | null): Transaction {
  return transaction.setMeta(key, { marked })
}

/** Closes the menu; what was typed stays. */
export function closeMenu(transaction: Transaction): Transaction {
  return transaction.setMeta(key, { close: true })
}

/** Notices the signs that open a menu. It opens by typing alone: a caret that comes by opens nothing. */
export const MenuTrigger = Extension.create<{ readonly onKey: MenuKeys }>({
  name: 'menuTrigger',
  priority: 1000,
  addOptions: () => ({ onKey: () => false }),
  addProseMirrorPlugins() {
    const { onKey } = this.options
    return [
      new Plugin<MenuState>({
        key,
        state: {
          init: () => ({ trigger: null, closedAt: null, marked: null }),
          apply: next,
        },
        props: {
          handleKeyDown: ({ state }, event) =>
            !event.isComposing && triggerOf(state) !== null && onKey(event),
        },
      }),
    ]
  },
})

function next(transaction: Transaction, before: MenuState, _: EditorState, state: EditorState): MenuState {
  // What is set with this key is set in this file.
  const meta = transaction.getMeta(key) as
    | { readonly marked?: string | null; readonly close?: true }
    | undefined
  if (meta?.close === true) return { trigger: null, closedAt: before.trigger?.from ?? null, marked: null }
  if (meta?.marked !== undefined) return { ...before, marked: meta.marked }
  if (!transaction.docChanged && !transaction.selectionSet) return before
  const trigger = typedAt(state)
  const closedAt = before.closedAt === null ? null : transaction.mapping.map(before.closedAt)
  if (trigger === null) return { trigger, closedAt: null, marked: null }
  const isTyped = transaction.docChanged && transaction.getMeta('addToHistory') !== false
  if (trigger.from === closedAt || (before.trigger === null && !isTyped)) {
    return { trigger: null, closedAt, marked: null }
  }
  return { trigger, closedAt: null, marked: before.marked }
}

function typedAt({ selection, storedMarks }: EditorState): Trigger | null {
  const { $from, empty } = selection
  if (!empty || !$from.parent.isTextblock) return null
  if ((storedMarks ?? $from.marks()).some(({ type }) => type.name === 'code')) return null
  const before = $from.parent.textBetween(
    Math.max(0, $from.parentOffset - 80),
    $from.parentOffset,
    undefined,
    '\ufffc',
  )
  for (const { sign, pattern } of signs) {
    const words = pattern.exec(before)?.[1]
    if (words !== undefined) return { sign, from: $from.pos - words.length - 1, to: $from.pos, words }
  }
  return null
}

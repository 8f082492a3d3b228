import type { z } from 'zod'
import type { NotebookState } from '../../shared/contract/calls'
import type { Host } from './host'

/** The longest that typing stays unsaved while it goes on, in milliseconds. */
export const UNSAVED_MS = 300

/** Things of one sort that are not on the disk yet, by their ids. */
export type Unsaved<Value> = {
  /** Null when nothing is kept, or nothing that can be understood. */
  readonly read: (id: string) => Value | null
  readonly write: (id: string, value: Value) => void
  readonly forget: (id: string) => void
  readonly ids: () => readonly string[]
}

/** Which notebook is meant: a copy of its folder has the same id. */
export type WhichNotebook = Pick<NotebookState, 'id' | 'folder'>

const PREFIX = 'unsaved '

/** What a window keeps. */
type Keeping = {
  readonly storage: Storage
  /** With what the keys of the notebook that is open begin. */
  own: string
  /** What is on no disk, by its keys. */
  readonly held: Set<string>
}

const keepings = new WeakMap<Host, Keeping>()

/**
 * Keeps what is not saved yet for the next page, should this one be loaded again, die, or close while the disk takes nothing.
 * `sort` names what it is. It belongs to the notebook that is open: what is kept for another waits until that one is opened.
 */
export function unsavedOf<Value>(host: Host, sort: string, schema: z.ZodType<Value>): Unsaved<Value> {
  const keeping = keepingOf(host)
  const { storage, held } = keeping
  const prefix = () => `${keeping.own}${sort}:`
  return {
    read: (id) => {
      try {
        const kept = schema.safeParse(JSON.parse(storage.getItem(prefix() + id) ?? 'null'))
        return kept.success ? kept.data : null
      } catch {
        return null
      }
    },
    write: (id, value) => {
      const key = prefix() + id
      held.add(key)
      try {
        storage.setItem(key, JSON.stringify(value))
      } catch {
        // More than the browser keeps. The window still has it.
      }
    },
    forget: (id) => {
      const key = prefix() + id
      held.delete(key)
      storage.removeItem(key)
    },
    ids: () => keysIn(storage, prefix()).map((key) => key.slice(prefix().length)),
  }
}

/** From now on this notebook is open in the window. To be said before anything is shown that may be typed in. */
export function keepFor(host: Host, notebook: WhichNotebook): void {
  keepingOf(host).own = keyOf(notebook)
}

/** Two notebooks have the same one only when they are the same. */
export function keyOf({ id, folder }: WhichNotebook): string {
  return `${PREFIX}${id} ${JSON.stringify(folder)} `
}

function keepingOf(host: Host): Keeping {
  const there = keepings.get(host)
  if (there !== undefined) return there
  const storage = storageOf(host)
  const keeping = { storage, own: PREFIX, held: new Set(keysIn(storage, PREFIX)) }
  keepings.set(host, keeping)
  askBeforeClosing(host, keeping)
  return keeping
}

/**
 * The browser's own store: for this page alone in a browser, where another page may have the same document, and beyond the
 * window on the desktop, where there is no other and none asks before it closes.
 */
function storageOf({ kind }: Host): Storage {
  return kind === 'desktop' ? localStorage : sessionStorage
}

function keysIn(storage: Storage, prefix: string): string[] {
  return Object.keys(storage).filter((key) => key.startsWith(prefix))
}

/** A browser, which forgets with a page what it kept for it, asks before it closes one that holds anything. */
function askBeforeClosing({ kind }: Host, { held }: Keeping): void {
  if (kind === 'browser')
    addEventListener('beforeunload', (event) => {
      if (held.size > 0) event.preventDefault()
    })
}

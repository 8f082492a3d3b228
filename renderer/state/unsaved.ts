import type { z } from 'zod'
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

const PREFIX = 'unsaved-'

/** What each window holds that is on no disk, by its keys. */
const heldBy = new WeakMap<Host, Set<string>>()

/**
 * Keeps what is not saved yet for the next page, should this one be loaded again, die, or close while the disk takes nothing.
 * `sort` names what it is.
 */
export function unsavedOf<Value>(host: Host, sort: string, schema: z.ZodType<Value>): Unsaved<Value> {
  const storage = storageOf(host)
  const held = heldBy.get(host) ?? beginToHold(host, storage)
  const prefix = `${PREFIX}${sort}:`
  return {
    read: (id) => {
      try {
        const kept = schema.safeParse(JSON.parse(storage.getItem(prefix + id) ?? 'null'))
        return kept.success ? kept.data : null
      } catch {
        return null
      }
    },
    write: (id, value) => {
      held.add(prefix + id)
      try {
        storage.setItem(prefix + id, JSON.stringify(value))
      } catch {
        // More than the browser keeps. The window still has it.
      }
    },
    forget: (id) => {
      held.delete(prefix + id)
      storage.removeItem(prefix + id)
    },
    ids: () => keysIn(storage, prefix).map((key) => key.slice(prefix.length)),
  }
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

/** From now on a browser, which forgets with a page what it kept for it, asks before it closes one that holds anything. */
function beginToHold(host: Host, storage: Storage): Set<string> {
  const held = new Set(keysIn(storage, PREFIX))
  heldBy.set(host, held)
  if (host.kind === 'browser')
    addEventListener('beforeunload', (event) => {
      if (held.size > 0) event.preventDefault()
    })
  return held
}

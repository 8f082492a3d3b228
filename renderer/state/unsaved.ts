import type { z } from 'zod'
import type { Host } from './host'

/** Things of one sort that are not on the disk yet, by their ids. */
export type Unsaved<Value> = {
  /** Null when nothing is kept, or nothing that can be understood. */
  readonly read: (id: string) => Value | null
  readonly write: (id: string, value: Value) => void
  readonly forget: (id: string) => void
  readonly ids: () => readonly string[]
}

/**
 * Keeps what is not saved yet for the next page, should this one be loaded again, die, or close while the disk takes nothing.
 * `sort` names what it is.
 */
export function unsavedOf<Value>(host: Host, sort: string, schema: z.ZodType<Value>): Unsaved<Value> {
  const storage = storageOf(host)
  const prefix = `unsaved-${sort}:`
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
      try {
        storage.setItem(prefix + id, JSON.stringify(value))
      } catch {
        // More than the browser keeps. The window still has it.
      }
    },
    forget: (id) => storage.removeItem(prefix + id),
    ids: () =>
      Object.keys(storage).flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : [])),
  }
}

/**
 * The browser's own store: for this page alone in a browser, where another page may have the same document, and beyond the
 * window on the desktop, where there is no other and none asks before it closes.
 */
function storageOf({ kind }: Host): Storage {
  return kind === 'desktop' ? localStorage : sessionStorage
}

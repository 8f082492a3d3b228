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
  /** What of it the browser has no room for: only this window has it. */
  readonly here: Map<string, string>
  readonly listeners: Set<(risk: Risk) => void>
}

/** What can become of words that only this window has: it has begun to have such, or it would close now. */
export type Risk = 'no-room' | 'closing'

const keepings = new WeakMap<Host, Keeping>()

/**
 * Keeps what is not saved yet for the next page, should this one be loaded again, die, or close while the disk takes nothing.
 * `sort` names what it is. It belongs to the notebook that is open: what is kept for another waits until that one is opened.
 */
export function unsavedOf<Value>(host: Host, sort: string, schema: z.ZodType<Value>): Unsaved<Value> {
  const keeping = keepingOf(host)
  const { storage, held, here } = keeping
  const prefix = () => `${keeping.own}${sort}:`
  return {
    read: (id) => {
      try {
        const kept = schema.safeParse(JSON.parse(textOf(keeping, prefix() + id) ?? 'null'))
        return kept.success ? kept.data : null
      } catch {
        return null
      }
    },
    write: (id, value) => hold(keeping, prefix() + id, JSON.stringify(value)),
    forget: (id) => {
      const key = prefix() + id
      held.delete(key)
      here.delete(key)
      storage.removeItem(key)
    },
    ids: () =>
      [...new Set([...keysIn(storage, prefix()), ...here.keys()])].flatMap((key) =>
        key.startsWith(prefix()) ? key.slice(prefix().length) : [],
      ),
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

/** Where a notebook of this id lay when something was typed in it that is still kept: it was moved since, or is a copy. */
export function foldersBefore(host: Host, { id, folder }: WhichNotebook): readonly string[] {
  const { storage } = keepingOf(host)
  const prefix = `${PREFIX}${id} `
  const folders = keysIn(storage, prefix).flatMap((key) => {
    const [quoted] = /^"(?:[^"\\]|\\.)*"/.exec(key.slice(prefix.length)) ?? []
    return quoted === undefined ? [] : String(JSON.parse(quoted))
  })
  return [...new Set(folders)].filter((one) => one !== folder)
}

/** Keeps for the notebook here what was kept for it in another folder; what is kept here already stays. */
export function takeUp(host: Host, notebook: WhichNotebook, from: string): void {
  const keeping = keepingOf(host)
  const { storage, here, held } = keeping
  const before = keyOf({ ...notebook, folder: from })
  for (const key of keysIn(storage, before)) {
    const own = keyOf(notebook) + key.slice(before.length)
    if (textOf(keeping, own) !== null) continue
    hold(keeping, own, storage.getItem(key) ?? 'null')
    if (here.has(own)) continue // there was no room for both
    storage.removeItem(key)
    held.delete(key)
  }
}

function keepingOf(host: Host): Keeping {
  const there = keepings.get(host)
  if (there !== undefined) return there
  const storage = storageOf(host)
  const keeping: Keeping = {
    storage,
    own: PREFIX,
    held: new Set(keysIn(storage, PREFIX)),
    here: new Map(),
    listeners: new Set(),
  }
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

function hold(keeping: Keeping, key: string, text: string): void {
  const { storage, here, held } = keeping
  held.add(key)
  try {
    storage.setItem(key, text)
    here.delete(key)
  } catch {
    if (here.size === 0) tell(keeping, 'no-room')
    here.set(key, text)
  }
}

function textOf({ storage, here }: Keeping, key: string): string | null {
  return here.get(key) ?? storage.getItem(key)
}

/** Tells of words that only this window has, which are lost with it. */
export function onRisk(host: Host, listener: (risk: Risk) => void): () => void {
  const { listeners } = keepingOf(host)
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell({ listeners }: Keeping, risk: Risk): void {
  for (const listener of listeners) listener(risk)
}

/**
 * A browser, which forgets with a page what it kept for it, asks before it closes one that holds anything. The window of the
 * desktop is not asked about: it stays open once, which is said, where words are only here, and closes the next time.
 */
function askBeforeClosing({ kind }: Host, keeping: Keeping): void {
  const { held, here } = keeping
  let wasTold: string | null = null
  addEventListener('beforeunload', (event) => {
    const only = JSON.stringify([...here])
    const isLosing = kind === 'browser' ? held.size > 0 : here.size > 0 && wasTold !== only
    if (!isLosing) return
    event.preventDefault()
    if (kind === 'browser') return
    wasTold = only
    tell(keeping, 'closing')
  })
}

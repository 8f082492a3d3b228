import type { Reason } from '../../shared/contract/failure'
import type { Host } from './host'

/** What was refused is tried again after this long, then after twice as long, up to ten seconds: a disk has room again at once. */
const FIRST = 5000
const LONGEST = 10_000

/**
 * Refusals that go away by themselves or by what a person does elsewhere, as when a disk has room again. Where nothing at all
 * can be changed is not among them: a window is told when that ends, and saves what it kept then.
 */
const passing: ReadonlySet<Reason> = new Set([
  'unavailable',
  'disk-full',
  'disk-read-only',
  'no-permission',
  'disk-error',
])

/** Whether the same may be taken later. */
export function mayPass(reason: Reason): boolean {
  return passing.has(reason)
}

export type Retries<Key> = {
  /** Tries it again in a while, a longer one each time. */
  readonly later: (key: Key, run: () => void) => void
  /** It was taken, or is given up. */
  readonly over: (key: Key) => void
}

/** Tries again what was refused, for as long as the window is open. */
export function createRetries<Key>(): Retries<Key> & { readonly allOver: () => void } {
  const timers = new Map<Key, ReturnType<typeof setTimeout>>()
  const waits = new Map<Key, number>()
  const over = (key: Key) => {
    clearTimeout(timers.get(key))
    timers.delete(key)
    waits.delete(key)
  }
  return {
    later: (key, run) => {
      const wait = waits.get(key) ?? FIRST
      clearTimeout(timers.get(key))
      timers.set(key, setTimeout(run, wait))
      waits.set(key, Math.min(2 * wait, LONGEST))
    },
    over,
    allOver: () => [...timers.keys()].forEach(over),
  }
}

type FieldRetries = Retries<string> & {
  /** How often the notebook was opened anew. */
  readonly openings: () => number
}

const ofFields = new WeakMap<Host, FieldRetries>()

/**
 * The retries of all fields of a window, which outlive the fields. When the notebook is opened anew they are over: what they
 * would write over may be another text by now. What was typed is kept, and its field says so when it is shown.
 */
export function retriesOfFields(host: Host): FieldRetries {
  const there = ofFields.get(host)
  if (there !== undefined) return there
  const retries = createRetries<string>()
  let openings = 0
  const made = { ...retries, openings: () => openings }
  ofFields.set(host, made)
  host.onEvent(({ kind }) => {
    if (kind !== 'reopened') return
    openings += 1
    retries.allOver()
  })
  return made
}

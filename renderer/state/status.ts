import { createContext, useContext, useSyncExternalStore } from 'react'
import { withBalancedQuotes } from '../../shared/model/balanced'

type Words = {
  readonly text: string
  /** Leads to what the words are about; null when that is in view, or nowhere. */
  readonly show: (() => void) | null
}

type Said =
  | { readonly tone: 'saved'; readonly at: Date }
  | (Words & { readonly tone: 'said' })
  /** What was met in the files of the notebook while one did something else. */
  | (Words & { readonly tone: 'met'; readonly isGood: boolean })
  /** Work that was refused; `about` is what a later success must be about to take its place. */
  | (Words & { readonly tone: 'refused'; readonly about: string | null })

/** The last thing the status bar has to say. Each has a number of its own: the same words twice are two remarks. */
export type Remark = Said & { readonly number: number }

/** Work that was refused and is not done yet: since when, and why the last time. */
export type OpenRefusal = { readonly since: Date; readonly why: string }

/**
 * Where every confirmation and every refusal goes: one line, read out politely. What was refused stays until it is put away or
 * the next thing that a person does is answered. What comes by itself takes its place in no other case: work that was saved
 * must be the same, and what is met in the files waits until it has gone.
 */
export type Status = {
  readonly saved: (about?: string | null) => void
  /** Answers what a person did just now. */
  readonly say: (text: string, show?: (() => void) | null) => void
  readonly refuse: (text: string, show?: (() => void) | null, about?: string | null) => void
  /** What was refused about this is still open; that was told where it was done. */
  readonly noteOpen: (about: string, why: string) => void
  /** Tells what nobody asked for. It stays as a refusal does, yet gives way to one. */
  readonly tell: (text: string, show: (() => void) | null, isGood: boolean) => void
  /** What was refused about this is in order by now, which nobody has to be told. */
  readonly over: (about: string) => void
  /** The remark was read. */
  readonly putAway: () => void
  /** What is told of the files is in view: it was read there. */
  readonly putAwayMet: () => void
  /** Forgets what was said of a view that is left; what was refused stays, and what still leads somewhere. */
  readonly leaveView: () => void
  readonly current: () => Remark | null
  /** What was refused and was not done since, by what it is about; also what was put away. */
  readonly refusals: () => ReadonlyMap<string, OpenRefusal>
  readonly subscribe: (listener: () => void) => () => void
}

export function createStatus(): Status {
  let remark: Remark | null = null
  /** What was met while a refusal stood there, the first to be told before the others. */
  let waiting: readonly Said[] = []
  let refusals: ReadonlyMap<string, OpenRefusal> = new Map()
  const listeners = new Set<() => void>()
  let number = 0
  const announce = () => {
    for (const listener of listeners) listener()
  }
  const become = (next: Said | null) => {
    number += 1
    remark = next === null ? null : { ...inOrder(next), number }
    announce()
  }
  const settle = (about: string | null) => {
    if (about === null || !refusals.has(about)) return
    refusals = new Map(Array.from(refusals).filter(([one]) => one !== about))
    announce()
  }
  const noteRefusal = (about: string, why: string) => {
    refusals = new Map(refusals).set(about, { since: refusals.get(about)?.since ?? new Date(), why })
  }
  /** What waited comes before what says no more than that all is well. */
  const giveWayTo = (next: Said | null) => {
    const [first, ...others] = waiting
    waiting = others
    become(first ?? next)
  }
  return {
    saved: (about = null) => {
      settle(about)
      const isSame = remark?.tone === 'refused' && about !== null && remark.about === about
      if (!stays(remark) || isSame) giveWayTo({ tone: 'saved', at: new Date() })
    },
    say: (text, show = null) => become({ tone: 'said', text, show }),
    refuse: (text, show = null, about = null) => {
      if (about !== null) noteRefusal(about, text)
      if (remark?.tone === 'met') waiting = [remark, ...waiting]
      become({ tone: 'refused', text, show, about })
    },
    noteOpen: (about, why) => {
      noteRefusal(about, why)
      announce()
    },
    tell: (text, show, isGood) => {
      const met = { tone: 'met', text, show, isGood } as const
      if (remark?.tone === 'refused') waiting = [...waiting, met]
      else become(met)
    },
    over: (about) => {
      settle(about)
      if (remark?.tone === 'refused' && remark.about === about) giveWayTo(null)
    },
    putAway: () => {
      if (remark !== null) giveWayTo(null)
    },
    putAwayMet: () => {
      waiting = []
      if (remark?.tone === 'met') become(null)
    },
    leaveView: () => {
      if (remark?.tone === 'said' && remark.show === null) giveWayTo(null)
    },
    current: () => remark,
    refusals: () => refusals,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** No title that it quotes turns the words behind it. */
function inOrder(said: Said): Said {
  return said.tone === 'saved' ? said : { ...said, text: withBalancedQuotes(said.text) }
}

/** Whether it stands there until somebody has read it. */
export function stays(remark: Remark | null): boolean {
  return remark?.tone === 'refused' || remark?.tone === 'met'
}

export const StatusContext = createContext<Status>(createStatus())

export function useStatus(): Status {
  return useContext(StatusContext)
}

/** The last remark; the component is drawn again with each new one. */
export function useRemark(): Remark | null {
  const status = useStatus()
  return useSyncExternalStore(status.subscribe, status.current)
}

/** What was refused and was not done since; the component is drawn again when that changes. */
export function useRefusals(): ReadonlyMap<string, OpenRefusal> {
  const status = useStatus()
  return useSyncExternalStore(status.subscribe, status.refusals)
}

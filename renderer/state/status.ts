import { createContext, useContext, useSyncExternalStore } from 'react'

type Said =
  | { readonly tone: 'saved'; readonly at: Date }
  | {
      readonly tone: 'said' | 'refused'
      readonly text: string
      /** Leads to what the words are about; null when that is in view, or nowhere. */
      readonly show: (() => void) | null
    }

/** The last thing the status bar has to say. Each has a number of its own: the same words twice are two remarks. */
export type Remark = Said & { readonly number: number }

/** Where every confirmation and every refusal goes: one line, read out politely. */
export type Status = {
  readonly saved: () => void
  readonly say: (text: string, show?: (() => void) | null) => void
  readonly refuse: (text: string, show?: (() => void) | null) => void
  /** Forgets what was said of a view that is left; what was refused stays, and what still leads somewhere. */
  readonly leaveView: () => void
  readonly current: () => Remark | null
  readonly subscribe: (listener: () => void) => () => void
}

export function createStatus(): Status {
  let remark: Remark | null = null
  const listeners = new Set<() => void>()
  let number = 0
  const become = (next: Said | null) => {
    number += 1
    remark = next === null ? null : { ...next, number }
    for (const listener of listeners) listener()
  }
  return {
    saved: () => become({ tone: 'saved', at: new Date() }),
    say: (text, show = null) => become({ tone: 'said', text, show }),
    refuse: (text, show = null) => become({ tone: 'refused', text, show }),
    leaveView: () => {
      if (remark?.tone === 'said' && remark.show === null) become(null)
    },
    current: () => remark,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
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

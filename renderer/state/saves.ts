import { createContext, useContext } from 'react'

/** What this window is still saving. Undo waits for it, so that it means the last thing that a person did. */
export type Saves = {
  readonly track: (work: Promise<unknown>) => void
  /** Resolves once nothing is being saved; never rejects. */
  readonly settled: () => Promise<void>
}

export function createSaves(): Saves {
  const running = new Set<Promise<unknown>>()
  return {
    track: (work) => {
      running.add(work)
      void Promise.allSettled([work]).finally(() => running.delete(work))
    },
    settled: async () => {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}

export const SavesContext = createContext<Saves>(createSaves())

export function useSaves(): Saves {
  return useContext(SavesContext)
}

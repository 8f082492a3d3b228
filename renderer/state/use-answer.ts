import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import type { CallName, Input, Output } from '../../shared/contract/calls'
import type { NotebookEvent } from '../../shared/contract/events'
import { Failure } from '../../shared/contract/failure'
import { sentenceOf } from './host'
import { useHost } from './host-context'
import { useStatus } from './status'

/**
 * What the host answered last; `value` is null until it did. A failure keeps the value that was there, and the status
 * bar says that it is not the newest.
 */
export type Asked<Value> = { readonly value: Value | null; readonly failure: string | null }

/** So many questions in a row are asked at once. In a flood of events each of the next ones waits a while. */
const FEW = 4
/** That is so many times as long as the answer before it took to come and be drawn, so that the window can do other things. */
const REST = 3
/** However long it took, no view lags behind by more. */
const MOST_REST_MS = 400

type Held<Value> = Asked<Value> & { readonly key: string | null }

/**
 * Holds the answer to one call, and asks again when an event passes `refreshOn` or the host is back.
 * An `input` of null asks nothing. An answer to an earlier question is never shown for the present one; with another
 * `stamp` it is another question.
 */
export function useAnswer<Name extends CallName>(
  name: Name,
  input: Input<Name> | null,
  refreshOn: (event: NotebookEvent) => boolean,
  stamp = '',
): Asked<Output<Name>> {
  const host = useHost()
  const status = useStatus()
  const key = input === null ? null : JSON.stringify([name, input, stamp])
  const [held, setHeld] = useState<Held<Output<Name>>>({ key: null, value: null, failure: null })
  const concerns = useEffectEvent(refreshOn)
  const put = useEffectEvent(() => (input === null ? null : host.call(name, input)))
  const hold = useCallback((key: string, answered: Partial<Asked<Output<Name>>>) => {
    setHeld((before) => ({
      key,
      value: before.key === key ? before.value : null,
      failure: null,
      ...answered,
    }))
  }, [])

  useEffect(() => {
    if (key === null) return undefined
    const state = { current: true, asking: false, stale: false, answered: false, row: 0, rested: 0 }

    async function ask(key: string) {
      state.stale = true
      if (state.asking) return // the question under way is asked once more when it is answered
      state.asking = true
      while (state.stale && state.current) {
        const early = state.rested - performance.now()
        state.row = early > 0 ? state.row + 1 : 0
        if (state.row >= FEW) await pause(early)
        if (!state.current) break
        state.stale = false
        const asked = performance.now()
        try {
          const value = await put()
          if (state.current && value !== null) hold(key, { value })
          state.answered = true
          status.over(key)
        } catch (error) {
          if (!state.current) continue
          const failure = sentenceOf(error)
          hold(key, { failure })
          // What is no longer there has been deleted, which the status bar has said already.
          const gone = error instanceof Failure && error.reason === 'not-found'
          if (state.answered && !gone) status.refuse(failure, null, key)
        }
        await pause(0) // the answer is drawn first, which counts too
        const now = performance.now()
        state.rested = now + Math.min(REST * (now - asked), MOST_REST_MS)
      }
      state.asking = false
    }

    void ask(key)
    const offEvent = host.onEvent((event) => {
      if (concerns(event)) void ask(key)
    })
    const offConnection = host.onConnection(() => {
      if (host.connection() === 'open') void ask(key)
    })
    return () => {
      state.current = false
      offEvent()
      offConnection()
    }
  }, [host, status, key, hold])

  return held.key === key ? held : { value: null, failure: null }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

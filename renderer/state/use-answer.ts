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

type Held<Value> = Asked<Value> & { readonly key: string | null }

/**
 * Holds the answer to one call, and asks again when an event passes `refreshOn` or the host is back.
 * An `input` of null asks nothing. An answer to an earlier question is never shown for the present one.
 */
export function useAnswer<Name extends CallName>(
  name: Name,
  input: Input<Name> | null,
  refreshOn: (event: NotebookEvent) => boolean,
): Asked<Output<Name>> {
  const host = useHost()
  const status = useStatus()
  const key = input === null ? null : JSON.stringify([name, input])
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
    const state = { current: true, asking: false, stale: false, answered: false }

    async function ask(key: string) {
      state.stale = true
      if (state.asking) return // the question under way is asked once more when it is answered
      state.asking = true
      while (state.stale && state.current) {
        state.stale = false
        try {
          const value = await put()
          if (state.current && value !== null) hold(key, { value })
          state.answered = true
        } catch (error) {
          if (!state.current) continue
          const failure = sentenceOf(error)
          hold(key, { failure })
          // What is no longer there has been deleted, which the status bar has said already.
          const gone = error instanceof Failure && error.reason === 'not-found'
          if (state.answered && !gone) status.refuse(failure)
        }
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

import { useCallback, useRef } from 'react'
import type { Answer } from '../../shared/contract/answer'
import type { CallName, Input, Output } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import { sentenceOf } from './host'
import { useHost, useRefusal } from './host-context'
import { useStatus } from './status'

/** What an attempt says in the status bar when it worked; without it: when it was saved. */
type Words<Value> = (value: Value) => string

export type Attempt = <Name extends CallName>(
  name: Name,
  input: Input<Name>,
  words?: Words<Output<Name>>,
  /** It was refused before, and is tried again by itself: the same refusal is no news. */
  isAgain?: boolean,
) => Promise<Answer<Output<Name>>>

/** Makes a change and tells the status bar how it went. Never rejects; what cannot be changed is refused here. */
export function useAttempt(): Attempt {
  const host = useHost()
  const status = useStatus()
  const refusal = useRefusal()
  /** Why this view was refused last. */
  const told = useRef<string | null>(null)
  return useCallback<Attempt>(
    async (name, input, words, isAgain = false) => {
      try {
        if (refusal !== null) throw new Failure('read-only', refusal)
        const value = await host.call(name, input)
        if (words === undefined) status.saved(name)
        else status.say(words(value))
        told.current = null
        return { ok: true, value }
      } catch (error) {
        const message = sentenceOf(error)
        if (!isAgain || told.current !== message) status.refuse(message, null, name)
        told.current = message
        return { ok: false, error: { reason: error instanceof Failure ? error.reason : 'bug', message } }
      }
    },
    [host, status, refusal],
  )
}

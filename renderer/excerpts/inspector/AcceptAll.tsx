import { useEffect, useEffectEvent } from 'react'
import { keyWords, matchesKey } from '../../state/keys'
import { focusFieldOf } from './first-field'
import type { Offers } from './offers'
import type { Draft } from './use-annotation-draft'

const KEY = { sign: 'Enter', command: true }

type Props = { readonly draft: Draft; readonly offers: Offers }

/**
 * Accepts all that the text says about the empty fields at once, by its key from any of them. One offer alone has the
 * key too, and a button of its own.
 */
export function AcceptAll({ draft, offers: { count, acceptAll } }: Props) {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const inForm = event.target instanceof Element && event.target.closest('.insp-form') !== null
    if (count === 0 || draft.refusal !== null || !inForm || !matchesKey(event, KEY)) return
    event.preventDefault()
    event.stopPropagation()
    acceptAll()
  })
  useEffect(() => {
    // On the way down: the editor of the memo has a use of its own for this key.
    addEventListener('keydown', pressed, { capture: true })
    return () => removeEventListener('keydown', pressed, { capture: true })
  }, [])
  if (count < 2 || draft.refusal !== null) return null
  return (
    <div className="accept-all">
      <button
        type="button"
        className="btn small line"
        onClick={({ currentTarget }) => {
          focusFieldOf(currentTarget, '.insp-form')
          acceptAll()
        }}
      >
        Accept all {count}
        <kbd aria-hidden="true">{keyWords(KEY)}</kbd>
      </button>
    </div>
  )
}

import { useEffect, useRef } from 'react'

/** By what a person goes on with what is open. */
const acts = ['keydown', 'pointerdown', 'wheel'] as const

/**
 * Answers what begins to watch; what that answers is asked once whether the person turned to something else since then: opened
 * it, so that `place` is another one, or went on with what is open. Who looks through the library or the report has not.
 */
export function useTurning(place: string): () => () => boolean {
  const now = useRef(place)
  useEffect(() => {
    now.current = place
  })
  return () => {
    const before = now.current
    let hasActed = false
    const see = ({ target }: Event) => {
      hasActed ||=
        target instanceof Element && target.closest('.panel') !== null && target.closest('.lib') === null
    }
    for (const act of acts) document.addEventListener(act, see, { capture: true, passive: true })
    return () => {
      for (const act of acts) document.removeEventListener(act, see, { capture: true })
      return hasActed || now.current !== before
    }
  }
}

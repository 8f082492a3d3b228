import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'

/** Hears the keys that are pressed within the element with the ref it returns, whatever control has the focus. */
export function useKeysWithin(
  onKey: (event: KeyboardEvent, within: HTMLElement) => void,
): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null)
  const heard = useEffectEvent((event: KeyboardEvent) => {
    if (ref.current !== null) onKey(event, ref.current)
  })
  useEffect(() => {
    const within = ref.current
    within?.addEventListener('keydown', heard)
    return () => within?.removeEventListener('keydown', heard)
  }, [])
  return ref
}

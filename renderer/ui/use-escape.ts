import { useEffect, useEffectEvent } from 'react'

/** While `active`, Escape runs `onEscape`, unless something nearer to the focus or an open dialog takes it. */
export function useEscape(active: boolean, onEscape: () => void): void {
  const escaped = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
    if (document.querySelector('dialog[open]') !== null) return
    event.preventDefault()
    onEscape()
  })
  useEffect(() => {
    if (!active) return undefined
    addEventListener('keydown', escaped)
    return () => removeEventListener('keydown', escaped)
  }, [active])
}

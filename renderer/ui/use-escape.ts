import { useEffect, useEffectEvent } from 'react'
import { isDialogOpen } from './is-dialog-open'

/** While `active`, Escape runs `onEscape`, unless something nearer to the focus or an open dialog takes it. */
export function useEscape(active: boolean, onEscape: () => void): void {
  const escaped = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return
    // The editor of a text prevents what a browser would do and does nothing else; who takes the key there stops it.
    const inText = event.target instanceof HTMLElement && event.target.isContentEditable
    if (event.defaultPrevented && !inText) return
    if (isDialogOpen()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    onEscape()
  })
  useEffect(() => {
    if (!active) return undefined
    addEventListener('keydown', escaped)
    return () => removeEventListener('keydown', escaped)
  }, [active])
}

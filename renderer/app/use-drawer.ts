import { useEffect, useState } from 'react'

/** Whether the pane that a small window has no room for is drawn over the others. Escape closes it. */
export function useDrawer() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!open) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setOpen(false)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [open])
  return { open, toggle: () => setOpen(!open), close: () => setOpen(false) }
}

import { useState } from 'react'
import { useEscape } from '../ui/use-escape'

/** Below these widths a pane has to be drawn over the others; window.css says the same. */
const NARROW = { inspector: '(max-width: 1179px)', library: '(max-width: 720px)' } as const

/** Whether the pane that a small window has no room for is drawn over the others, where it may be. Escape closes it. */
export function useDrawer(pane: keyof typeof NARROW, possible = true) {
  const [wanted, setOpen] = useState(false)
  const open = wanted && possible
  const close = () => setOpen(false)
  useEscape(open, close)
  return {
    open,
    toggle: () => setOpen(!open),
    /** Brings the pane into view, where it is not in view already. */
    show: () => {
      if (matchMedia(NARROW[pane]).matches) setOpen(true)
    },
    close,
  }
}

import { useState } from 'react'
import { useEscape } from '../ui/use-escape'

/** Whether the pane that a small window has no room for is drawn over the others. Escape closes it. */
export function useDrawer() {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  useEscape(open, close)
  return { open, toggle: () => setOpen(!open), show: () => setOpen(true), close }
}

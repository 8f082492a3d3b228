import { useEffect, useEffectEvent, useRef } from 'react'
import { flushSync } from 'react-dom'
import { useDrawer } from './use-drawer'
import { leadToText } from './use-focus-of'

/**
 * The library where a small window has no room for it beside the rest, and the button that opens it there. It comes into
 * view by itself when files are imported, because it tells what becomes of them.
 */
export function useLibraryDrawer(isImporting: boolean) {
  const drawer = useDrawer('library')
  const button = useRef<HTMLButtonElement>(null)
  const show = useEffectEvent(drawer.show)
  useEffect(() => {
    if (isImporting) show()
  }, [isImporting])
  /** Goes on from the library to the text that `choose` opens. */
  const leaveFor = (choose: () => void) => {
    flushSync(() => {
      choose()
      drawer.close()
    })
    // The button is drawn in a small window alone, where the list that had the focus is out of sight now.
    if (button.current?.checkVisibility() === true) leadToText(button.current)
  }
  return [{ ...drawer, leaveFor }, button] as const
}

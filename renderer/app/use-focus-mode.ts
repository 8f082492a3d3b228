import { useEffect, useState } from 'react'
import { useCommand } from '../state/commands'
import { useEscape } from '../ui/use-escape'

/**
 * Whether the text stands alone, without library, inspector and bars. Ends where there is no text; Escape ends it
 * when nothing nearer to the focus takes it.
 */
export function useFocusMode(possible: boolean): boolean {
  const [alone, setAlone] = useState(false)
  if (alone && !possible) setAlone(false)
  const turn = () => setAlone(!alone)
  useCommand('focus-mode', possible ? turn : null, alone ? 'Leave focus mode' : undefined)
  useEscape(alone, turn)
  useEffect(() => {
    // What had the focus may be out of sight now: the text takes it, and every key goes on from there.
    const reader = document.querySelector('main section[aria-label="Reader"]')
    if (alone && reader?.contains(document.activeElement) === false) {
      reader.querySelector<HTMLElement>('.article')?.focus({ preventScroll: true })
    }
  }, [alone])
  return alone
}

import { useEffect, useRef } from 'react'
import { type Tab, tabId } from './tabs'

/** When the view that had the focus has gone with its tab, the text of the new one has it, or else its tab. */
export function useFocusOf(tab: Tab): void {
  const last = useRef(tab)
  useEffect(() => {
    if (last.current === tab) return
    last.current = tab
    if (document.activeElement !== document.body) return
    const text = document.querySelector<HTMLElement>('main .article')
    ;(text ?? document.getElementById(tabId(tab)))?.focus({ preventScroll: true })
  }, [tab])
}

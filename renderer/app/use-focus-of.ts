import { useEffect, useRef } from 'react'
import { type Tab, tabId } from './tabs'

/**
 * When the view that had the focus has gone with its tab, the tab of the new one has it; and its text has, as soon as it
 * is there, unless the person has gone on meanwhile.
 */
export function useFocusOf(tab: Tab): void {
  const last = useRef(tab)
  useEffect(() => {
    if (last.current === tab) return undefined
    last.current = tab
    const { activeElement } = document
    // A tab that was clicked keeps it; that of another view has nothing to say any more.
    const isLeft = activeElement?.role === 'tab' && activeElement.id !== tabId(tab)
    if (activeElement !== document.body && !isLeft) return undefined
    return leadToTab(tab)
  }, [tab])
}

/** Gives the focus to the tab of a view, and from there to its text as soon as that is drawn. */
export function leadToTab(tab: Tab): (() => void) | undefined {
  const own = document.getElementById(tabId(tab))
  return own === null ? undefined : leadToText(own)
}

/** Gives the focus to `stop`, and from there to the text as soon as it is drawn; the function it returns ends that. */
export function leadToText(stop: HTMLElement): () => void {
  return leadTo(stop, 'main .article')
}

/** Gives the focus to `stop`, and from there to what `selector` finds as soon as it is drawn. */
export function leadTo(stop: HTMLElement, selector: string): () => void {
  stop.focus({ preventScroll: true })
  const goOn = () => {
    const end = document.querySelector<HTMLElement>(selector)
    if (end !== null && document.activeElement === stop) end.focus({ preventScroll: true })
    if (end !== null || document.activeElement !== stop) observer.disconnect()
  }
  const observer = new MutationObserver(goOn)
  observer.observe(document.body, { childList: true, subtree: true })
  goOn()
  return () => observer.disconnect()
}

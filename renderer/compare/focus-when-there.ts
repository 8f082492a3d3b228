/**
 * Gives the focus to an element as soon as `find` finds it: what is drawn only near the window comes a moment later. The
 * function it returns gives up.
 */
export function focusWhenThere(find: () => HTMLElement | null, then?: () => void): () => void {
  const goOn = () => {
    const element = find()
    if (element === null) return
    observer.disconnect()
    element.focus()
    then?.()
  }
  const observer = new MutationObserver(goOn)
  observer.observe(document.body, { childList: true, subtree: true })
  goOn()
  return () => observer.disconnect()
}

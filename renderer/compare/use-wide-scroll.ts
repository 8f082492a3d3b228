import { type RefObject, useEffect, useState } from 'react'

/**
 * Whether there is more at the left and at the right of what `scroller` shows, in the words that matrix.css reads. As
 * its room changes, as by a pane that opens beside it, the element of `keptInView` is brought back into view.
 */
export function useWideScroll(
  scroller: RefObject<HTMLElement | null>,
  keptInView: string | null,
): string | undefined {
  const [more, setMore] = useState('')
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element
      const left = scrollLeft > 1 ? 'left' : ''
      // A zoomed page is scrolled by parts of a pixel.
      const right = scrollLeft + clientWidth < scrollWidth - 1 ? 'right' : ''
      setMore(`${left} ${right}`.trim())
    }
    const room = new ResizeObserver(() => {
      if (keptInView !== null)
        document.getElementById(keptInView)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      look()
    })
    room.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      room.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, keptInView])
  return more === '' ? undefined : more
}

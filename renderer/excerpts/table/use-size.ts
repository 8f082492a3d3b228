import { type RefObject, useLayoutEffect, useState } from 'react'

/** How large the element is, and how many pixels a rem has; nought until it is drawn. */
export function useSize(element: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0, rem: 16 })
  useLayoutEffect(() => {
    const one = element.current
    if (one === null) return undefined
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      setSize({ width: one.clientWidth, height: one.clientHeight, rem })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(one)
    return () => observer.disconnect()
  }, [element])
  return size
}

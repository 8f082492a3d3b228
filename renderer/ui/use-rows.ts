import { type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** How many rows are drawn beyond each end of the window. */
export const OVERSCAN = 6

type Given<Item> = {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** Height of a row before it has been drawn. */
  readonly estimate: number | ((index: number) => number)
  /** Which rows are drawn; without it those in the window and `OVERSCAN` beyond. */
  readonly rangeExtractor?: (range: Range) => number[]
  /** How much of the window's upper end is covered by what stands still there. */
  readonly scrollPaddingStart?: number
}

/**
 * The rows of a list of any length: only those near the window of `scroller` are in the page, and all of them while it
 * is printed.
 */
export function useRows<Item>({ items, keyOf, estimate, ...given }: Given<Item>) {
  const scroller = useRef<HTMLDivElement>(null)
  const printing = usePrinting(scroller)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: typeof estimate === 'number' ? () => estimate : estimate,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
    overscan: OVERSCAN,
    ...given,
    ...(printing && { rangeExtractor: ({ count }) => Array.from({ length: count }, (_, index) => index) }),
  })
  return { scroller, rows }
}

/** Whether the element is being put on paper, for what has to be drawn for that. */
export function usePrinting(element: RefObject<HTMLElement | null>): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const begin = () => {
      // The panes beside the page are not printed. The browser takes the page as it is when this returns.
      if (element.current?.closest('.pane') === null) flushSync(() => setPrinting(true))
    }
    const end = () => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [element])
  return printing
}

import { type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'

/** How many rows are drawn beyond each end of the window. */
export const OVERSCAN = 6

type Given<Item> = {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** Height of a row before it has been drawn. */
  readonly estimate: number
  /** Which rows are drawn; without it those in the window and `OVERSCAN` beyond. */
  readonly rangeExtractor?: (range: Range) => number[]
}

/** The rows of a list of any length: only those near the window of `scroller` are in the page. */
export function useRows<Item>({ items, keyOf, estimate, ...given }: Given<Item>) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
    overscan: OVERSCAN,
    ...given,
  })
  return { scroller, rows }
}

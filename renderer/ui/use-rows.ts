import { type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'

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

/** The rows of a list of any length: only those near the window of `scroller` are in the page. */
export function useRows<Item>({ items, keyOf, estimate, ...given }: Given<Item>) {
  const scroller = useRef<HTMLDivElement>(null)
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
  })
  return { scroller, rows }
}

import {
  measureElement,
  observeElementOffset,
  observeElementRect,
  type Range,
  useVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual'
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
    ...keptWhileHidden,
    ...given,
    ...(printing && { rangeExtractor: ({ count }) => Array.from({ length: count }, (_, index) => index) }),
  })
  return { scroller, rows }
}

type Rows = Virtualizer<HTMLDivElement, Element>

/**
 * In a drawer that is closed nothing has a size or is scrolled: the list and its rows keep what they had, or it would come
 * back scrolled to somewhere else.
 */
const keptWhileHidden: Pick<
  Rows['options'],
  'measureElement' | 'observeElementRect' | 'observeElementOffset'
> = {
  measureElement: (element, entry, rows) =>
    (element.checkVisibility() ? null : rows.measurementsCache[rows.indexFromElement(element)]?.size) ??
    measureElement(element, entry, rows),
  observeElementRect: (rows, tell) =>
    observeElementRect(rows, (rect) => {
      if (isShown(rows)) tell(rect)
    }),
  observeElementOffset: (rows, tell) =>
    // Asked once more a moment after the last scrolling, when the drawer may be closed.
    observeElementOffset(rows, (offset, isScrolling) =>
      tell(isShown(rows) ? offset : (rows.scrollOffset ?? offset), isScrolling),
    ),
}

function isShown({ scrollElement }: Rows): boolean {
  return scrollElement?.checkVisibility() === true
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

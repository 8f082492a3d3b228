import type { ReactNode } from 'react'
import { useRows } from './use-rows'

type Props<Item> = {
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly estimate: number
  readonly children: (item: Item) => ReactNode
}

/** A list of any length whose rows hold controls of their own; only the rows near the window are in the page. */
export function VirtualList<Item>({ label, items, keyOf, estimate, children }: Props<Item>) {
  const { scroller, rows } = useRows({ items, keyOf, estimate })
  return (
    <div ref={scroller} className="scroll">
      <ul aria-label={label} className="rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]
          if (item === undefined) return null
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              {children(item)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useState } from 'react'
import { OVERSCAN, useRows } from './use-rows'

type Props<Item> = {
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** Key of the item that is open; null for none. */
  readonly chosen: string | null
  readonly onChoose: (item: Item) => void
  readonly onRemove?: (item: Item) => void
  /** Height of a row before it has been drawn. */
  readonly estimate: number
  readonly className?: string
  readonly children: (item: Item) => ReactNode
}

/**
 * A list of any length with the keys of a listbox: arrows, Page Up and Down, Home and End move, Enter or Space
 * chooses, Delete or Backspace removes where that is offered. Only the rows near the window are in the page.
 */
export function ListBox<Item>(props: Props<Item>) {
  const { label, items, keyOf, chosen, onChoose, onRemove, estimate, className = '', children } = props
  const id = useId()
  const [mark, setMark] = useState<{ readonly key: string | null; readonly index: number }>({
    key: null,
    index: 0,
  })
  const chosenIndex = chosen === null ? -1 : items.findIndex((item) => keyOf(item) === chosen)
  // When the active item goes, its neighbour that has moved up into its place is active.
  const named = mark.key === null ? -1 : items.findIndex((item) => keyOf(item) === mark.key)
  const active = named !== -1 ? named : Math.max(0, Math.min(mark.index, items.length - 1))

  const { scroller, rows } = useRows({
    items,
    keyOf,
    estimate,
    // The active row stays in the page even when scrolled away, because the listbox points to it by its id.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range)
      if (active < items.length && !shown.includes(active)) shown.push(active)
      return shown.toSorted((a, b) => a - b)
    },
  })

  const [followed, setFollowed] = useState<string | null>(null)
  if (followed !== chosen) {
    setFollowed(chosen)
    setMark({ key: chosen, index: Math.max(chosenIndex, 0) })
  }
  const reveal = useEffectEvent(() => {
    if (chosenIndex >= 0) rows.scrollToIndex(chosenIndex, { align: 'auto' })
  })
  const listed = chosenIndex >= 0
  useEffect(() => {
    if (chosen !== null && listed) reveal()
  }, [chosen, listed])

  const move = (index: number) => {
    const target = Math.min(Math.max(index, 0), items.length - 1)
    const item = items[target]
    if (item === undefined) return
    setMark({ key: keyOf(item), index: target })
    rows.scrollToIndex(target, { align: 'auto' })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const item = items[active]
    const page = Math.max(1, rows.getVirtualItems().length - 2 * OVERSCAN)
    switch (event.key) {
      case 'ArrowDown':
        move(active + 1)
        break
      case 'ArrowUp':
        move(active - 1)
        break
      case 'PageDown':
        move(active + page)
        break
      case 'PageUp':
        move(active - page)
        break
      case 'Home':
        move(0)
        break
      case 'End':
        move(items.length - 1)
        break
      case 'Enter':
      case ' ':
        if (item !== undefined) onChoose(item)
        break
      case 'Delete':
      case 'Backspace':
        if (item === undefined || onRemove === undefined) return
        setMark({ key: keyOf(item), index: active })
        onRemove(item)
        break
      default:
        return
    }
    event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      aria-activedescendant={items.length === 0 ? undefined : `${id}-${active}`}
      tabIndex={0}
      className={`listbox scroll ${className}`}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]
          if (item === undefined) return null
          return (
            <div
              key={key}
              id={`${id}-${index}`}
              ref={rows.measureElement}
              data-index={index}
              role="option"
              aria-selected={index === chosenIndex}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className={index === active ? 'option active' : 'option'}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => {
                setMark({ key: keyOf(item), index })
                onChoose(item)
              }}
            >
              {children(item)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

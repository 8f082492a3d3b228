import { defaultRangeExtractor, type Range, type VirtualItem } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { beginningWith, nothingTyped, typing } from './type-ahead'
import { OVERSCAN, useRows } from './use-rows'
import './list-groups.css'

/** Height of the heading of a group. */
const HEADING = 28

/** The next `size` items of a list belong together under a heading. */
export type ListGroup = { readonly key: string; readonly heading: string; readonly size: number }

const noGroups: readonly ListGroup[] = []

/** The active item, and where it stood. */
type Mark = {
  readonly key: string | null
  readonly index: number
  /** A person has gone there and is still there: what is opened meanwhile does not take the keys elsewhere. */
  readonly walked: boolean
}

type Props<Item> = {
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** Key of the item that is open; null for none. */
  readonly chosen: string | null
  /** What the items answer. Asked something else, the list begins anew where the chosen item or the first one is. */
  readonly asked?: string
  readonly onChoose: (item: Item) => void
  /** Enter on the item that is chosen already: goes on to it. */
  readonly onEnter?: (item: Item) => void
  readonly onRemove?: (item: Item) => void
  /** Height of a row before it has been drawn. */
  readonly estimate: number
  /** Divides all of the items, in their order; without it the list is one. */
  readonly groups?: readonly ListGroup[]
  /** What an item is found by when its first letters are typed; without it letters do nothing. */
  readonly nameOf?: (item: Item) => string
  readonly className?: string
  readonly children: (item: Item) => ReactNode
}

/**
 * A list of any length with the keys of a listbox: arrows, Page Up and Down, Home and End move, Enter or Space
 * chooses, Delete or Backspace removes where that is offered, letters go to what begins with them. Only the rows near
 * the window are in the page.
 */
export function ListBox<Item>(props: Props<Item>) {
  const {
    label,
    items,
    keyOf,
    chosen,
    asked = '',
    onChoose,
    onEnter,
    onRemove,
    estimate,
    groups = noGroups,
    nameOf,
  } = props
  const { className = '', children } = props
  const id = useId()
  const [mark, setMark] = useState<Mark>({ key: null, index: 0, walked: false })
  const chosenIndex = chosen === null ? -1 : items.findIndex((item) => keyOf(item) === chosen)
  // When the active item goes, its neighbour that has moved up into its place is active.
  const named = mark.key === null ? -1 : items.findIndex((item) => keyOf(item) === mark.key)
  const active = named !== -1 ? named : Math.max(0, Math.min(mark.index, items.length - 1))

  const parts = partsOf(groups)
  const firsts = new Set(parts.map(({ first }) => first))
  const { scroller, rows } = useRows({
    items,
    keyOf,
    // The first option of a group has the room of the heading above itself.
    estimate: (index) => (firsts.has(index) ? estimate + HEADING : estimate),
    scrollPaddingStart: groups.length > 0 ? HEADING : 0,
    // The active row stays in the page even when scrolled away, because the listbox points to it by its id.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range)
      if (active < items.length && !shown.includes(active)) shown.push(active)
      return shown.toSorted((a, b) => a - b)
    },
  })

  const [followed, setFollowed] = useState<{ readonly chosen: string | null; readonly asked: string }>({
    chosen: null,
    asked,
  })
  if (followed.chosen !== chosen || followed.asked !== asked) {
    setFollowed({ chosen, asked })
    if (!mark.walked || followed.asked !== asked)
      setMark({ key: chosen, index: Math.max(chosenIndex, 0), walked: false })
  }
  const reveal = useEffectEvent(() => {
    if (chosenIndex >= 0 && !mark.walked) rows.scrollToIndex(chosenIndex, { align: 'auto' })
  })
  const listed = chosenIndex >= 0
  const begun = useRef(asked)
  useEffect(() => {
    if (begun.current !== asked) scroller.current?.scrollTo({ top: 0 })
    begun.current = asked
    if (chosen !== null && listed) reveal()
  }, [scroller, chosen, listed, asked])

  const move = (index: number) => {
    const target = Math.min(Math.max(index, 0), items.length - 1)
    const item = items[target]
    if (item === undefined) return
    setMark({ key: keyOf(item), index: target, walked: true })
    rows.scrollToIndex(target, { align: 'auto' })
  }

  const typed = useRef(nothingTyped)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const next = typing(typed.current, event.key, event.timeStamp)
    typed.current = next ?? nothingTyped
    if (next !== null && nameOf !== undefined) {
      move(beginningWith(next.text, items, nameOf, active) ?? active)
      event.preventDefault()
      return
    }
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
        if (item === undefined) break
        setMark({ key: keyOf(item), index: active, walked: false })
        if (keyOf(item) === chosen && onEnter !== undefined) onEnter(item)
        else onChoose(item)
        break
      case 'Delete':
      case 'Backspace':
        if (item === undefined || onRemove === undefined) return
        setMark({ key: keyOf(item), index: active, walked: true })
        onRemove(item)
        break
      default:
        return
    }
    event.preventDefault()
  }

  /** One option; `above` is where the group that it lies in starts. */
  const option = ({ index, key, start }: VirtualItem, above: number) => {
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
        style={{
          transform: `translateY(${start - above}px)`,
          paddingTop: firsts.has(index) ? HEADING : undefined,
        }}
        onClick={() => {
          setMark({ key: keyOf(item), index, walked: false })
          onChoose(item)
        }}
      >
        {children(item)}
      </div>
    )
  }
  const drawn = rows.getVirtualItems()

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      aria-activedescendant={items.length === 0 ? undefined : `${id}-${active}`}
      tabIndex={0}
      className={`listbox scroll ${className}`}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (mark.walked) setMark({ ...mark, walked: false })
      }}
    >
      <div role="presentation" className="rows" style={{ height: rows.getTotalSize() }}>
        {groups.length === 0 ? drawn.map((row) => option(row, 0)) : null}
        {parts.map(({ key, heading, size, first }) => {
          const within = drawn.filter(({ index }) => index >= first && index < first + size)
          if (within.length === 0) return null
          const start = rows.measurementsCache[first]?.start ?? 0
          const end = rows.measurementsCache[first + size - 1]?.end ?? start
          return (
            // Placed by `top`: a heading that stands still takes no notice of a transform.
            <div
              key={key}
              role="group"
              aria-label={`${heading}, ${size}`}
              style={{ top: start, height: end - start }}
            >
              <div className="group-head" aria-hidden="true" style={{ height: HEADING }}>
                <span dir="auto">{heading}</span>
                <span className="q num">{size.toLocaleString('en')}</span>
              </div>
              {within.map((row) => option(row, start))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** The groups, each with the index of its first item. */
function partsOf(groups: readonly ListGroup[]) {
  let next = 0
  return groups.map((group) => {
    const first = next
    next += group.size
    return { ...group, first }
  })
}

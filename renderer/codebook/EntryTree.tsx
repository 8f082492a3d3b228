import { defaultRangeExtractor, type Range, type VirtualItem } from '@tanstack/react-virtual'
import {
  type DragEvent,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useState,
} from 'react'
import { type EntryRow, familyOf, isNested } from '../../shared/model/arrange-entries'
import type { Entry, EntryId, EntryKind } from '../../shared/model/codebook'
import { matchesKey } from '../state/keys'
import { entryWords } from '../ui/entry-words'
import { OVERSCAN, useRows } from '../ui/use-rows'
import { carryEntry } from './carry-entry'
import { EntryLine } from './EntryLine'
import { type Manner, type Selection, selectEntry } from './select-entries'

/** Gives the focus to the list. */
export type TreeHandle = { readonly focus: () => void }

type Props = {
  readonly ref: Ref<TreeHandle>
  readonly kind: EntryKind
  readonly rows: readonly EntryRow[]
  /** All entries of the kind, be they shown or not. */
  readonly entries: readonly Entry[]
  readonly tokens: readonly string[]
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  /** Shows what stands under an entry, or no longer. */
  readonly onOpen: (id: EntryId, open: boolean) => void
  /** Goes on to the fields of the entry that is chosen. */
  readonly onEnter: () => void
  readonly onNew: () => void
  readonly onMerge: () => void
  readonly onRemove: () => void
  /** Puts the entry under the one above it, or beside the one that it stands under. */
  readonly onShift: (entry: Entry, way: 'in' | 'out') => void
  /** The entry was dropped on another one, or beside all of them. */
  readonly onDrop: (entry: Entry, onto: EntryId | null) => void
}

/**
 * The entries of one kind as a tree, which is flat where none can stand under another. Arrows move and choose, with Shift
 * they choose a range, with Ctrl they only move; Space adds a row to the choice or takes it away.
 */
export function EntryTree({ ref, ...props }: Props) {
  const { kind, rows: items, entries, tokens, selection, onSelect } = props
  const id = useId()
  const nested = isNested(kind)
  const ids = items.map(({ entry }) => entry.id)
  const active = Math.max(0, selection.active === null ? 0 : ids.indexOf(selection.active))
  const [dragged, setDragged] = useState<Entry | null>(null)
  const [over, setOver] = useState<EntryId | 'top' | null>(null)

  const { scroller, rows } = useRows({
    items,
    keyOf: ({ entry }) => entry.id,
    estimate: kind === 'actor' ? 46 : 30,
    // The active row stays in the page even when scrolled away, because the list points to it by its id.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range)
      if (active < items.length && !shown.includes(active)) shown.push(active)
      return shown.toSorted((a, b) => a - b)
    },
  })
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus() }), [scroller])
  const follow = useEffectEvent((marked: EntryId) => {
    if (ids.includes(marked)) rows.scrollToIndex(active)
  })
  const marked = selection.active
  useEffect(() => {
    if (marked !== null) follow(marked)
  }, [marked])

  const go = (index: number, manner: Manner) => {
    const target = ids[Math.min(Math.max(index, 0), ids.length - 1)]
    if (target !== undefined) onSelect(selectEntry(selection, ids, target, manner))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const row = items[active]
    if (event.altKey) {
      const way = event.key === 'ArrowRight' ? 'in' : event.key === 'ArrowLeft' ? 'out' : null
      if (way === null || row === undefined || !nested) return
      event.preventDefault() // in a browser it would leave the page
      props.onShift(row.entry, way)
      return
    }
    const command = event.ctrlKey || event.metaKey
    const page = Math.max(1, rows.getVirtualItems().length - 2 * OVERSCAN)
    const target = {
      ArrowDown: selection.active === null ? 0 : active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: items.length - 1,
    }[event.key]
    if (target !== undefined) go(target, event.shiftKey ? 'extend' : command ? 'go' : 'walk')
    else if (event.key === ' ') go(active, 'toggle')
    else if (matchesKey(event.nativeEvent, { sign: 'A', command: true })) {
      onSelect({ ...selection, chosen: items.filter(({ found }) => found).map(({ entry }) => entry.id) })
    } else if (matchesKey(event.nativeEvent, { sign: 'N' })) props.onNew()
    else if (matchesKey(event.nativeEvent, { sign: 'M' })) props.onMerge()
    else if (command || event.shiftKey || !onPlainKey(event.key, row)) return
    event.preventDefault()
  }
  /** False for a key that means nothing here. */
  const onPlainKey = (key: string, row: EntryRow | undefined): boolean => {
    switch (key) {
      case 'ArrowRight':
        if (row?.open === false) props.onOpen(row.entry.id, true)
        else if (row?.open === true) go(active + 1, 'walk')
        return nested
      case 'ArrowLeft':
        if (row?.open === true) props.onOpen(row.entry.id, false)
        else if (row !== undefined && row.level > 1) {
          go(
            items.findLastIndex(({ level }, index) => index < active && level < row.level),
            'walk',
          )
        }
        return nested
      case 'Enter':
      case 'F2':
        if (row !== undefined && !selection.chosen.includes(row.entry.id)) go(active, 'only')
        props.onEnter()
        return true
      case 'Delete':
      case 'Backspace':
        props.onRemove()
        return true
      case 'Insert':
        props.onNew()
        return true
      case 'Escape':
        if (selection.chosen.length < 2 && !selection.picking) return false
        go(active, 'only')
        return true
      default:
        return false
    }
  }

  const canTake = (onto: EntryId | null) =>
    dragged !== null && nested && (onto === null || !familyOf(entries, dragged.id).has(onto))
  const hover = (event: DragEvent, onto: EntryId | null) => {
    event.stopPropagation()
    if (!canTake(onto)) return setOver(null)
    event.preventDefault()
    event.dataTransfer.dropEffect = 'move'
    setOver(onto ?? 'top')
  }
  const drop = (event: DragEvent, onto: EntryId | null) => {
    event.stopPropagation()
    if (dragged === null || !canTake(onto)) return
    event.preventDefault()
    props.onDrop(dragged, onto)
    letGo()
  }
  const letGo = () => {
    setDragged(null)
    setOver(null)
  }

  const line = ({ index, key, start }: VirtualItem) => {
    const row = items[index]
    if (row === undefined) return null
    const { entry, level, position, size, open } = row
    const chosen = selection.chosen.includes(entry.id)
    const looks = ['option', index === active && 'active', over === entry.id && 'over'].filter(Boolean)
    return (
      <div
        key={key}
        id={`${id}-${index}`}
        ref={rows.measureElement}
        data-index={index}
        role="treeitem"
        aria-selected={chosen}
        aria-level={level}
        aria-setsize={size}
        aria-posinset={position}
        aria-expanded={open ?? undefined}
        className={looks.join(' ')}
        style={{ transform: `translateY(${start}px)` }}
        draggable={nested}
        onDragStart={(event) => {
          carryEntry(event, entry)
          setDragged(entry)
        }}
        onDragEnd={letGo}
        onDragOver={(event) => hover(event, entry.id)}
        onDrop={(event) => drop(event, entry.id)}
        onClick={({ shiftKey, ctrlKey, metaKey }) =>
          go(index, shiftKey ? 'extend' : ctrlKey || metaKey ? 'toggle' : 'only')
        }
        onDoubleClick={props.onEnter}
      >
        <EntryLine row={row} tokens={tokens} onOpen={(next) => props.onOpen(entry.id, next)} />
      </div>
    )
  }

  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={entryWords[kind].many}
      aria-multiselectable="true"
      aria-activedescendant={items.length === 0 ? undefined : `${id}-${active}`}
      tabIndex={0}
      className={['listbox scroll cb-tree', !nested && 'flat', over === 'top' && 'over']
        .filter(Boolean)
        .join(' ')}
      onKeyDown={onKeyDown}
      onDragOver={(event) => hover(event, null)}
      onDrop={(event) => drop(event, null)}
    >
      <div role="presentation" className="rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => line(row))}
      </div>
    </div>
  )
}

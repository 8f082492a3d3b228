import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { Annotation } from '../../../shared/model/annotation'
import type { ExcerptArrangement, ExcerptSort } from '../../../shared/model/excerpts'
import type { AnnotationId, SourceId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'
import { useCodebook } from '../../state/codebook'
import { onMac } from '../../state/keys'
import type { Seen, ExcerptRows as Table } from '../../state/use-excerpt-table'
import { usePrinting } from '../../ui/use-rows'
import { Heads } from './Heads'
import { Row } from './Row'
import { type GroupPlace, placeRows } from './row-places'
import { isSelected, type Selection } from './selection'
import { useSize } from './use-size'
import { headingOf } from './words'

/** So many rows are drawn beyond each end of the window. */
const BEYOND = 8
/** A table this wide has its columns side by side; a narrower one has a card for each row. */
const COLUMNS_FROM = 945
const CARD = 114
const LINE = 54
const HEADS = 32
const GROUP_HEAD = 28

/** What the rows are told by keys and pointer; rows are named by their numbers. */
export type Intentions = {
  readonly onOpen: (annotation: Annotation) => void
  /** The row alone is selected. */
  readonly onSelect: (row: number) => void
  readonly onToggle: (row: number) => void
  /** All rows from one to the other are selected. */
  readonly onExtend: (from: number, to: number) => void
  readonly onSelectAll: () => void
  readonly onLetGo: () => void
  readonly onCopy: (active: Annotation | null, clipboard: DataTransfer) => void
  readonly onRemove: (active: Annotation | null) => void
  readonly onSort: (sort: ExcerptSort, descending: boolean) => void
  readonly onSeen: (arrangement: ExcerptArrangement, seen: Seen) => void
}

type Props = Intentions & {
  readonly grid: RefObject<HTMLDivElement | null>
  readonly table: Table
  readonly busy: boolean
  readonly sources: ReadonlyMap<SourceId, SourceSummary>
  readonly selection: Selection
}

/** Where the keys are: the active row, and the one from which a selection is extended. */
type Cursor = { readonly active: number; readonly anchor: number; readonly id: AnnotationId | null }

const atTop: Cursor = { active: 0, anchor: 0, id: null }

/**
 * The rows of the table as a grid with the keys of one. Only the rows near the window are in the page; the active row
 * stays in it, because the grid points to it by its id.
 */
export function Grid(props: Props) {
  const { grid, table, busy, sources, selection, onSeen } = props
  const { arrangement, total } = table
  const id = useId()
  const codebook = useCodebook()
  const size = useSize(grid)
  const isCards = size.width < COLUMNS_FROM
  const scale = size.rem / 16
  const rowHeight = (isCards ? CARD : LINE) * scale
  const headsHeight = isCards ? 0 : HEADS * scale
  const groupHead = GROUP_HEAD * scale
  const places = useMemo(
    () => placeRows(total, table.groups, { row: rowHeight, groupHead }),
    [total, table.groups, rowHeight, groupHead],
  )
  const [top, setTop] = useState(0)
  const [cursor, setCursor] = useState(atTop)
  const active = Math.min(cursor.active, Math.max(0, total - 1))

  const room = Math.max(0, size.height - headsHeight)
  const first = places.rowAt(top)
  const last = places.rowAt(top + room)
  const tell = useEffectEvent(onSeen)
  useEffect(() => tell(arrangement, { first, last }), [arrangement, first, last])

  // Another question begins at its top. When rows come or go above, the keys stay at their row.
  const [shown, setShown] = useState(table)
  const activeId = table.rowAt(cursor.active)?.id ?? null
  if (shown !== table) {
    setShown(table)
    const row = cursor.id === null ? null : table.rowOf(cursor.id, cursor.active)
    if (shown.arrangement !== arrangement) {
      setCursor(atTop)
      setTop(0)
    } else if (row !== null)
      setCursor({ ...cursor, active: row, anchor: cursor.anchor + row - cursor.active })
    // The row has gone, and the keys are at the one that took its place.
    else if (activeId !== null) setCursor({ ...cursor, id: activeId })
  } else if (cursor.id === null && activeId !== null) setCursor({ ...cursor, id: activeId }) // came after the keys

  // And what is in the window stays where it is.
  const held = useRef<{
    readonly table: Table
    readonly row: number
    readonly id: AnnotationId | null
  } | null>(null)
  const hold = () => {
    const row = places.rowAt((grid.current?.scrollTop ?? 0) + rowHeight / 2)
    held.current = { table, row, id: table.rowAt(row)?.id ?? null }
  }
  const keepPlace = useEffectEvent((now: Table) => {
    const element = grid.current
    const before = held.current
    if (element === null || before === null || before.table === now) return
    if (before.table.arrangement !== now.arrangement) element.scrollTo({ top: 0 })
    const row = before.id === null ? null : now.rowOf(before.id, before.row)
    // At the top of the table one sees what comes there.
    if (row !== null && row !== before.row && element.scrollTop > 0)
      element.scrollBy({ top: places.topOf(row) - places.topOf(before.row) })
  })
  useLayoutEffect(() => keepPlace(table), [table])
  useLayoutEffect(hold)

  const show = (row: number) => {
    const element = grid.current
    if (element === null) return
    const start = places.topOf(row) - (places.groups.length > 0 ? groupHead : 0)
    const end = places.topOf(row) + rowHeight
    if (start < element.scrollTop) element.scrollTo({ top: start })
    else if (end > element.scrollTop + room) element.scrollTo({ top: end - room })
  }

  const move = (row: number, extend: boolean) => {
    const target = Math.min(Math.max(row, 0), total - 1)
    const anchor = extend ? cursor.anchor : target
    setCursor({ active: target, anchor, id: table.rowAt(target)?.id ?? null })
    if (extend) props.onExtend(Math.min(anchor, target), Math.max(anchor, target))
    show(target)
  }
  const goToGroup = (by: 1 | -1) => {
    const group = places.groupOf(active)
    if (group === null) return
    const own = places.groups[group]
    const target = by === -1 && own !== undefined && own.first < active ? own : places.groups[group + by]
    if (target !== undefined) move(target.first, false)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // The heads have keys of their own.
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing || total === 0) return
    const command = onMac ? event.metaKey : event.ctrlKey
    const { shiftKey, altKey } = event
    const page = Math.max(1, Math.floor(room / rowHeight) - 1)
    const annotation = table.rowAt(active)
    if (command && !altKey && !shiftKey && (event.key === 'a' || event.code === 'KeyA')) {
      props.onSelectAll()
    } else if (command || event.metaKey || event.ctrlKey) {
      return
    } else if (altKey) {
      if (places.groups.length === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      goToGroup(event.key === 'ArrowDown' ? 1 : -1)
    } else {
      switch (event.key) {
        case 'ArrowDown':
          move(active + 1, shiftKey)
          break
        case 'ArrowUp':
          move(active - 1, shiftKey)
          break
        case 'PageDown':
          move(active + page, shiftKey)
          break
        case 'PageUp':
          move(active - page, shiftKey)
          break
        case 'Home':
          move(0, shiftKey)
          break
        case 'End':
          move(total - 1, shiftKey)
          break
        case ' ':
          setCursor({ ...cursor, active, anchor: active })
          props.onToggle(active)
          break
        case 'Enter':
          if (annotation !== null) props.onOpen(annotation)
          break
        case 'Delete':
        case 'Backspace':
          props.onRemove(annotation)
          break
        case 'Escape':
          if (selection.by === 'id' && selection.chosen.size === 0) return
          props.onLetGo()
          break
        default:
          return
      }
    }
    event.preventDefault()
  }

  const onClick = (event: MouseEvent) => {
    const row = rowOfEvent(event)
    if (row === null) return
    if (event.shiftKey) {
      props.onExtend(Math.min(cursor.anchor, row), Math.max(cursor.anchor, row))
      setCursor({ ...cursor, active: row, id: table.rowAt(row)?.id ?? null })
      return
    }
    setCursor({ active: row, anchor: row, id: table.rowAt(row)?.id ?? null })
    if (onMac ? event.metaKey : event.ctrlKey) props.onToggle(row)
    else props.onSelect(row)
  }
  const onDoubleClick = (event: MouseEvent) => {
    const annotation = table.rowAt(rowOfEvent(event) ?? -1)
    if (annotation !== null) props.onOpen(annotation)
  }
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault()
    props.onCopy(table.rowAt(active), event.clipboardData)
  }

  const from = Math.max(0, first - BEYOND)
  const to = Math.min(total - 1, last + BEYOND)
  const heads = isCards ? 0 : 1
  const drawRow = (row: number, group: number | null, above: number): ReactNode => {
    const annotation = table.rowAt(row)
    return (
      <Row
        key={row}
        id={`${id}-${row}`}
        row={row}
        ariaIndex={heads + row + (group === null ? 0 : group + 1) + 1}
        top={places.topOf(row) - above}
        height={rowHeight}
        active={row === active}
        selected={annotation !== null && isSelected(selection, annotation)}
        annotation={annotation}
        source={annotation === null ? undefined : sources.get(annotation.target.source)}
        codebook={codebook}
      />
    )
  }
  const printing = usePrinting(grid)
  const drawn = printing
    ? Array.from({ length: total }, (_, row) => row).filter((row) => table.rowAt(row) !== null)
    : Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
  if (!printing && total > 0 && (active < from || active > to)) drawn.push(active)
  drawn.sort((a, b) => a - b)
  const drawnIn = ({ first: start, size: length }: GroupPlace) =>
    drawn.filter((row) => row >= start && row < start + length)

  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Excerpts"
      aria-rowcount={heads + total + places.groups.length}
      aria-multiselectable="true"
      aria-busy={busy || undefined}
      aria-activedescendant={total > 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      data-layout={isCards ? 'cards' : 'columns'}
      className="xt-grid scroll"
      onScroll={({ currentTarget }) => {
        // As many rows are drawn beyond the window, so that not every pixel is a reason to draw anew.
        const step = rowHeight * (BEYOND / 2)
        const next = Math.floor(currentTarget.scrollTop / step) * step
        // Before the frame is painted, or a fast hand would see where no rows are yet.
        if (next !== top) flushSync(() => setTop(next))
        hold()
      }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onCopy={onCopy}
    >
      {isCards ? null : <Heads arrangement={arrangement} height={headsHeight} onSort={props.onSort} />}
      {places.groups.length === 0 ? (
        <div role="rowgroup" className="xt-rows" style={{ height: places.height }}>
          {drawn.map((row) => drawRow(row, null, 0))}
        </div>
      ) : (
        <div role="presentation" className="xt-rows" style={{ height: places.height }}>
          {places.groups.map((group, index) => {
            const rows = drawnIn(group)
            if (rows.length === 0) return null
            return (
              <div
                key={group.first}
                role="rowgroup"
                className="xt-group"
                style={{ top: group.top, height: group.height }}
              >
                <div
                  role="row"
                  aria-rowindex={heads + group.first + index + 1}
                  className="xt-group-head"
                  style={{ height: groupHead, top: headsHeight }}
                >
                  <div role="rowheader">
                    {group.written === true ? (
                      <span dir="auto" className="inf" title="No entry in the list of actors yet">
                        {group.of}
                      </span>
                    ) : (
                      <span dir="auto">{headingOf(group.of, arrangement.group)}</span>
                    )}{' '}
                    <span className="q num">{group.size.toLocaleString('en')}</span>
                  </div>
                </div>
                {rows.map((row) => drawRow(row, index, group.top))}
              </div>
            )
          })}
        </div>
      )}
      {printing && drawn.length < total ? (
        <p className="hint">
          {`Rows ${(drawn[0] ?? 0) + 1} to ${(drawn.at(-1) ?? 0) + 1} of ${total.toLocaleString('en')}. Filter the table to print others.`}
        </p>
      ) : null}
    </div>
  )
}

function rowOfEvent({ target }: MouseEvent): number | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
  return element === null ? null : Number(element.dataset.row)
}

import { defaultRangeExtractor } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import type { PositionCell, PositionComparison } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { NO_STANCE, stanceSigns } from '../ui/stances'
import { useRows } from '../ui/use-rows'
import { count } from '../ui/words'
import { about } from './about'
import { type CellPlace, cellKey } from './comparing'
import { holderKey, holderLook, holderName } from './holder'
import { StanceSign } from './StanceSign'
import { useWideScroll } from './use-wide-scroll'

type Props = {
  readonly comparison: PositionComparison
  /** The cell whose quotes are shown. */
  readonly open: CellPlace | null
  /** `byKey` tells whether a key opened it, so that the focus may follow to the quotes. */
  readonly onOpen: (place: CellPlace, byKey: boolean) => void
  readonly head: ReactNode
  readonly foot: ReactNode
}

/** How far a page key moves. */
const PAGE = 8

/**
 * Who stands where: a row for each holder, a column for each issue (the grid of the ARIA practices). Arrows go from cell
 * to cell, Enter or Space opens one. Only the rows near the window are in the page.
 */
export function Matrix({ comparison, open, onOpen, head, foot }: Props) {
  const id = useId()
  const { nameOf, entryOf } = useCodebook()
  const { holders, issues, cells } = comparison
  // Back from a look into a text, the keys go on from the cell that is open.
  const [place, setPlace] = useState(() => (open && placeIn(comparison, open)) ?? { row: 0, column: 0 })
  const row = Math.min(place.row, holders.length - 1)
  const column = Math.min(place.column, issues.length - 1)
  const byPlace = new Map(cells.map((cell) => [cellKey(cell), cell]))

  const { scroller, rows } = useRows({
    items: holders,
    keyOf: holderKey,
    estimate: 57,
    // The active row stays in the page even when scrolled away, because its cell keeps the focus.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return shown.includes(row) || row < 0 ? shown : [...shown, row].toSorted((a, b) => a - b)
    },
  })

  const idAt = (at: Place) => `${id}-${at.row}-${at.column}`
  const openAt = open === null ? null : placeIn(comparison, open)
  const more = useWideScroll(scroller, openAt === null ? null : idAt(openAt))

  const moving = useRef(false)
  useLayoutEffect(() => {
    if (!moving.current) return
    moving.current = false
    document.getElementById(`${id}-${row}-${column}`)?.focus()
  }, [id, row, column])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.shiftKey) return
    const to = target(event, { row, column }, { rows: holders.length, columns: issues.length })
    if (to === null) return
    event.preventDefault()
    moving.current = to.row !== row || to.column !== column
    setPlace(to)
  }

  return (
    <div ref={scroller} className="scroll mx-scroll" data-more={more} role="presentation">
      {head}
      <div
        role="grid"
        tabIndex={-1}
        className="mx"
        aria-label="Who stands where"
        aria-rowcount={holders.length + 1}
        aria-colcount={issues.length + 1}
        style={{ minWidth: `calc(var(--mx-head) + ${issues.length} * 116px)` }}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className="mx-heads">
          <div role="row" aria-rowindex={1} className="mx-row" style={columnsOf(issues.length)}>
            <div role="columnheader" aria-colindex={1} className="mx-corner q">
              Actor
            </div>
            {issues.map((issue, index) => (
              <div
                key={issue ?? 'none'}
                role="columnheader"
                aria-colindex={index + 2}
                dir="auto"
                className={issue === null ? 'q' : undefined}
              >
                {issue === null ? 'No issue yet' : (nameOf(issue) ?? '…')}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const holder = holders[index]
            return holder === undefined ? null : (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                role="row"
                aria-rowindex={index + 2}
                className="mx-row"
                style={{ top: start, ...columnsOf(issues.length) }}
              >
                <div role="rowheader" aria-colindex={1} dir="auto">
                  <span className={holderLook(holder)}>{holderName(holder, nameOf)}</span>
                  <small>{holder.written === null ? about(entryOf(holder.actor)) : 'no entry yet'}</small>
                </div>
                {issues.map((issue, nth) => {
                  const at = { ...holder, issue }
                  const cell = byPlace.get(cellKey(at))
                  const isActive = index === row && nth === column
                  const isOpen = open !== null && cellKey(open) === cellKey(at)
                  return (
                    <Cell
                      key={issue ?? 'none'}
                      id={idAt({ row: index, column: nth })}
                      cell={cell}
                      column={nth + 2}
                      isActive={isActive}
                      isOpen={isOpen}
                      onFocus={() => setPlace({ row: index, column: nth })}
                      onOpen={(byKey) => cell !== undefined && onOpen(at, byKey)}
                    />
                  )
                })}
              </div>
            )
          })}
        </div>
      </div>
      {foot}
    </div>
  )
}

type CellProps = {
  readonly id: string
  readonly cell: PositionCell | undefined
  readonly column: number
  readonly isActive: boolean
  readonly isOpen: boolean
  readonly onFocus: () => void
  readonly onOpen: (byKey: boolean) => void
}

function Cell({ id, cell, column, isActive, isOpen, onFocus, onOpen }: CellProps) {
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={column}
      aria-selected={isOpen}
      tabIndex={isActive ? 0 : -1}
      className={cell === undefined ? 'cell none' : 'cell'}
      onFocus={onFocus}
      onClick={() => onOpen(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onOpen(true)
      }}
    >
      {cell === undefined ? (
        <span className="sr">no position</span>
      ) : (
        <>
          <StanceSign stance={cell.stance} />
          <span className={cell.stance === null ? 'q' : undefined}>
            {cell.stance === null ? NO_STANCE : stanceSigns[cell.stance].word}
          </span>
          <small className="num">{count(cell.mentions.length, 'passage')}</small>
        </>
      )}
    </div>
  )
}

type Place = { readonly row: number; readonly column: number }

/** Where a key leads in a grid; null for a key that leads nowhere. */
function target(
  { key, ctrlKey }: KeyboardEvent,
  { row, column }: Place,
  { rows, columns }: { rows: number; columns: number },
): Place | null {
  const to = (nextRow: number, nextColumn: number): Place => ({
    row: Math.max(0, Math.min(nextRow, rows - 1)),
    column: Math.max(0, Math.min(nextColumn, columns - 1)),
  })
  switch (key) {
    case 'ArrowDown':
      return to(row + 1, column)
    case 'ArrowUp':
      return to(row - 1, column)
    case 'ArrowRight':
      return to(row, column + 1)
    case 'ArrowLeft':
      return to(row, column - 1)
    case 'Home':
      return to(ctrlKey ? 0 : row, 0)
    case 'End':
      return to(ctrlKey ? rows - 1 : row, columns - 1)
    case 'PageDown':
      return to(row + PAGE, column)
    case 'PageUp':
      return to(row - PAGE, column)
    default:
      return null
  }
}

/** Where a cell stands; null when its holder or its issue is not among those compared. */
function placeIn({ holders, issues }: PositionComparison, { issue, ...held }: CellPlace): Place | null {
  const row = holders.findIndex((holder) => holderKey(holder) === holderKey(held))
  const column = issues.indexOf(issue)
  return row < 0 || column < 0 ? null : { row, column }
}

function columnsOf(issues: number) {
  return { gridTemplateColumns: `var(--mx-head) repeat(${issues}, minmax(116px, 1fr))` }
}

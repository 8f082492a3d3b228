import { useRef, useState } from 'react'
import type { Annotation } from '../../../shared/model/annotation'
import type { ExcerptArrangement } from '../../../shared/model/excerpts'
import { sentenceOf } from '../../state/host'
import { useHost } from '../../state/host-context'
import { useStatus } from '../../state/status'
import type { ExcerptRows as Table } from '../../state/use-excerpt-table'
import {
  type Chosen,
  inOrder,
  isSelected,
  noSelection,
  type Selection,
  selectionOf,
  sizeOf,
  toggled,
} from './selection'

/** More rows than this are named by their filter only: each of them would have to be asked for. */
const MOST = 5000
/** So many rows one call may answer. */
const AT_ONCE = 1000

/** The selected rows of the table, by id: they stay selected while the table changes, until the filter does. */
export function useSelection(table: Table | null) {
  const host = useHost()
  const status = useStatus()
  const [held, setHeld] = useState({ filter: '', selection: noSelection })
  const filter = JSON.stringify(table?.arrangement.filter ?? null)
  // All that pass are no longer those that were meant once others pass.
  const isMeant =
    held.filter === filter && (held.selection.by === 'id' || held.selection.count === table?.excerpts)
  const selection = isMeant ? held.selection : noSelection
  const latest = useRef(0)
  const set = (next: Selection) => {
    latest.current += 1
    setHeld({ filter, selection: next })
  }
  /** Rows that may still have to be asked for. */
  const withRows = async (from: number, to: number, take: (rows: readonly Chosen[]) => void) => {
    if (table === null) return
    const here = rowsHere(table, from, to)
    if (here !== null) {
      take(here)
      return
    }
    if (to - from >= MOST) {
      status.say(
        `At most ${MOST.toLocaleString('en')} rows can be taken one by one. Narrow the filter first.`,
      )
      return
    }
    try {
      take(await ask(table.arrangement, from, to))
    } catch (error) {
      status.refuse(sentenceOf(error))
    }
  }
  /** Selects what the rows come to, unless something else was selected before they were there. */
  const selectRows = (from: number, to: number, selectionFrom = selectionOf) => {
    latest.current += 1
    const turn = latest.current
    void withRows(from, to, (rows) => {
      if (turn === latest.current) set(selectionFrom(rows))
    })
  }
  const ask = async (arrangement: ExcerptArrangement, from: number, to: number): Promise<Chosen[]> => {
    const rows: Chosen[] = []
    while (from + rows.length <= to) {
      const offset = from + rows.length
      const limit = Math.min(AT_ONCE, to - offset + 1)
      const page = await host.call('excerpt.list', { arrangement, offset, limit })
      if (page.rows.length === 0) break
      rows.push(...page.rows.map((annotation, index) => ({ annotation, row: offset + index })))
    }
    return rows
  }

  return {
    selection,
    size: sizeOf(selection),
    letGo: () => set(noSelection),
    selectAll: () => {
      if (table !== null) set({ by: 'filter', filter: table.arrangement.filter, count: table.excerpts })
    },
    select: (row: number) => selectRows(row, row),
    extend: (from: number, to: number) => selectRows(from, to),
    toggle: (row: number) => {
      const annotation = table?.rowAt(row) ?? null
      if (table === null || annotation === null) return
      if (selection.by === 'id') set(toggled(selection.chosen, { annotation, row }))
      else selectRows(0, table.total - 1, (rows) => toggled(selectionOf(rows).chosen, { annotation, row }))
    },
    /** Hands over the selected annotations, or the one given when none is, as soon as they are there. */
    withSelected: async (active: Annotation | null, take: (annotations: readonly Annotation[]) => void) => {
      if (sizeOf(selection) === 0) {
        if (active !== null) take([active])
      } else if (selection.by === 'id') take(inOrder(selection.chosen))
      else await withRows(0, (table?.total ?? 0) - 1, (rows) => take(once(rows)))
    },
    isSelected: (annotation: Annotation) => isSelected(selection, annotation),
  }
}

/** Null unless all of them are here. */
function rowsHere(table: Table, from: number, to: number): Chosen[] | null {
  const rows: Chosen[] = []
  for (let row = from; row <= to; row += 1) {
    const annotation = table.rowAt(row)
    if (annotation === null) return null
    rows.push({ annotation, row })
  }
  return rows
}

/** An annotation in two groups is there twice. */
function once(rows: readonly Chosen[]): Annotation[] {
  return [...new Map(rows.map(({ annotation }) => [annotation.id, annotation])).values()]
}

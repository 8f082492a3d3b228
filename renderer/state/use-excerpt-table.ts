import { useMemo, useState } from 'react'
import type { NotebookEvent } from '../../shared/contract/events'
import type { Annotation } from '../../shared/model/annotation'
import type { ExcerptArrangement, ExcerptGroupSize, ExcerptPage } from '../../shared/model/excerpts'
import { useAnswer } from './use-answer'

/** So many rows are asked for at once. */
const PAGE = 200
/** A page is asked for when the window is this near to it. */
const NEAR = 60

/** The first and the last row of the table that can be seen. */
export type Seen = { readonly first: number; readonly last: number }

/** The table as the host told it last; only the rows near the window are there. */
export type ExcerptRows = {
  readonly arrangement: ExcerptArrangement
  /** Rows of the table. */
  readonly total: number
  readonly excerpts: number
  readonly groups: readonly ExcerptGroupSize[]
  /** Null for a row that has not been asked for, or not answered yet. */
  readonly rowAt: (row: number) => Annotation | null
  /** The row nearest to `row` in which this annotation is, among those that are there; null for none. */
  readonly rowOf: (annotation: Annotation['id'], row: number) => number | null
}

/** The pages that rows near the window are on; at most two. */
export type Pages = { readonly from: number; readonly to: number }

export const firstPages: Pages = { from: 0, to: 0 }

export function pagesNear({ first, last }: Seen): Pages {
  const from = Math.floor(Math.max(0, first - NEAR) / PAGE)
  return { from, to: Math.min(from + 1, Math.floor((last + NEAR) / PAGE)) }
}

/**
 * Holds the pages of the table near the window, and asks for them again when what they say changes. What was answered
 * last is kept until the present question is answered, and then it is `busy`; a late answer to an earlier one is dropped.
 */
export function useExcerptTable(arrangement: ExcerptArrangement, { from, to }: Pages) {
  const input = (page: number | null) =>
    page === null ? null : { arrangement, offset: page * PAGE, limit: PAGE }
  // Two pages in a row are an even and an odd one: a page that stays is not asked for anew when the window goes on.
  const even = from % 2 === 0 ? from : to % 2 === 0 ? to : null
  const odd = from % 2 === 1 ? from : to % 2 === 1 ? to : null
  const evenPage = useAnswer('excerpt.list', input(even), concerns)
  const oddPage = useAnswer('excerpt.list', input(odd), concerns)
  const one = evenPage.value
  const two = oddPage.value
  const current = useMemo(
    () =>
      tableOf(arrangement, [
        ...(one === null || even === null ? [] : [{ page: one, offset: even * PAGE }]),
        ...(two === null || odd === null ? [] : [{ page: two, offset: odd * PAGE }]),
      ]),
    [arrangement, one, two, even, odd],
  )
  const [last, setLast] = useState(current)
  if (current !== null && current !== last) setLast(current)
  const table = current ?? last
  return {
    table,
    busy: table !== null && table.arrangement !== arrangement,
    failure: evenPage.failure ?? oddPage.failure,
  }
}

const telling: ReadonlySet<NotebookEvent['kind']> = new Set(['annotations', 'library', 'source', 'codebook'])

function concerns({ kind }: NotebookEvent): boolean {
  return telling.has(kind)
}

type Part = { readonly page: ExcerptPage; readonly offset: number }

function tableOf(arrangement: ExcerptArrangement, parts: readonly Part[]): ExcerptRows | null {
  const newest = parts[0]?.page
  if (newest === undefined) return null
  const rowAt = (row: number) => {
    for (const { page, offset } of parts) {
      const found = page.rows[row - offset]
      if (found !== undefined && row < newest.total) return found
    }
    return null
  }
  const rowsOf = (annotation: Annotation['id']) =>
    parts.flatMap(({ page, offset }) =>
      page.rows.flatMap(({ id }, index) => (id === annotation ? [offset + index] : [])),
    )
  return {
    arrangement,
    total: newest.total,
    excerpts: newest.excerpts,
    groups: newest.groups,
    rowAt,
    rowOf: (annotation, row) =>
      rowsOf(annotation).toSorted((a, b) => Math.abs(a - row) - Math.abs(b - row))[0] ?? null,
  }
}

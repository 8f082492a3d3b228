import { compareLive, type RowChange } from '../../../shared/briefing/staleness'
import { assertNever } from '../../../shared/model/assert-never'
import type { LiveContent } from '../../../shared/model/brief'
import { count, listOf } from '../../ui/words'
import { WordChanges } from './WordChanges'

/** So many rows are enough to see what happened. */
const MOST_ROWS = 30

/** What changed in a live block since its author saw it: old and new words of each row. */
export function LiveChanges({ old, now }: { old: LiveContent; now: LiveContent }) {
  const { rows, columns, reordered } = compareLive(old, now)
  const shown = rows.slice(0, MOST_ROWS)
  const remarks = [
    ...(columns.new.length === 0 ? [] : [`New columns: ${listOf(columns.new)}.`]),
    ...(columns.gone.length === 0 ? [] : [`Columns that went: ${listOf(columns.gone)}.`]),
    ...(reordered ? ['The rows stand in another order.'] : []),
    ...(shown.length < rows.length ? [`And ${count(rows.length - shown.length, 'more row')}.`] : []),
  ]
  return (
    <ul className="live-changes" aria-label="What changed">
      {shown.map((row) => (
        <li key={row.key} dir="auto">
          <Change row={row} />
        </li>
      ))}
      {remarks.map((remark) => (
        <li key={remark} className="q">
          {remark}
        </li>
      ))}
    </ul>
  )
}

function Change({ row }: { row: RowChange }) {
  switch (row.kind) {
    case 'changed': {
      const old = lineOf(row.old)
      const now = lineOf(row.new)
      return old === now ? (
        <>
          {now} <span className="q">rests on other passages now</span>
        </>
      ) : (
        <WordChanges old={old} now={now} />
      )
    }
    case 'new':
      return <WordChanges old="" now={lineOf(row.new)} />
    case 'gone':
      return <WordChanges old={lineOf(row.old)} now="" />
    default:
      return assertNever(row)
  }
}

function lineOf(cells: readonly string[]): string {
  return cells.filter((words) => words !== '').join(' · ')
}

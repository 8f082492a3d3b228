import type { ReactNode } from 'react'
import type { Passage } from './compare-context'
import type { Column } from './mention-table'
import { SourceChip } from './SourceChip'
import { useFirstOf } from './use-first-of'

type Props<Row> = {
  /** What the table is of, for those who do not see the heading above it. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly foot?: ReactNode
}

/** Mentions one below the other, each with the way to its passage. */
export function MentionTable<Row extends Passage & { readonly excerpt: string }>(props: Props<Row>) {
  const { label, columns, rows } = props
  const [shown, more] = useFirstOf(rows)
  return (
    <div className="tbl-wrap">
      <table className="tbl" aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.annotation}>
              {columns.map(({ name, of, look }) => (
                <td key={name} className={look === undefined ? undefined : lookClasses[look]} dir="auto">
                  {of(row) ?? <span className="q">–</span>}
                </td>
              ))}
              <td>
                <SourceChip mention={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </div>
  )
}

const lookClasses = { number: 'num', quote: 'w' } as const

import type { ExcerptArrangement, ExcerptSort } from '../../../shared/model/excerpts'
import { Icon } from '../../ui/Icon'

type Props = {
  readonly arrangement: ExcerptArrangement
  readonly height: number
  readonly onSort: (sort: ExcerptSort, descending: boolean) => void
}

type Head = {
  readonly cell: string
  readonly sorts: readonly (readonly [ExcerptSort, string])[]
  readonly name?: string
}

const heads: readonly Head[] = [
  { cell: 'kind', sorts: [['kind', 'Kind']] },
  { cell: 'words', sorts: [['place', 'Excerpt']] },
  { cell: 'stated', sorts: [['value', 'States']] },
  {
    cell: 'topic',
    sorts: [
      ['measure', 'Measure'],
      ['issue', 'Issue'],
    ],
  },
  { cell: 'actor', sorts: [['actor', 'Actor']] },
  {
    cell: 'source',
    sorts: [
      ['outlet', 'Outlet'],
      ['source', 'Title'],
    ],
  },
  { cell: 'codes', sorts: [], name: 'Codes' },
  { cell: 'date', sorts: [['date', 'Date']] },
  { cell: 'status', sorts: [['status', 'Status']] },
]

/** The heads of the columns: each sorts by what stands under it, and the other way round when it does already. */
export function Heads({ arrangement: { sort, descending }, height, onSort }: Props) {
  return (
    <div role="row" aria-rowindex={1} className="xt-heads" style={{ height }}>
      {heads.map(({ cell, sorts, name }) => {
        const isSorted = sorts.some(([one]) => one === sort)
        return (
          <div
            key={cell}
            role="columnheader"
            className={`xt-${cell}`}
            aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : undefined}
          >
            {name}
            {sorts.map(([by, word]) => (
              <button
                key={by}
                type="button"
                title={`Sort by ${word.toLowerCase()}`}
                className={by === sort ? 'on' : undefined}
                onClick={() => onSort(by, by === sort && !descending)}
              >
                {cell === 'kind' ? <span className="sr">{word}</span> : word}
                {by === sort ? (
                  <Icon name={descending ? 'down' : 'up'} size={10} />
                ) : cell === 'kind' ? (
                  <Icon name="sort" size={10} />
                ) : null}
              </button>
            ))}
          </div>
        )
      })}
    </div>
  )
}

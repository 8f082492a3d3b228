import { useId } from 'react'
import { type ExcerptArrangement, ExcerptGroup, ExcerptSort } from '../../../shared/model/excerpts'
import { keyWords } from '../../state/keys'
import { Icon } from '../../ui/Icon'
import { groupWords, sortWords } from './words'

type Props = {
  readonly arrangement: ExcerptArrangement
  readonly onArrange: (wanted: Partial<ExcerptArrangement>) => void
}

/** In what order the rows stand, and into which parts they are divided. */
export function ArrangePane({ arrangement: { sort, descending, group }, onArrange }: Props) {
  const id = useId()
  return (
    <div className="xt-arrange">
      <label htmlFor={`${id}-sort`}>Sort by</label>
      <select
        id={`${id}-sort`}
        className="field"
        value={sort}
        onChange={({ target }) => onArrange({ sort: ExcerptSort.parse(target.value) })}
      >
        {ExcerptSort.options.map((one) => (
          <option key={one} value={one}>
            {sortWords[one]}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="ib"
        aria-pressed={descending}
        aria-label="Descending"
        title={descending ? 'Descending' : 'Ascending'}
        onClick={() => onArrange({ descending: !descending })}
      >
        <Icon name={descending ? 'down' : 'up'} size={14} />
      </button>
      <label htmlFor={`${id}-group`}>Group by</label>
      <select
        id={`${id}-group`}
        className="field"
        value={group}
        onChange={({ target }) => onArrange({ group: ExcerptGroup.parse(target.value) })}
      >
        {ExcerptGroup.options.map((one) => (
          <option key={one} value={one}>
            {groupWords[one]}
          </option>
        ))}
      </select>
      <p className="hint">
        {keyWords({ sign: 'ArrowDown', alt: true })} and {keyWords({ sign: 'ArrowUp', alt: true })} go from
        group to group.
      </p>
    </div>
  )
}

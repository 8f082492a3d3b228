import { type ReactNode, type RefObject, useId } from 'react'
import { type AnnotationKind, annotationKinds } from '../../shared/model/annotation'
import { type LibraryFilter, narrows } from '../../shared/model/arrange-library'
import { LibraryGroup, LibrarySort } from '../../shared/model/preferences'
import { ReadingStatus } from '../../shared/model/source'
import { usePreferences } from '../state/preferences'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { Toggles } from '../ui/Toggles'
import { useKeysWithin } from '../ui/use-keys-within'
import { groupByWords, outletWords, sortWords, statusWords } from './arrangement-words'

type Props = {
  readonly id: string
  readonly search: RefObject<HTMLInputElement | null>
  readonly filter: LibraryFilter
  readonly outlets: readonly string[]
  readonly onFilter: (given: Partial<LibraryFilter>) => void
  readonly onClear: () => void
  readonly onClose: () => void
  /** To the list below. */
  readonly onLeave: () => void
}

/** Which texts the library shows, and in what order. */
export function FilterPanel({ id, search, filter, outlets, ...given }: Props) {
  const { onFilter, onClear, onClose, onLeave } = given
  const { preferences, change } = usePreferences()
  const panel = useKeysWithin((event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.stopPropagation()
    if (event.target === search.current && filter.query !== '') onFilter({ query: '' })
    else onClose()
  })
  return (
    <search ref={panel} id={id} className="lib-filter" aria-label="Filter and sort">
      <div className="lib-search">
        <Icon name="search" size={14} />
        <input
          ref={search}
          type="search"
          className="field"
          aria-label="Search the library"
          placeholder="Title, outlet or author"
          dir="auto"
          spellCheck={false}
          value={filter.query}
          onChange={({ target }) => onFilter({ query: target.value })}
          onKeyDown={(event) => {
            if ((event.key !== 'ArrowDown' && event.key !== 'Enter') || event.nativeEvent.isComposing) return
            event.preventDefault()
            onLeave()
          }}
        />
      </div>
      <Toggles<ReadingStatus>
        className="lib-toggles"
        label="Reading status"
        all={ReadingStatus.options}
        pressed={filter.status}
        onChange={(status) => onFilter({ status })}
      >
        {(one) => statusWords[one]}
      </Toggles>
      <Toggles<AnnotationKind>
        className="lib-toggles"
        label="Has annotations"
        all={annotationKinds}
        pressed={filter.kinds}
        onChange={(kinds) => onFilter({ kinds })}
      >
        {(kind) => (
          <>
            <Icon name={kind} size={10} className={kind} />
            {kindWords[kind].many}
          </>
        )}
      </Toggles>
      {outlets.length < 2 ? null : (
        <Choice
          label="Outlet"
          value={filter.outlet === null ? ANY : `${OF}${filter.outlet}`}
          onChange={(value) => onFilter({ outlet: value === ANY ? null : value.slice(OF.length) })}
        >
          <option value={ANY}>Any</option>
          {outlets.map((outlet) => (
            <option key={outlet} value={`${OF}${outlet}`}>
              {outletWords(outlet)}
            </option>
          ))}
        </Choice>
      )}
      {narrows(filter) ? (
        <button type="button" className="btn quiet small lib-clear" onClick={onClear}>
          Clear the filter
        </button>
      ) : null}
      <Choice
        label="Sort by"
        value={preferences.librarySort}
        onChange={(value) => change({ librarySort: LibrarySort.parse(value) })}
        beside={
          <button
            type="button"
            className="ib"
            aria-pressed={preferences.libraryDescending}
            aria-label="Descending"
            title={preferences.libraryDescending ? 'Descending' : 'Ascending'}
            onClick={() => change({ libraryDescending: !preferences.libraryDescending })}
          >
            <Icon name={preferences.libraryDescending ? 'down' : 'up'} size={14} />
          </button>
        }
      >
        {LibrarySort.options.map((sort) => (
          <option key={sort} value={sort}>
            {sortWords[sort]}
          </option>
        ))}
      </Choice>
      <Choice
        label="Group by"
        value={preferences.libraryGroup}
        onChange={(value) => change({ libraryGroup: LibraryGroup.parse(value) })}
      >
        {LibraryGroup.options.map((group) => (
          <option key={group} value={group}>
            {groupByWords[group]}
          </option>
        ))}
      </Choice>
    </search>
  )
}

// An outlet may be called anything, so what stands for it in the list of choices is told apart from "any".
const ANY = 'any'
const OF = 'of '

function Choice(given: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly beside?: ReactNode
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <div className="lib-choice">
      <label htmlFor={id}>{given.label}</label>
      <select
        id={id}
        className="field"
        value={given.value}
        onChange={({ target }) => given.onChange(target.value)}
      >
        {given.children}
      </select>
      {given.beside}
    </div>
  )
}

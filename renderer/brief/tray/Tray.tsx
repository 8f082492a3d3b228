import { type RefObject, useId, useMemo, useState } from 'react'
import { anyExcerpt, type ExcerptArrangement, type ExcerptFilter } from '../../../shared/model/excerpts'
import { fold } from '../../../shared/model/fold'
import { useCodebook } from '../../state/codebook'
import { firstPages, type Pages, useExcerptTable } from '../../state/use-excerpt-table'
import { entryWords } from '../../ui/entry-words'
import { FilterFields } from '../../ui/excerpt-filter/FilterFields'
import { chipsOf, narrows } from '../../ui/excerpt-filter/filter-chips'
import { Icon } from '../../ui/Icon'
import { Popover } from '../../ui/Popover'
import { type TrayActions, TrayList } from './TrayList'

type Props = TrayActions & {
  /** How many excerpts of the notebook the brief uses already. */
  readonly usedCount: number
  readonly onAddAll: () => void
  /** The field to filter by words, for the command that leads here. */
  readonly search: RefObject<HTMLInputElement | null>
}

/** So many names of the codebook are offered for what is typed. */
const MOST_NAMES = 3

/** Everything that is tagged in the notebook, to be put into the brief; what is in it already is marked. */
export function Tray({ usedCount, onAddAll, search, ...actions }: Props) {
  const { sources, disabled } = actions
  const { nameOf } = useCodebook()
  const [filter, setFilter] = useState<ExcerptFilter>(anyExcerpt)
  const [open, setOpen] = useState(false)
  const id = useId()
  const arrangement = useMemo<ExcerptArrangement>(
    () => ({ filter, sort: 'place', descending: false, group: 'none' }),
    [filter],
  )
  const [near, setNear] = useState<{ readonly of: ExcerptArrangement; readonly pages: Pages }>({
    of: arrangement,
    pages: firstPages,
  })
  const { table, failure } = useExcerptTable(arrangement, near.of === arrangement ? near.pages : firstPages)
  const total = [...sources.values()].reduce(
    (sum, { counts }) => sum + counts.claim + counts.figure + counts.position,
    0,
  )
  const change = (wanted: Partial<ExcerptFilter>) => setFilter({ ...filter, ...wanted })
  const chips = chipsOf(filter, { nameOf, titleOf: (source) => sources.get(source)?.title ?? null })
  return (
    <section className="evidence" aria-labelledby={`${id}-head`}>
      <h3 className="sect" id={`${id}-head`}>
        Evidence
        <span className="grow" />
        {usedCount >= total ? null : (
          <button type="button" className="btn quiet small" disabled={disabled} onClick={onAddAll}>
            Add all
          </button>
        )}
        <span className="q num">
          {usedCount.toLocaleString('en')} of {total.toLocaleString('en')} used
        </span>
      </h3>
      <search className="tray-filter" aria-label="Filter the evidence">
        <div className="lib-search">
          <Icon name="search" size={14} />
          <input
            ref={search}
            type="search"
            className="field"
            aria-label="Filter the evidence by word, code or actor"
            placeholder="Filter by word, code, actor"
            dir="auto"
            spellCheck={false}
            maxLength={1000}
            value={filter.text}
            onChange={({ target }) => change({ text: target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || filter.text === '' || event.nativeEvent.isComposing) return
              event.preventDefault()
              event.stopPropagation()
              change({ text: '' })
            }}
          />
        </div>
        <Popover label="Filter" icon="sort" bare open={open} onOpen={setOpen}>
          <FilterFields filter={filter} sources={[...sources.values()]} onFilter={change} />
        </Popover>
      </search>
      <Names filter={filter} onFilter={setFilter} search={search} />
      {chips.length === 0 ? null : (
        <div role="group" aria-label="The filter of the evidence" className="filter-chips tray-chips">
          {chips.map(({ key, words, without }) => (
            <button
              key={key}
              type="button"
              className="filter-chip"
              onClick={() => {
                setFilter(without)
                search.current?.focus()
              }}
            >
              <span className="sr">Take away: </span>
              <span dir="auto">{words}</span>
              <Icon name="x" size={10} />
            </button>
          ))}
        </div>
      )}
      {table === null ? (
        <p className="empty">{failure}</p>
      ) : table.total === 0 ? (
        <p className="empty">
          {narrows(filter)
            ? 'No excerpt fits the filter.'
            : 'Nothing is tagged yet. What you tag in Read gathers here.'}
        </p>
      ) : (
        <TrayList rows={table} onPages={(of, pages) => setNear({ of, pages })} {...actions} />
      )}
    </section>
  )
}

/** Actors and codes of the name that is typed: one press filters by the entry instead of the word. */
function Names(given: {
  readonly filter: ExcerptFilter
  readonly onFilter: (filter: ExcerptFilter) => void
  readonly search: RefObject<HTMLInputElement | null>
}) {
  const { filter, onFilter, search } = given
  const { entries } = useCodebook()
  const typed = fold(filter.text)
  if (typed.length < 2) return null
  const found = entries
    .filter((entry) => {
      const names = entry.kind === 'actor' ? [entry.name, ...entry.spellings] : [entry.name]
      return names.some((name) => fold(name).startsWith(typed))
    })
    .slice(0, MOST_NAMES)
  if (found.length === 0) return null
  return (
    <div role="group" aria-label="Of that name" className="filter-chips tray-chips">
      {found.map((entry) => (
        <button
          key={entry.id}
          type="button"
          className="filter-chip"
          onClick={() => {
            const bare = { ...filter, text: '' }
            switch (entry.kind) {
              case 'actor':
                onFilter({ ...bare, actors: [...filter.actors, entry.id] })
                break
              case 'issue':
                onFilter({ ...bare, issues: [...filter.issues, entry.id] })
                break
              case 'measure':
                onFilter({ ...bare, measures: [...filter.measures, entry.id] })
                break
              case 'code':
                onFilter({ ...bare, codes: [...filter.codes, entry.id] })
                break
            }
            search.current?.focus()
          }}
        >
          <Icon name="plus" size={10} />
          <span dir="auto">
            {entryWords[entry.kind].one}: {entry.name}
          </span>
        </button>
      ))}
    </div>
  )
}

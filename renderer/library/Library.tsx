import { useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type LibraryFilter, narrows, noFilter } from '../../shared/model/arrange-library'
import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { useCommand } from '../state/commands'
import { Icon } from '../ui/Icon'
import { ListBox } from '../ui/ListBox'
import { shortcut } from '../ui/shortcut'
import { filterWords, headingOf } from './arrangement-words'
import { FilterPanel } from './FilterPanel'
import { SourceRow } from './SourceRow'
import { Trash } from './Trash'
import { useArrangement } from './use-arrangement'
import './library.css'

type Props = {
  readonly sources: readonly SourceSummary[]
  readonly open: SourceId | null
  readonly onOpen: (source: SourceId) => void
  /** Enter on the open source: goes on to its text. */
  readonly onRead: () => void
  readonly onRemove: (source: SourceSummary) => void
  /** Brings the library into view, where another view stands alone. */
  readonly onShow: () => void
}

/** The sources of the notebook, as many of them and in such an order as one asks for; or what was thrown away. */
export function Library({ sources, open, onOpen, onRead, onRemove, onShow }: Props) {
  const [trash, setTrash] = useState(false)
  const [panel, setPanel] = useState(false)
  const { filter, changeFilter, applied, group, outlets, arranged, asked, catchUp } = useArrangement(sources)
  const panelId = useId()
  const search = useRef<HTMLInputElement>(null)
  const toggle = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const toTrash = useRef<HTMLButtonElement>(null)
  const back = useRef<HTMLButtonElement>(null)

  // Drawn at once, so that the focus can go where the person is led.
  useCommand('filter-library', () => {
    flushSync(() => {
      onShow()
      setTrash(false)
      setPanel(true)
    })
    search.current?.focus()
    search.current?.select()
  })
  const openTrash = () => {
    flushSync(() => {
      onShow()
      setTrash(true)
    })
    back.current?.focus()
  }
  useCommand('open-trash', openTrash)
  const clear = () => changeFilter(noFilter)

  if (trash) {
    return (
      <Trash
        open={open}
        back={back}
        onBack={() => {
          flushSync(() => setTrash(false))
          toTrash.current?.focus()
        }}
      />
    )
  }

  const total = sources.length.toLocaleString('en')
  const shown = arranged.sources.length.toLocaleString('en')
  const narrowed = narrows(applied)
  return (
    <>
      <div className="phead">
        <h2>Library</h2>
        <span className="count">{narrowed ? `${shown} of ${total}` : total}</span>
        <span className="sr" aria-live="polite">
          {narrowed ? `${shown} of ${total} sources are shown` : ''}
        </span>
        <span className="grow" />
        <button
          ref={toggle}
          type="button"
          className="ib"
          aria-label="Filter and sort"
          aria-expanded={panel}
          aria-controls={panel ? panelId : undefined}
          title={`Filter and sort (${shortcut('Shift+L')})`}
          onClick={() => setPanel(!panel)}
        >
          <Icon name="sort" />
        </button>
      </div>
      {panel ? (
        <FilterPanel
          id={panelId}
          search={search}
          filter={filter}
          outlets={outlets}
          onFilter={changeFilter}
          onClear={() => {
            clear()
            search.current?.focus()
          }}
          onClose={() => {
            setPanel(false)
            toggle.current?.focus()
          }}
          onLeave={() => {
            catchUp()
            list.current?.querySelector<HTMLElement>('[role=listbox]')?.focus()
          }}
        />
      ) : narrows(filter) ? (
        <div className="lib-active">
          <span dir="auto" title={filterWords(filter)}>
            {filterWords(filter)}
          </span>
          <button
            type="button"
            className="ib"
            aria-label="Clear the filter"
            onClick={() => {
              clear()
              toggle.current?.focus()
            }}
          >
            <Icon name="x" size={12} />
          </button>
        </div>
      ) : null}
      <div className="lib-list" ref={list}>
        {arranged.sources.length === 0 ? (
          <Nothing filter={applied} none={sources.length === 0} onClear={clear} />
        ) : (
          <ListBox
            asked={asked}
            label="Sources"
            items={arranged.sources}
            keyOf={({ id }) => id}
            nameOf={({ title }) => title}
            groups={arranged.groups.map(({ of, size }) => ({
              key: of ?? '',
              heading: headingOf(of, group),
              size,
            }))}
            chosen={open}
            onChoose={({ id }) => onOpen(id)}
            onEnter={onRead}
            onRemove={onRemove}
            estimate={86}
          >
            {(source) => <SourceRow source={source} />}
          </ListBox>
        )}
      </div>
      <div className="lib-foot">
        <button ref={toTrash} type="button" className="btn quiet small" onClick={openTrash}>
          <Icon name="trash" size={14} />
          Trash
        </button>
      </div>
    </>
  )
}

/** Why no text is shown, and the way back. */
function Nothing(given: {
  readonly filter: LibraryFilter
  readonly none: boolean
  readonly onClear: () => void
}) {
  const { filter, none, onClear } = given
  if (none) return <p className="empty">No sources yet.</p>
  const query = filter.query.trim()
  const words = narrows({ ...filter, query: '' })
    ? 'No source fits the filter.'
    : `No source matches “${query}”.`
  return (
    <p className="empty">
      {words}{' '}
      <button type="button" className="lib-link" onClick={onClear}>
        Clear the filter
      </button>
    </p>
  )
}

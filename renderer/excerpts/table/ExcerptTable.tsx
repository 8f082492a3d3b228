import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { BulkChange } from '../../../shared/contract/calls'
import type { Annotation } from '../../../shared/model/annotation'
import { anyExcerpt, type ExcerptFilter } from '../../../shared/model/excerpts'
import type { SourceSummary } from '../../../shared/model/notebook'
import { useCodebook } from '../../state/codebook'
import { useCommand } from '../../state/commands'
import { useHost } from '../../state/host-context'
import { useStatus } from '../../state/status'
import { useAnswer } from '../../state/use-answer'
import { firstPages, type Pages, pagesNear, useExcerptTable } from '../../state/use-excerpt-table'
import { FilterFields } from '../../ui/excerpt-filter/FilterFields'
import { type Chip, chipsOf, narrows } from '../../ui/excerpt-filter/filter-chips'
import { Icon } from '../../ui/Icon'
import { Popover } from '../../ui/Popover'
import { count } from '../../ui/words'
import { writeClipboard } from '../../ui/write-clipboard'
import { ArrangePane } from './ArrangePane'
import { BulkBar } from './BulkBar'
import { Grid } from './Grid'
import { writeQuotes } from './quotes'
import { Reading } from './Reading'
import { SavedViewsPane } from './SavedViewsPane'
import { type Selection, selectionOf } from './selection'
import { useArrangement } from './use-arrangement'
import { useBulk } from './use-bulk'
import { useSelection } from './use-selection'
import './table.css'

type Props = {
  readonly sources: readonly SourceSummary[]
  /** What to show from now on; null leaves the table as the person had it last. */
  readonly filter: ExcerptFilter | null
  /** Goes to the passage in its text. */
  readonly onOpen: (annotation: Annotation) => void
}

type Pane = 'filter' | 'arrange' | 'views'

/** All annotations of the notebook as one table: filtered, sorted, in groups, and changed many at a time. */
export function ExcerptTable({ sources, filter: given, onOpen }: Props) {
  const host = useHost()
  const status = useStatus()
  const codebook = useCodebook()
  const { arrangement, change, changeFilter } = useArrangement(given)
  const { filter } = arrangement
  const [near, setNear] = useState<{ readonly of: typeof arrangement; readonly pages: Pages }>({
    of: arrangement,
    pages: firstPages,
  })
  const { table, busy, failure } = useExcerptTable(
    arrangement,
    near.of === arrangement ? near.pages : firstPages,
  )
  // Asked for beforehand, so that the pane has something for the keys as soon as it opens.
  const views = useAnswer('view.list', {}, ({ kind }) => kind === 'views')
  const selected = useSelection(table)
  const bulk = useBulk()
  const [pane, setPane] = useState<Pane | null>(null)
  const searchId = useId()
  const search = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const byId = useMemo(() => new Map(sources.map((source) => [source.id, source])), [sources])
  const total = useMemo(
    () => sources.reduce((sum, { counts }) => sum + counts.claim + counts.figure + counts.position, 0),
    [sources],
  )

  useCommand(
    'find',
    () => {
      search.current?.focus()
      search.current?.select()
    },
    'Filter the excerpts by words',
  )

  // What had the focus may go with the rows it was about.
  const hasRows = table !== null && table.total > 0
  const hasSelection = selected.size > 0
  const before = useRef({ hasRows, hasSelection })
  useEffect(() => {
    const went = (before.current.hasRows && !hasRows) || (before.current.hasSelection && !hasSelection)
    before.current = { hasRows, hasSelection }
    if (went && document.activeElement === document.body) (grid.current ?? search.current)?.focus()
  }, [hasRows, hasSelection])

  const copyByButton = async (annotations: readonly Annotation[]) => {
    if (await writeClipboard(writeQuotes(annotations, byId))) status.say(copiedWords(annotations))
    else
      status.refuse(
        `${host.kind === 'browser' ? 'The browser' : 'The system'} did not let the excerpts be copied.`,
      )
  }
  const copyByKey = (active: Annotation | null, clipboard: DataTransfer) => {
    // The clipboard of the key is open only while the key is being heard.
    let isHeard = true
    void selected.withSelected(active, (annotations) => {
      if (!isHeard) {
        void copyByButton(annotations)
        return
      }
      clipboard.setData('text/plain', writeQuotes(annotations, byId))
      status.say(copiedWords(annotations))
    })
    isHeard = false
  }

  const isRemoving = useRef(false)
  const removeAll = async (of: Selection) => {
    // A second press means the rows that are going already.
    if (isRemoving.current) return
    isRemoving.current = true
    if ((await bulk(of, { do: 'remove' })) && hasSelection) selected.letGo()
    isRemoving.current = false
  }
  const changeSelected = (wanted: BulkChange) =>
    void (wanted.do === 'remove' ? removeAll(selected.selection) : bulk(selected.selection, wanted))
  const remove = (active: Annotation | null) => {
    if (hasSelection) void removeAll(selected.selection)
    else if (active !== null) void removeAll(selectionOf([{ annotation: active, row: 0 }]))
  }
  const letGo = () => {
    selected.letGo()
    grid.current?.focus()
  }

  const onSearchKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && filter.text !== '') {
      event.stopPropagation()
      changeFilter({ text: '' })
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') grid.current?.focus()
    else return
    event.preventDefault()
  }

  const chips = chipsOf(filter, {
    nameOf: codebook.nameOf,
    titleOf: (source) => byId.get(source)?.title ?? null,
  })
  const narrowed = narrows(filter)
  const clear = () => {
    change({ filter: anyExcerpt })
    search.current?.focus()
  }
  const shown = table?.excerpts ?? 0
  const countWords = narrows(table?.arrangement.filter ?? anyExcerpt)
    ? `${shown.toLocaleString('en')} of ${count(total, 'excerpt')}`
    : count(shown, 'excerpt')
  const [only] =
    selected.selection.by === 'id' && selected.size === 1 ? [...selected.selection.chosen.values()] : []

  const popover = (one: Pane, label: string, icon: 'sort' | 'list' | 'folder', children: ReactNode) => (
    <Popover label={label} icon={icon} open={pane === one} onOpen={(open) => setPane(open ? one : null)}>
      {children}
    </Popover>
  )

  return (
    <section className="page xt" aria-label="Excerpts">
      <div className="xt-bar">
        <h1 tabIndex={-1}>Excerpts</h1>
        <span className="q num" aria-live="polite">
          {table === null ? '' : countWords}
        </span>
        <span className="grow" />
        <div className="filter">
          <Icon name="search" size={14} />
          <label className="sr" htmlFor={searchId}>
            Filter by words
          </label>
          <input
            ref={search}
            id={searchId}
            type="search"
            className="field"
            placeholder="Filter by words"
            dir="auto"
            spellCheck={false}
            maxLength={1000}
            value={filter.text}
            onChange={({ target }) => changeFilter({ text: target.value })}
            onKeyDown={onSearchKey}
          />
        </div>
        {popover(
          'filter',
          'Filter',
          'sort',
          <FilterFields filter={filter} sources={sources} onFilter={changeFilter} />,
        )}
        {popover(
          'arrange',
          'Sort and group',
          'list',
          <ArrangePane arrangement={arrangement} onArrange={change} />,
        )}
        {popover(
          'views',
          'Saved',
          'folder',
          <SavedViewsPane
            saved={views.value}
            arrangement={arrangement}
            onPick={(picked) => {
              setPane(null)
              change(picked)
            }}
          />,
        )}
      </div>
      {narrowed ? (
        <Chips
          chips={chips}
          onFilter={(wanted) => change({ filter: wanted })}
          onClear={clear}
          search={search}
        />
      ) : null}
      {table === null && failure === null ? (
        <Reading />
      ) : table === null ? (
        <p className="empty centre">{failure}</p>
      ) : table.total === 0 ? (
        <p className="empty centre">
          {total === 0 ? (
            'No excerpts yet: select words in a text and press 1, 2 or 3, and they gather here.'
          ) : (
            <>
              No excerpt fits the filter.{' '}
              <button type="button" className="xt-link" onClick={clear}>
                Clear the filter
              </button>
            </>
          )}
        </p>
      ) : (
        <Grid
          grid={grid}
          table={table}
          busy={busy}
          sources={byId}
          selection={selected.selection}
          onOpen={onOpen}
          onSelect={selected.select}
          onToggle={selected.toggle}
          onExtend={selected.extend}
          onSelectAll={selected.selectAll}
          onLetGo={letGo}
          onCopy={copyByKey}
          onRemove={remove}
          onSort={(sort, descending) => change({ sort, descending })}
          onSeen={(of, seen) => {
            const pages = pagesNear(seen)
            setNear((last) =>
              last.of === of && last.pages.from === pages.from && last.pages.to === pages.to
                ? last
                : { of, pages },
            )
          }}
        />
      )}
      {hasSelection ? (
        <BulkBar
          size={selected.size}
          onOpen={only === undefined ? null : () => onOpen(only.annotation)}
          onChange={changeSelected}
          onCopy={() => void selected.withSelected(null, (annotations) => void copyByButton(annotations))}
          onLetGo={letGo}
        />
      ) : null}
    </section>
  )
}

function copiedWords(annotations: readonly Annotation[]): string {
  return `Copied ${count(annotations.length, 'excerpt')} as ${annotations.length === 1 ? 'a quote' : 'quotes'}.`
}

/** What the filter asks for, one button each: a press takes it away. */
function Chips(given: {
  readonly chips: readonly Chip[]
  readonly onFilter: (filter: ExcerptFilter) => void
  readonly onClear: () => void
  readonly search: { readonly current: HTMLInputElement | null }
}) {
  const { chips, onFilter, onClear, search } = given
  const remove = (chip: Chip, button: HTMLElement) => {
    const next = button.nextElementSibling ?? button.previousElementSibling
    if (next instanceof HTMLElement && chips.length > 1) next.focus()
    else search.current?.focus()
    onFilter(chip.without)
  }
  return (
    <div role="group" aria-label="The filter" className="filter-chips xt-chips">
      {chips.map((chip) => (
        <button
          key={chip.key}
          type="button"
          className="filter-chip"
          title="Take away"
          onClick={({ currentTarget }) => remove(chip, currentTarget)}
          onKeyDown={(event) => {
            if (event.key !== 'Delete' && event.key !== 'Backspace') return
            event.preventDefault()
            remove(chip, event.currentTarget)
          }}
        >
          <span className="sr">Take away: </span>
          <span dir="auto">{chip.words}</span>
          <Icon name="x" size={10} />
        </button>
      ))}
      <button type="button" className="btn quiet small" onClick={onClear}>
        Clear
      </button>
    </div>
  )
}

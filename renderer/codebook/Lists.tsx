import { type KeyboardEvent, useDeferredValue, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { arrangeEntries, type EntrySort, familyOf, parentOf } from '../../shared/model/arrange-entries'
import { type Entry, type EntryId, EntryKind, type EntryUse } from '../../shared/model/codebook'
import type { ExcerptFilter } from '../../shared/model/excerpts'
import { tokensOf } from '../../shared/model/rank'
import { useCodebook } from '../state/codebook'
import { useRefusal } from '../state/host-context'
import { useStatus } from '../state/status'
import { entryWords } from '../ui/entry-words'
import { Icon } from '../ui/Icon'
import { EntryDetail } from './EntryDetail'
import { EntryTree, type TreeHandle } from './EntryTree'
import { firstSteps } from './entry-text'
import { KeyHints } from './KeyHints'
import { NewEntry } from './NewEntry'
import { SeveralPanel } from './SeveralPanel'
import { noneSelected, oneSelected, type Selection } from './select-entries'
import { useEdits } from './use-edits'
import { useUses } from './use-uses'
import './codebook.css'

type Props = {
  readonly kind: EntryKind
  readonly onKind: (kind: EntryKind) => void
  readonly onShowExcerpts: (filter: ExcerptFilter) => void
}

/** What is looked for and chosen among the entries of one kind. */
type View = { readonly query: string; readonly selection: Selection }

const fresh: View = { query: '', selection: noneSelected }
const sorts: Record<EntrySort, string> = { name: 'Name', count: 'Annotations' }

/** The shared lists, one kind at a time, and beside them what is chosen. Takes the room of two panes. */
export function Lists({ kind, onKind, onShowExcerpts }: Props) {
  const codebook = useCodebook()
  const status = useStatus()
  const refusal = useRefusal()
  const edits = useEdits()
  const uses = useUses()
  const [sort, setSort] = useState<EntrySort>('name')
  const [closed, setClosed] = useState<ReadonlySet<EntryId>>(new Set())
  const [views, setViews] = useState<Readonly<Partial<Record<EntryKind, View>>>>({})
  /** Whether what is chosen lies over the list, where there is no room beside it. */
  const [drawer, setDrawer] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const tree = useRef<TreeHandle>(null)
  const fields = useRef<HTMLDivElement>(null)
  const newName = useRef<HTMLInputElement>(null)

  const { query, selection } = views[kind] ?? fresh
  const change = (next: Partial<View>) => {
    setViews((all) => ({ ...all, [kind]: { ...(all[kind] ?? fresh), ...next } }))
  }
  const select = (selection: Selection) => change({ selection })
  const selectOnly = (id: EntryId | null) => select(id === null ? noneSelected : oneSelected(id))

  const entries = useMemo(() => codebook.ofKind(kind), [codebook, kind])
  const asked = useDeferredValue(query)
  const tokens = useMemo(() => tokensOf(asked), [asked])
  const rows = useMemo(
    () => arrangeEntries(entries, uses, { query: asked, sort, closed }),
    [entries, uses, asked, sort, closed],
  )
  const usageOf = ({ id }: Entry): EntryUse => uses.get(id) ?? { id, annotations: 0, spellings: [] }
  const chosen = selection.chosen.flatMap((id) => codebook.entryOf(id) ?? [])
  const [only] = chosen
  const { one, many } = entryWords[kind]

  const open = (id: EntryId, shown: boolean) => {
    // Keys that were inside are at what closed over them.
    if (!shown && selection.active !== null && familyOf(entries, id).has(selection.active)) selectOnly(id)
    setClosed((before) => new Set(shown ? [...before].filter((other) => other !== id) : [...before, id]))
  }
  /** Goes on to what is chosen: its first field, or the one that is asked for. */
  const enter = (field = 'input, button') => {
    flushSync(() => setDrawer(true))
    const control = fields.current?.querySelector<HTMLElement>(field)
    control?.focus()
    if (control instanceof HTMLInputElement && control.type === 'text') control.select()
  }
  const back = () => {
    setDrawer(false)
    tree.current?.focus()
  }
  const onKeyInFields = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return
    event.preventDefault()
    event.stopPropagation()
    back()
  }
  const remove = async () => {
    if (chosen.length > 1) return status.say('Entries are removed one at a time: choose a single one.')
    if (only === undefined) return
    const at = rows.findIndex(({ entry }) => entry.id === only.id)
    const next = rows[at + 1] ?? rows[at - 1]
    back() // the fields go with their entry
    const answer = await edits.remove(only)
    if (answer.ok) selectOnly(next?.entry.id ?? null)
  }
  const move = (entry: Entry, parent: EntryId | null) => {
    if (parentOf(entry) === parent) return
    const under = codebook.nameOf(parent)
    const words =
      under === null
        ? `“${entry.name}” stands at the top now.`
        : `“${entry.name}” stands under “${under}” now.`
    if (parent !== null) open(parent, true)
    void edits.change(entry, { parent }, { words })
  }
  const shift = (entry: Entry, way: 'in' | 'out') => {
    const row = rows.find((one) => one.entry.id === entry.id)
    if (row === undefined) return
    if (way === 'out') {
      const parent = codebook.entryOf(parentOf(entry))
      if (parent === null) return status.say(`“${entry.name}” stands at the top already.`)
      return move(entry, parentOf(parent))
    }
    const above = rows.slice(0, rows.indexOf(row)).findLast(({ level }) => level <= row.level)
    if (above?.level !== row.level)
      return status.say(`There is nothing above “${entry.name}” to stand under.`)
    move(entry, above.entry.id)
  }
  const merged = (into: Entry) => {
    selectOnly(into.id)
    back()
  }

  return (
    <div className="lists" data-drawer={drawer && chosen.length > 0 ? 'open' : undefined}>
      <section className="page" aria-label="Reader">
        <header className="cb-head">
          <h1 tabIndex={-1}>{many}</h1>
          <span className="q num">{entries.length === 0 ? '' : entries.length.toLocaleString('en')}</span>
          {/* A small window hides the pane at the left, which has these too. */}
          <div role="group" aria-label="Kinds" className="cb-kinds">
            {EntryKind.options.map((other) => (
              <button
                key={other}
                type="button"
                className="btn quiet small"
                aria-pressed={other === kind}
                onClick={() => onKind(other)}
              >
                {entryWords[other].many}
              </button>
            ))}
          </div>
          <button
            type="button"
            className="btn line small cb-open"
            disabled={chosen.length === 0}
            onClick={() => enter()}
          >
            Details
          </button>
        </header>
        {entries.length === 0 ? (
          <p className="empty cb-none">{codebook.failure ?? firstSteps[kind]}</p>
        ) : (
          <>
            <div className="cb-search">
              <Icon name="search" size={14} />
              <input
                ref={search}
                type="search"
                className="field"
                aria-label={`Find among ${many.toLowerCase()}`}
                placeholder={`Find among ${many.toLowerCase()}`}
                value={query}
                onChange={({ target }) => change({ query: target.value })}
                onKeyDown={(event) => {
                  if (event.nativeEvent.isComposing) return
                  if (event.key === 'ArrowDown' || event.key === 'Enter') {
                    const first = rows.find(({ found }) => found)
                    if (first !== undefined) selectOnly(first.entry.id)
                    tree.current?.focus()
                  } else if (event.key === 'Escape' && query !== '') {
                    event.stopPropagation()
                    change({ query: '' })
                  } else return
                  event.preventDefault()
                }}
              />
              <span className="sr" aria-live="polite">
                {tokens.length === 0 ? '' : `${rows.filter(({ found }) => found).length} found`}
              </span>
            </div>
            <div role="group" aria-label="Sort by" className="cb-sorts">
              {(['name', 'count'] as const).map((by) => (
                <button
                  key={by}
                  type="button"
                  className="btn quiet small"
                  aria-pressed={by === sort}
                  onClick={() => setSort(by)}
                >
                  {sorts[by]}
                  {by === sort ? <Icon name="down" size={10} /> : null}
                </button>
              ))}
            </div>
            {rows.length === 0 ? (
              <p className="empty cb-none">
                No {one.toLowerCase()} matches “{asked.trim()}”.{' '}
                <button
                  type="button"
                  className="cb-link"
                  onClick={() => {
                    change({ query: '' })
                    search.current?.focus()
                  }}
                >
                  Show all
                </button>
              </p>
            ) : (
              <EntryTree
                key={kind}
                ref={tree}
                kind={kind}
                rows={rows}
                entries={entries}
                tokens={tokens}
                selection={selection}
                onSelect={select}
                onOpen={open}
                onEnter={() => enter()}
                onNew={() => newName.current?.focus()}
                onMerge={() => enter('.cb-merge input, .cb-offer .main')}
                onRemove={() => {
                  if (refusal !== null) status.refuse(refusal)
                  else if (only !== undefined && !rows.some(({ entry }) => entry.id === only.id))
                    status.say(`“${only.name}” is not listed now. Choose what is to be removed.`)
                  else void remove()
                }}
                onShift={shift}
                onDrop={move}
              />
            )}
          </>
        )}
        <NewEntry
          key={`new ${kind}`}
          kind={kind}
          entries={entries}
          edits={edits}
          field={newName}
          onMade={({ id }) => change({ query: '', selection: oneSelected(id) })}
          onLeave={() => tree.current?.focus()}
        />
        {entries.length === 0 ? null : <KeyHints kind={kind} />}
      </section>
      <section className="pane insp" aria-label="Inspector">
        <div className="phead">
          <h2>{chosen.length > 1 ? many : one}</h2>
          <span className="grow" />
          <button type="button" className="ib cb-close" aria-label="Back to the list" onClick={back}>
            <Icon name="x" size={14} />
          </button>
        </div>
        {/* The keys belong to the fields, which hand them up. */}
        <div role="presentation" className="cb-within" onKeyDown={onKeyInFields}>
          {chosen.length > 1 ? (
            <SeveralPanel
              entries={chosen}
              usageOf={usageOf}
              edits={edits}
              first={fields}
              onMerged={merged}
              onShowExcerpts={onShowExcerpts}
            />
          ) : only === undefined ? (
            <p className="empty">
              {entries.length === 0
                ? 'What is chosen in the list is described, renamed and merged here.'
                : `Choose ${kind === 'actor' || kind === 'issue' ? 'an' : 'a'} ${kind} to describe, rename or merge it. Choose several with Space to make them one.`}
            </p>
          ) : (
            <EntryDetail
              key={only.id}
              entry={only}
              entries={entries}
              usageOf={usageOf}
              edits={edits}
              first={fields}
              onMerged={merged}
              onRemove={() => void remove()}
              onShowExcerpts={onShowExcerpts}
            />
          )}
        </div>
      </section>
    </div>
  )
}

import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef } from 'react'
import { dateOf } from '../../shared/model/arrange-library'
import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import type { SearchAnswer, SearchHit } from '../../shared/model/search'
import { Icon } from '../ui/Icon'
import { ListBox } from '../ui/ListBox'
import { useKeysWithin } from '../ui/use-keys-within'
import { count, publishedBy, shortDate } from '../ui/words'
import { groupHits, keyOfHit } from './group-hits'
import { HitRow } from './HitRow'
import { type Asked, useSearch } from './use-search'
import './search.css'

type Props = {
  readonly sources: readonly SourceSummary[]
  /** What is asked; kept by whoever opens the pane, so that the last question is there again. */
  readonly asked: Asked
  readonly onAsk: (asked: Asked) => void
  /** Leads to what was found. */
  readonly onOpenHit: (hit: SearchHit) => void
  readonly onClose: () => void
}

/** Looks for words in all texts, annotations and memos. It takes the place of the library while it is open. */
export function SearchPane({ sources, asked, onAsk, onOpenHit, onClose }: Props) {
  const { query, frame } = asked
  const answered = useSearch(asked)
  const field = useRef<HTMLInputElement>(null)
  const noteId = useId()

  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  const toField = () => field.current?.focus()
  const pane = useKeysWithin((event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.stopPropagation()
    if (event.target === field.current) onClose()
    else toField()
  })
  // One may be faster than the answer: the list to go into is that of the present question.
  const present = answered.asked?.query === query && answered.asked.frame === frame
  const entering = useRef(false)
  const enter = () => {
    if (!entering.current || !present) return
    entering.current = false
    pane.current?.querySelector<HTMLElement>('[role=listbox]')?.focus()
  }
  const answeredAll = useEffectEvent(enter)
  useEffect(() => {
    if (present) answeredAll()
  }, [present])
  const onKeyInField = (event: KeyboardEvent) => {
    if ((event.key !== 'ArrowDown' && event.key !== 'Enter') || event.nativeEvent.isComposing) return
    event.preventDefault()
    entering.current = true
    enter()
  }
  const begin = (field: string) => {
    onAsk({ ...asked, query: query === '' ? `${field}:` : `${query.trimEnd()} ${field}:` })
    toField()
  }

  const answer = query.trim() === '' ? null : answered.answer
  return (
    <section ref={pane} className="pane lib" aria-label="Search">
      <div className="phead">
        <h2>Search</h2>
        <span className="count" aria-hidden="true">
          {answer === null ? '' : answer.total.toLocaleString('en')}
        </span>
        <span className="sr" aria-live="polite">
          {answer === null ? '' : countWords(answer)}
        </span>
        <span className="grow" />
        <button
          type="button"
          className="ib"
          aria-label="Close the search"
          title="Close (Esc)"
          onClick={onClose}
        >
          <Icon name="x" />
        </button>
      </div>
      <search className="search-ask">
        <div className="search-field">
          <Icon name="search" size={14} />
          <input
            ref={field}
            type="search"
            className="field"
            aria-label="Search the notebook"
            aria-describedby={noteId}
            placeholder="Words in texts and notes"
            dir="auto"
            spellCheck={false}
            autoComplete="off"
            maxLength={1000}
            value={query}
            onChange={({ target }) => {
              entering.current = false
              onAsk({ ...asked, query: target.value })
            }}
            onKeyDown={onKeyInField}
          />
        </div>
        <label className="search-frame">
          <input
            type="checkbox"
            checked={frame}
            onChange={({ target }) => onAsk({ ...asked, frame: target.checked })}
          />
          Include frame and repeats
        </label>
      </search>
      <div id={noteId} className="search-notes">
        {answer?.notices.map((notice) => (
          <p key={notice}>{notice}</p>
        ))}
        {answer === null || answer.missing === 0 ? null : (
          <p role="status">
            {count(answer.missing, 'text has', 'texts have')} yet to be read for searching. What is found in
            them is added as it goes on.
          </p>
        )}
      </div>
      {answered.failure === null ? null : (
        <p className="empty" role="alert">
          {answered.failure}
        </p>
      )}
      {answer === null ? (
        query.trim() === '' ? (
          <Hints onBegin={begin} />
        ) : null
      ) : answer.hits.length === 0 ? (
        <Nothing answer={answer} frame={frame} />
      ) : (
        <Hits sources={sources} answer={answer} question={answered.asked} onOpenHit={onOpenHit} />
      )}
    </section>
  )
}

function Hits(given: {
  readonly sources: readonly SourceSummary[]
  readonly answer: SearchAnswer
  readonly question: Asked | null
  readonly onOpenHit: (hit: SearchHit) => void
}) {
  const { sources, answer, question, onOpenHit } = given
  const byId = new Map<SourceId, SourceSummary>(sources.map((source) => [source.id, source]))
  const groups = groupHits(answer.hits)
  const firsts = new Set(groups.map(({ hits: [first] }) => first))
  const lasts = new Set(groups.map(({ hits }) => hits.at(-1)))
  return (
    <div className="search-list">
      <ListBox
        asked={JSON.stringify(question)}
        label="Found"
        items={groups.flatMap(({ hits }) => hits)}
        keyOf={keyOfHit}
        groups={groups.map(({ source, hits }) => ({
          key: source,
          heading: byId.get(source)?.title ?? 'A text that was deleted',
          size: hits.length,
        }))}
        chosen={null}
        onChoose={onOpenHit}
        estimate={72}
      >
        {(hit) => (
          <HitRow
            hit={hit}
            from={firsts.has(hit) ? fromWords(byId.get(hit.source)) : null}
            isLast={lasts.has(hit)}
          />
        )}
      </ListBox>
      {answer.total > answer.hits.length ? (
        <p className="search-more">
          These are the best {answer.hits.length.toLocaleString('en')} of {answer.total.toLocaleString('en')}.
          Add a word to find fewer.
        </p>
      ) : null}
    </div>
  )
}

/** Why there is nothing to see, and what may help. */
function Nothing({ answer, frame }: { readonly answer: SearchAnswer; readonly frame: boolean }) {
  if (answer.missing > 0) return <p className="empty">Nothing so far.</p>
  return (
    <p className="empty">
      Nothing was found. Words are found from their beginning, whatever their case and accents; with fewer of
      them there may be more{frame ? '.' : ', and frame and repeats are left out.'}
    </p>
  )
}

const fields = [
  ['outlet', 'outlet:courier'],
  ['title', 'title:"port fund"'],
  ['actor', 'actor:brandvik'],
  ['kind', 'kind:figure'],
  ['code', 'code:costs'],
  ['issue', 'issue:closure'],
  ['measure', 'measure:jobs'],
  ['in', 'in:memo'],
  ['before', 'before:2025-03'],
  ['after', 'after:2025-02-20'],
] as const

/** How to ask, while nothing is asked. */
function Hints({ onBegin }: { readonly onBegin: (field: string) => void }) {
  return (
    <div className="search-hints scroll">
      <dl>
        <dt>“port fund”</dt>
        <dd>these words, one after the other</dd>
        <dt>-ferry</dt>
        <dd>without this word</dd>
      </dl>
      <p id="search-fields">Narrow it down:</p>
      <ul aria-labelledby="search-fields">
        {fields.map(([field, example]) => (
          <li key={field}>
            <button type="button" className="btn quiet small" onClick={() => onBegin(field)}>
              <span className="sr">Add </span>
              {example.slice(0, field.length + 1)}
              <span className="q">{example.slice(field.length + 1)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function countWords({ total, hits }: SearchAnswer): string {
  if (total === 0) return 'Nothing found'
  const texts = count(groupHits(hits).length, 'text')
  return hits.length < total ? `${total.toLocaleString('en')} found` : `${total} found in ${texts}`
}

/** Who published it, and when, as far as that is known. */
function fromWords(source: SourceSummary | undefined): string | null {
  if (source === undefined) return null
  const date = dateOf(source)
  const { day, year } = date === null ? { day: '', year: '' } : shortDate(date)
  const known = [publishedBy(source) ?? '', `${day} ${year}`.trim()].filter((words) => words !== '')
  return known.length === 0 ? null : known.join(' · ')
}

import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import type { LiveCell, LiveContent } from '../../../shared/model/brief'
import { shortened } from '../../../shared/model/shortened'
import { useCodebook } from '../../state/codebook'
import { FilterFields } from '../../ui/excerpt-filter/FilterFields'
import { chipsOf } from '../../ui/excerpt-filter/filter-chips'
import { Icon } from '../../ui/Icon'
import { Popover } from '../../ui/Popover'
import { TextField } from '../../ui/TextField'
import { usePrinting } from '../../ui/use-rows'
import type { LiveViewProps } from '../editor/editor-props'
import { LiveChanges } from './LiveChanges'
import { liveWords, shareOf } from './live-words'
import './live.css'

/** So many rows are drawn until more are asked for: a table of thousands would make the page slow to write in. */
const MOST_ROWS = 200

/** So many marks of a cell stay on the line of its last word; of more, those behind the first may go on to the next line. */
const MOST_TOGETHER = 3

/** A cell of so many letters asks for a column that can be read, though the table grows wider than the page. */
const MOST_IN_NARROW = 60

/** A table or list made from the notebook: what its author saw last, what has changed since, and what it shows of the notebook. */
export function LiveView(props: LiveViewProps) {
  const { attrs, state, sources, selected, disabled, onUseNew, onKeep, onRemove } = props
  const { view, seen, caption } = attrs
  const { name, icon, tone } = liveWords[view]
  const stale = state.status === 'stale'
  return (
    <div
      role="group"
      aria-label={caption ?? name}
      className={['live', view, stale ? 'stale' : '', selected ? 'selected' : ''].join(' ')}
    >
      <div className="cap">
        <Icon name={icon} size={11} className={tone} />
        <span dir="auto">{caption ?? name}</span>
        {seen === null ? null : (
          <span className="num share">{shareOf(view, seen, [...sources.values()])}</span>
        )}
        <span className="grow" />
        <Options {...props} />
        <button
          type="button"
          className="btn small quiet remove"
          disabled={disabled}
          aria-label={`Remove from the brief: ${caption ?? name}`}
          onClick={onRemove}
        >
          Remove
        </button>
        {stale ? null : (
          <span className="state">{state.status === 'declined' ? 'older rows kept' : 'live'}</span>
        )}
      </div>
      {/* Above the rows: what there is to decide is in sight however long the table is. */}
      {stale && seen !== null ? (
        <div className="changed">
          <div className="src">
            <Icon name="stale" size={12} className="signal" />
            <b>Stale</b>
            <span>the notebook says otherwise now</span>
            <span className="grow" />
            <span className="choice">
              <button type="button" className="btn small line" disabled={disabled} onClick={onUseNew}>
                Use the new rows
              </button>
              <button type="button" className="btn small quiet" disabled={disabled} onClick={onKeep}>
                Keep
                <span className="sr"> the old rows</span>
              </button>
            </span>
          </div>
          <LiveChanges old={seen} now={state.content} />
        </div>
      ) : null}
      {seen === null ? (
        <p className="empty">The rows are being gathered.</p>
      ) : seen.rows.length === 0 ? (
        <p className="empty">Nothing in the notebook fits: tag more, or show another part of it.</p>
      ) : (
        <Rows content={seen} {...props} />
      )}
    </div>
  )
}

/** What the block is called, and which part of the notebook it shows. */
function Options({ attrs, sources, disabled, onCaption, onChangeFilter }: LiveViewProps) {
  const { nameOf } = useCodebook()
  const [open, setOpen] = useState(false)
  const [revision, setRevision] = useState(0)
  const chips = chipsOf(attrs.filter, {
    nameOf,
    titleOf: (source) => sources.get(source)?.title ?? null,
  })
  return (
    <Popover label="Options" icon="sort" hint="Caption and filter of this block" open={open} onOpen={setOpen}>
      <fieldset className="live-options" disabled={disabled}>
        <legend className="sr">Caption and filter</legend>
        <TextField
          label="Caption"
          value={attrs.caption ?? ''}
          revision={revision}
          disabled={disabled}
          check={(draft) => (draft.length > 1000 ? 'A caption has 1,000 characters at most.' : null)}
          onSave={async (draft) => {
            onCaption(draft === '' ? null : draft)
            setRevision(revision + 1)
            return null
          }}
        />
        {chips.length === 0 ? null : (
          <div className="filter-chips">
            {chips.map(({ key, words, without }) => (
              <button key={key} type="button" className="filter-chip" onClick={() => onChangeFilter(without)}>
                <span className="sr">Take away: </span>
                <span dir="auto">{words}</span>
                <Icon name="x" size={10} />
              </button>
            ))}
          </div>
        )}
        <FilterFields
          filter={attrs.filter}
          sources={[...sources.values()]}
          onFilter={(wanted) => onChangeFilter({ ...attrs.filter, ...wanted })}
        />
      </fieldset>
    </Popover>
  )
}

/** The marks of the footnotes are one stop for the Tab key: arrows go from one to the next. */
function Rows(props: LiveViewProps & { readonly content: LiveContent }) {
  const { head, rows } = props.content
  const [all, setAll] = useState(false)
  const home = useRef<HTMLElement>(null)
  const printing = usePrinting(home)
  const shown = all || printing ? rows : rows.slice(0, MOST_ROWS)
  const first = shown.flatMap(({ cells }) => cells).find(({ cites }) => cites.length > 0)
  const cell = (one: LiveCell): ReactNode => (
    <>
      <span dir="auto">{one.words}</span>
      {one.cites.length === 0 ? null : (
        <span className={one.cites.length > MOST_TOGETHER ? 'marks many' : 'marks'}>
          {one.cites.map((cite, index) => (
            <button
              key={cite.annotation}
              type="button"
              className="fn"
              tabIndex={one === first && index === 0 ? 0 : -1}
              aria-label={`Footnote ${props.numberOf(cite) ?? ''}, open the passage: ${shortened(one.words)}`}
              onClick={() => props.onOpen(cite)}
            >
              {props.numberOf(cite) ?? '·'}
            </button>
          ))}
        </span>
      )}
    </>
  )
  return (
    <section ref={home} role="presentation" className="live-rows" onKeyDown={moveAmongMarks}>
      {head.length === 0 ? (
        <ul>
          {shown.map(({ key, cells }) => (
            <li key={key}>
              {cells.map((one, index) => (
                <span key={columnKey(index)}>{cell(one)}</span>
              ))}
            </li>
          ))}
        </ul>
      ) : (
        <div className="live-table">
          <table>
            <thead>
              <tr>
                {head.map(({ words, align }, index) => (
                  <th key={columnKey(index)} scope="col" data-align={align} dir="auto">
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ key, cells }) => (
                <tr key={key}>
                  {cells.map((one, index) => (
                    <td
                      key={columnKey(index)}
                      className={one.words.length > MOST_IN_NARROW ? 'wordy' : undefined}
                      data-align={head[index]?.align}
                    >
                      {cell(one)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length === rows.length ? null : (
        <button type="button" className="txt" onClick={() => setAll(true)}>
          Show all {rows.length.toLocaleString('en')} rows
        </button>
      )}
    </section>
  )
}

/** Columns have no names of their own: heads may repeat. */
function columnKey(index: number): string {
  return `column ${index}`
}

function moveAmongMarks(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  const marks = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('.fn'))
  const at = marks.findIndex((mark) => mark === document.activeElement)
  if (by === undefined || at === -1) return
  event.preventDefault()
  event.stopPropagation()
  marks[at + by]?.focus()
}

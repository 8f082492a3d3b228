import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { type OutlineEntry, searchOutline } from '../../../shared/model/outline'
import { ListBox } from '../../ui/ListBox'
import './outline.css'

type Props = {
  readonly entries: readonly OutlineEntry[]
  /** The entry that is being read; null before the first. */
  readonly present: OutlineEntry | null
  readonly onJump: (entry: OutlineEntry) => void
}

/** Height of a row. */
const ROW = 30
/** The most rows to show at once. */
const ROWS = 14

/** All headings and posts of the text, to jump to: arrows move, Enter jumps, letters filter. */
export function Outline({ entries, present, onJump }: Props) {
  const [filter, setFilter] = useState('')
  const whole = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const search = useMemo(() => searchOutline(entries), [entries])
  const shown = useMemo(() => search(filter), [search, filter])
  const first = shown[0] ?? null
  const chosen = shown === entries ? present : first

  useEffect(() => focusList(whole.current), [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const inField = event.target === field.current
    if (inField && event.key === 'Enter') {
      if (first !== null) onJump(first)
    } else if (inField && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) focusList(whole.current)
    else {
      // What is written in the list goes into the filter; the browser writes it where the focus is by then.
      if (!inField && (event.key === 'Backspace' || (event.key.length === 1 && event.key !== ' '))) {
        field.current?.focus()
      }
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // The keys belong to the field and to the list, which hand them up.
    <div ref={whole} role="presentation" className="outline" onKeyDown={onKeyDown}>
      <input
        ref={field}
        type="search"
        className="field"
        aria-label="Filter the outline"
        placeholder="Filter"
        dir="auto"
        spellCheck={false}
        autoComplete="off"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <div className="outline-places" style={{ height: Math.min(shown.length, ROWS) * ROW }}>
        <ListBox
          label="Headings and posts"
          items={shown}
          keyOf={keyOf}
          chosen={chosen === null ? null : keyOf(chosen)}
          onChoose={onJump}
          estimate={ROW}
        >
          {(entry) => <OutlineRow entry={entry} here={entry === present} />}
        </ListBox>
      </div>
      {shown.length === 0 ? <p className="hint">Nothing in the outline matches.</p> : null}
    </div>
  )
}

function OutlineRow({ entry, here }: { readonly entry: OutlineEntry; readonly here: boolean }) {
  const { kind, level, time, title, updated } = entry
  return (
    <div className={`entry ${kind} ${here ? 'here' : ''}`}>
      {kind === 'post' ? <span className="time num">{time}</span> : null}
      <span className="name" dir="auto" style={{ paddingInlineStart: `${(level - 1) * 12}px` }}>
        {title}
      </span>
      {updated ? <span className="q">updated</span> : null}
    </div>
  )
}

function focusList(outline: Element | null): void {
  outline?.querySelector<HTMLElement>('[role="listbox"]')?.focus()
}

function keyOf({ offset }: OutlineEntry): string {
  return String(offset)
}

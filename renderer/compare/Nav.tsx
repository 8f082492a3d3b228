import type { KeyboardEvent } from 'react'
import type { EntryKind } from '../../shared/model/codebook'
import { entryWords } from '../ui/entry-words'
import { Icon, type IconName } from '../ui/Icon'
import type { Section } from './comparing'

type Props = {
  readonly section: Section
  /** How much there is in each; null while that is not known. */
  readonly counts: Readonly<Record<Section, number | null>>
  readonly onSection: (section: Section) => void
}

type Entry = { readonly section: Section; readonly words: string; readonly icon: IconName }

const views: readonly Entry[] = [
  { section: 'excerpts', words: 'Excerpts', icon: 'quote' },
  { section: 'figures', words: 'Figures', icon: 'figure' },
  { section: 'positions', words: 'Positions', icon: 'position' },
  { section: 'claims', words: 'Claims', icon: 'claim' },
]

const listIcons: Readonly<Record<EntryKind, IconName>> = {
  actor: 'person',
  issue: 'issue',
  measure: 'measure',
  code: 'tag',
}

const lists: readonly Entry[] = (['actor', 'issue', 'measure', 'code'] as const).map((kind) => ({
  section: kind,
  words: entryWords[kind].many,
  icon: listIcons[kind],
}))

/** What Compare can show. One stop of the Tab key; the arrows go from one to the next. */
export function Nav({ section, counts, onSection }: Props) {
  const item = ({ section: one, words, icon }: Entry) => (
    <li key={one}>
      <button
        type="button"
        className="li"
        aria-current={one === section ? 'page' : undefined}
        tabIndex={one === section ? 0 : -1}
        onClick={() => onSection(one)}
      >
        <Icon name={icon} size={14} />
        {words}
        <span className="n">{counts[one]?.toLocaleString('en')}</span>
      </button>
    </li>
  )
  return (
    <nav aria-label="Compare" className="cmp-nav">
      <div role="presentation" onKeyDown={toNeighbour}>
        <ul>{views.map(item)}</ul>
        <h3 className="sect">Lists</h3>
        <ul>{lists.map(item)}</ul>
      </div>
    </nav>
  )
}

function toNeighbour(event: KeyboardEvent<HTMLElement>): void {
  const items = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('.li'))
  const index = items.findIndex((one) => one === event.target)
  const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 }[event.key]
  const item = next === undefined ? undefined : items[next]
  if (item === undefined) return
  event.preventDefault()
  item.focus()
}

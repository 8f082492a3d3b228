import { useId, useMemo, useState } from 'react'
import { arrangeEntries } from '../../shared/model/arrange-entries'
import type { EntryId } from '../../shared/model/codebook'
import type { ExcerptFilter } from '../../shared/model/excerpts'
import type { CodeId } from '../../shared/model/ids'
import { useCodebook } from '../state/codebook'
import { Icon } from '../ui/Icon'
import { ListBox } from '../ui/ListBox'
import { CodeDot } from './CodeDot'
import { carryEntry } from './carry-entry'
import { EntryCount } from './EntryCount'
import { filterFor } from './entry-text'
import { useUses } from './use-uses'
import './codebook.css'

type Props = {
  readonly onShowExcerpts: (filter: ExcerptFilter) => void
  /** Puts the code on what is chosen in the text; null while nothing is. */
  readonly onApply: ((code: CodeId) => void) | null
}

const noneClosed: ReadonlySet<EntryId> = new Set()

/** The codes under the library: each can be put on the chosen annotation, dragged there, or followed to its excerpts. */
export function CodeShelf({ onShowExcerpts, onApply }: Props) {
  const id = useId()
  const codebook = useCodebook()
  const uses = useUses()
  const [open, setOpen] = useState(true)
  const rows = useMemo(
    () => arrangeEntries(codebook.ofKind('code'), uses, { query: '', sort: 'name', closed: noneClosed }),
    [codebook, uses],
  )
  return (
    <section className="cb-shelf" aria-labelledby={id}>
      <h2 className="sect">
        <button type="button" id={id} aria-expanded={open} onClick={() => setOpen(!open)}>
          Codes
          <Icon name="right" size={12} className={open ? 'turned' : ''} />
        </button>
        <span className="q num">{rows.length.toLocaleString('en')}</span>
      </h2>
      {!open ? null : rows.length === 0 ? (
        <p className="empty">No codes yet. Press 4 or T in a text to put one on a passage.</p>
      ) : (
        <ListBox
          label={onApply === null ? 'Codes: Enter shows excerpts' : 'Codes: Enter puts one on the annotation'}
          items={rows}
          keyOf={({ entry }) => entry.id}
          nameOf={({ entry }) => entry.name}
          chosen={null}
          onChoose={({ entry }) => {
            if (entry.kind !== 'code') return
            if (onApply === null) onShowExcerpts(filterFor('code', [entry.id]))
            else onApply(entry.id)
          }}
          estimate={28}
        >
          {({ entry, use, level }) => (
            <div
              className="cb-code"
              style={{ paddingInlineStart: `calc(${level - 1} * var(--s4) + var(--s2))` }}
              draggable
              onDragStart={(event) => carryEntry(event, entry)}
            >
              <CodeDot colour={entry.kind === 'code' ? entry.colour : null} />
              <span className="cb-name" dir="auto" title={entry.name}>
                {entry.name}
              </span>
              <EntryCount annotations={use.annotations} />
            </div>
          )}
        </ListBox>
      )}
    </section>
  )
}

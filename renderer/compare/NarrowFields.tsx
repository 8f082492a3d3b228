import { useState } from 'react'
import { PartialDate } from '../../shared/model/time'
import { ComboBox } from '../ui/ComboBox'
import { EntryPicker } from '../ui/EntryPicker'
import { TextField } from '../ui/TextField'
import { type Comparison, isNarrowed, type Narrowing } from './comparing'
import { dayWords } from './SourceChip'

type Props = {
  readonly comparison: Comparison
  readonly narrowing: Narrowing
  /** The outlets of the sources, from A to Z. */
  readonly outlets: readonly string[]
  readonly onNarrow: (given: Partial<Narrowing>) => void
  readonly onClear: () => void
}

/** What a comparison is narrowed to: who, what about, which outlet, which days. */
export function NarrowFields({ comparison, narrowing, outlets, onNarrow, onClear }: Props) {
  const { actor, measure, issue, outlet, from, to } = narrowing
  return (
    <section className="narrow" aria-label="Narrow the comparison">
      <h3 className="sect">
        Narrow to
        <span className="grow" />
        {isNarrowed(narrowing, comparison) ? (
          <button type="button" className="btn quiet small" onClick={onClear}>
            Clear
          </button>
        ) : null}
      </h3>
      {comparison === 'figures' ? (
        <EntryPicker
          kind="measure"
          hideLabel
          creates={false}
          placeholder="Any measure"
          value={measure}
          onPick={(picked) => onNarrow({ measure: picked })}
        />
      ) : (
        <EntryPicker
          kind="issue"
          hideLabel
          creates={false}
          placeholder="Any issue"
          value={issue}
          onPick={(picked) => onNarrow({ issue: picked })}
        />
      )}
      <EntryPicker
        kind="actor"
        label="Actor who speaks or acts"
        hideLabel
        creates={false}
        placeholder="Any actor"
        value={actor}
        onPick={(picked) => onNarrow({ actor: picked })}
      />
      <ComboBox
        label="Outlet"
        hideLabel
        placeholder="Any outlet"
        value={outlet ?? ''}
        choices={outlets.map((name) => ({ key: name, name }))}
        onChoose={({ name }) => onNarrow({ outlet: name })}
        onClear={() => onNarrow({ outlet: null })}
      />
      <div className="days">
        <Day label="From" value={from} onDay={(day) => onNarrow({ from: day })} />
        <Day label="To" value={to} onDay={(day) => onNarrow({ to: day })} />
      </div>
    </section>
  )
}

type DayProps = {
  readonly label: string
  readonly value: PartialDate | null
  readonly onDay: (day: PartialDate | null) => void
}

/** A day by which sources are taken or left: `2025`, `2025-02` or `2025-02-26`. */
function Day({ label, value, onDay }: DayProps) {
  // Each value that was taken is a document of its own to the field.
  const [revision, setRevision] = useState(0)
  return (
    <TextField
      label={label}
      value={value ?? ''}
      revision={revision}
      disabled={false}
      check={(draft) =>
        draft === '' || PartialDate.safeParse(draft).success ? null : 'Write a date as 2025-02 or 2025-02-26.'
      }
      onSave={async (draft) => {
        onDay(draft === '' ? null : draft)
        setRevision(revision + 1)
        return null
      }}
      note={value === null ? null : <span className="sr">{dayWords(value)}</span>}
    />
  )
}

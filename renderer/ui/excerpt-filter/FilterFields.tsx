import { useState } from 'react'
import { annotationKinds, Stance } from '../../../shared/model/annotation'
import type { EntryKind } from '../../../shared/model/codebook'
import { Completeness, type ExcerptFilter } from '../../../shared/model/excerpts'
import type { SourceSummary } from '../../../shared/model/notebook'
import type { PartialDate } from '../../../shared/model/time'
import type { IdOf } from '../../state/coming-entries'
import { sentenceOf } from '../../state/host'
import { useHost } from '../../state/host-context'
import { ComboBox } from '../ComboBox'
import { EntryPicker } from '../EntryPicker'
import { entryWords } from '../entry-words'
import { Icon } from '../Icon'
import { kindWords } from '../kinds'
import { stanceSigns } from '../stances'
import { TextField } from '../TextField'
import { Toggles } from '../Toggles'
import { publishedBy } from '../words'
import { statusWords } from './status-words'
import './filter.css'

type Props = {
  readonly filter: ExcerptFilter
  readonly sources: readonly SourceSummary[]
  readonly onFilter: (wanted: Partial<ExcerptFilter>) => void
}

const stances = [...Stance.options, null]

/** Which annotations are meant: what is chosen in one row is any of it, and every row has to be true. */
export function FilterFields({ filter, sources, onFilter }: Props) {
  const outlets = [...new Set(sources.flatMap(({ outlet }) => outlet ?? []))].toSorted((a, b) =>
    a.localeCompare(b),
  )
  return (
    <div className="facets">
      <Toggles
        className="facet-toggles"
        label="Kind"
        all={annotationKinds}
        pressed={filter.kinds}
        onChange={(kinds) => onFilter({ kinds })}
      >
        {(kind) => (
          <>
            <Icon name={kind} size={10} className={kind} />
            {kindWords[kind].many}
          </>
        )}
      </Toggles>
      <Toggles
        className="facet-toggles"
        label="Status"
        all={Completeness.options}
        pressed={filter.status === null ? [] : [filter.status]}
        onChange={(pressed) => onFilter({ status: pressed.find((one) => one !== filter.status) ?? null })}
      >
        {(status) => statusWords[status]}
      </Toggles>
      <Toggles
        className="facet-toggles"
        label="Stance"
        all={stances}
        pressed={filter.stances}
        onChange={(chosen) => onFilter({ stances: chosen })}
      >
        {(stance) =>
          stance === null ? (
            'No stance yet'
          ) : (
            <>
              <Icon name={stanceSigns[stance].icon} size={10} />
              {stanceSigns[stance].word}
            </>
          )
        }
      </Toggles>
      <Entries
        kind="actor"
        label="Actor who speaks or acts"
        chosen={filter.actors}
        onChange={(actors) => onFilter({ actors })}
      />
      <Entries kind="issue" chosen={filter.issues} onChange={(issues) => onFilter({ issues })} />
      <Entries kind="measure" chosen={filter.measures} onChange={(measures) => onFilter({ measures })} />
      <Entries kind="code" chosen={filter.codes} onChange={(codes) => onFilter({ codes })} />
      <div className="facet">
        <ComboBox
          label="Source"
          value=""
          keepEmpty
          placeholder="Any"
          choices={sources
            .filter(({ id }) => !filter.sources.includes(id))
            .map((source) => ({ key: source.id, name: source.title, note: publishedBy(source) ?? '' }))}
          onChoose={({ key }) =>
            onFilter({
              sources: [...filter.sources, ...sources.flatMap(({ id }) => (id === key ? [id] : []))],
            })
          }
        />
      </div>
      <div className="facet">
        <ComboBox
          label="Outlet"
          value=""
          keepEmpty
          placeholder="Any"
          choices={outlets
            .filter((outlet) => !filter.outlets.includes(outlet))
            .map((outlet) => ({ key: outlet, name: outlet }))}
          onChoose={({ key }) => onFilter({ outlets: [...filter.outlets, key] })}
        />
        <NoneYet
          of="outlet"
          words="None"
          pressed={filter.outlets.includes(null)}
          onPress={() => onFilter({ outlets: withNone(filter.outlets) })}
        />
      </div>
      <Day label="From" value={filter.from} onChange={(from) => onFilter({ from })} />
      <Day label="To" value={filter.to} onChange={(to) => onFilter({ to })} />
    </div>
  )
}

function Entries<Kind extends EntryKind>(given: {
  readonly kind: Kind
  /** The name of the field; that of the kind unless given. */
  readonly label?: string
  readonly chosen: readonly (IdOf<Kind> | null)[]
  readonly onChange: (chosen: (IdOf<Kind> | null)[]) => void
}) {
  const { kind, label = entryWords[kind].one, chosen, onChange } = given
  return (
    <div className="facet">
      <EntryPicker
        kind={kind}
        label={label}
        value={null}
        keepEmpty
        creates={false}
        placeholder="Any"
        without={chosen.flatMap((id) => id ?? [])}
        onPick={(id) => {
          if (id !== null) onChange([...chosen, id])
        }}
      />
      <NoneYet
        of={entryWords[kind].one.toLowerCase()}
        words="None yet"
        pressed={chosen.includes(null)}
        onPress={() => onChange(withNone(chosen))}
      />
    </div>
  )
}

function NoneYet(given: {
  readonly of: string
  readonly words: string
  readonly pressed: boolean
  readonly onPress: () => void
}) {
  return (
    <button type="button" className="facet-none" aria-pressed={given.pressed} onClick={given.onPress}>
      {given.words}
      <span className="sr">: without {given.of}</span>
    </button>
  )
}

function withNone<Id>(chosen: readonly (Id | null)[]): (Id | null)[] {
  return chosen.includes(null) ? chosen.filter((id) => id !== null) : [...chosen, null]
}

/** A date as people write it; what says no date is kept in the field and told. */
function Day(given: {
  readonly label: string
  readonly value: PartialDate | null
  readonly onChange: (date: PartialDate | null) => void
}) {
  const { label, value, onChange } = given
  const host = useHost()
  const [seen, setSeen] = useState({ value, revision: 1 })
  if (seen.value !== value) setSeen({ value, revision: seen.revision + 1 })
  const save = async (wording: string): Promise<string | null> => {
    if (wording === '') {
      onChange(null)
      return null
    }
    try {
      const { date } = await host.call('date.read', { wording, source: null })
      if (date === null) return 'Write a date as 2025, 2025-02 or 2025-02-26.'
      onChange(date)
      return null
    } catch (error) {
      return sentenceOf(error)
    }
  }
  return (
    <TextField
      label={label}
      value={value ?? ''}
      revision={seen.revision}
      check={() => null}
      onSave={save}
      disabled={false}
    />
  )
}

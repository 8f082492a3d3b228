import { type RefObject, useState } from 'react'
import { familyOf } from '../../shared/model/arrange-entries'
import { type Entry, EntryName, type EntryUse } from '../../shared/model/codebook'
import { entryNamed } from '../../shared/model/edit-codebook'
import type { ExcerptFilter } from '../../shared/model/excerpts'
import { useRefusal, useTypingRefusal } from '../state/host-context'
import { useAnswer } from '../state/use-answer'
import { useKeptTexts } from '../state/use-kept-texts'
import { EntryPicker } from '../ui/EntryPicker'
import { Icon } from '../ui/Icon'
import { TextField } from '../ui/TextField'
import { count } from '../ui/words'
import { ColourChoice } from './ColourChoice'
import { DescriptionField } from './DescriptionField'
import { filterFor, lossWords } from './entry-text'
import { MergeOffer } from './MergeOffer'
import { Spellings } from './Spellings'
import type { Edits } from './use-edits'
import { changesCounts } from './use-uses'

type Props = {
  readonly entry: Entry
  /** All of its kind. */
  readonly entries: readonly Entry[]
  readonly usageOf: (entry: Entry) => EntryUse
  readonly edits: Edits
  /** Holds the fields; the first of them is the name. */
  readonly first: RefObject<HTMLDivElement | null>
  readonly onMerged: (into: Entry) => void
  readonly onRemove: () => void
  readonly onShowExcerpts: (filter: ExcerptFilter) => void
}

/** The fields of one entry, and what can be done with it. */
export function EntryDetail(props: Props) {
  const { entry, entries, usageOf, edits, first, onMerged, onRemove, onShowExcerpts } = props
  const refusal = useRefusal()
  const isReadOnly = useTypingRefusal() !== null
  const looks = useLooks(entry)
  const kept = useKeptTexts('line')
  const [mergeInto, setMergeInto] = useState<Entry['id'] | null>(null)
  const { kind, id, name } = entry
  const use = usageOf(entry)
  const disabled = refusal !== null
  const filter = filterFor(kind, [id])
  // An actor is also named where it only published something, which is no excerpt of its own.
  const { value: spoken } = useAnswer(
    'excerpt.list',
    kind === 'actor'
      ? {
          arrangement: { filter, sort: 'place', descending: false, group: 'none' },
          offset: 0,
          limit: 1,
        }
      : null,
    changesCounts,
  )
  const excerpts = kind === 'actor' ? (spoken?.excerpts ?? 0) : use.annotations
  const target = entries.find((one) => one.id === mergeInto)

  // Half a name may be another's: whether the two are one is asked when it is whole.
  const isOfAnother = (wanted: string) => ![undefined, id].includes(entryNamed(entries, kind, wanted)?.id)
  const rename = async (wanted: string, isAgain: boolean) => {
    const answer = await edits.change(entry, { name: wanted }, { isAgain })
    if (answer.ok) return null
    // Two of one name are one: what another entry is called already is offered to be merged with it.
    const named = entryNamed(entries, kind, wanted)
    if (answer.error.reason === 'conflict' && named !== null) setMergeInto(named.id)
    return answer.error
  }
  const swapName = (spelling: string) => {
    if (entry.kind !== 'actor') return
    const spellings = [name, ...entry.spellings.filter((one) => one !== spelling)]
    void edits.change(
      entry,
      { name: spelling, spellings },
      { words: `“${name}” is called “${spelling}” now.` },
    )
  }

  return (
    <div ref={first} className="cb-detail scroll">
      <TextField
        label="Name"
        className="cb-field"
        value={name}
        revision={looks}
        check={(draft) => (EntryName.safeParse(draft).success ? null : 'A name has 1 to 500 characters.')}
        onSave={rename}
        becomes={(draft) => (isOfAnother(draft) ? null : draft)}
        kept={kept(id)}
        disabled={isReadOnly}
        isAway={refusal !== null}
      />
      <button
        type="button"
        className="btn line small cb-show"
        disabled={excerpts === 0}
        onClick={() => onShowExcerpts(filter)}
      >
        {excerpts > 0
          ? `Show ${count(excerpts, 'excerpt')}`
          : use.annotations > 0
            ? 'Speaks or acts in no excerpt'
            : 'No excerpts yet'}
      </button>
      <DescriptionField key={id} entry={entry} edits={edits} />
      {entry.kind === 'issue' || entry.kind === 'code' ? (
        <div className="cb-field">
          <EntryPicker
            kind={entry.kind}
            label="Stands under"
            value={entry.parent}
            without={[...familyOf(entries, id)]}
            creates={false}
            placeholder="Nothing"
            disabled={disabled}
            onPick={(parent) => void edits.change(entry, { parent })}
          />
        </div>
      ) : null}
      {entry.kind === 'code' ? (
        <ColourChoice
          value={entry.colour}
          disabled={disabled}
          onChoose={(colour) => void edits.change(entry, { colour })}
        />
      ) : null}
      {entry.kind === 'actor' ? (
        <Spellings actor={entry} use={use} disabled={disabled} edits={edits} onName={swapName} />
      ) : null}
      <div className="cb-field cb-merge">
        <EntryPicker
          kind={kind}
          label="Merge into"
          value={target?.id ?? null}
          without={[id]}
          creates={false}
          placeholder={`Another ${kind}`}
          disabled={disabled}
          onPick={setMergeInto}
        />
        {target === undefined ? null : (
          <MergeOffer
            into={target}
            from={[entry]}
            usageOf={usageOf}
            edits={edits}
            onMerged={onMerged}
            onCancel={() => {
              setMergeInto(null)
              first.current?.querySelector<HTMLElement>('.cb-merge input')?.focus()
            }}
          />
        )}
      </div>
      <div className="cb-field cb-end">
        <button type="button" className="btn line small" disabled={disabled} onClick={onRemove}>
          <Icon name="trash" size={14} />
          Remove {kind}
        </button>
        <p className="hint">{lossWords(use.annotations)}</p>
      </div>
    </div>
  )
}

/** Counts how often the codebook was looked at anew: with each answer its entries are other objects. */
function useLooks(entry: Entry): number {
  const [seen, setSeen] = useState({ entry, looks: 0 })
  if (seen.entry === entry) return seen.looks
  const next = { entry, looks: seen.looks + 1 }
  setSeen(next)
  return next.looks
}

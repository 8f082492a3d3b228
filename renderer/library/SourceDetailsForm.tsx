import { useId } from 'react'
import { type Source, type SourceDetails, SourceKind } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { commandTable } from '../state/command-table'
import { useRun } from '../state/commands'
import { detailFault, detailText, detailWording, detailWords, useSaveDetail } from '../state/detail-fields'
import { useRefusal, useTypingRefusal } from '../state/host-context'
import { keyOf } from '../state/keys'
import { useKeptTexts } from '../state/use-kept-texts'
import { useSourceChange } from '../state/use-source-change'
import { Icon } from '../ui/Icon'
import { TextField } from '../ui/TextField'
import { sourceKindWords } from '../ui/words'
import './details.css'

const fields = ['title', 'outlet', 'via', 'authors', 'published', 'updated'] as const

type Props = {
  readonly source: Source
  readonly version: Version
  readonly onRemove: () => void
}

/** What a citation needs to know about a source. Each line is saved while it is typed, a date when its field is left. */
export function SourceDetailsForm({ source, version, onRemove }: Props) {
  const id = useId()
  const change = useSourceChange(source)
  const save = useSaveDetail(source)
  const run = useRun()
  const refusal = useRefusal()
  const isReadOnly = useTypingRefusal() !== null
  const kept = useKeptTexts('line')
  const { details, inferences } = source

  const inferred = (name: keyof SourceDetails) =>
    inferences.some(({ field }) => field === name) ? <span className="inf">inferred</span> : null

  return (
    <div className="details">
      {fields.map((name) => (
        // A long one does not fit its field: the whole of it is told where the pointer rests.
        <div key={name} title={detailText(details, name)}>
          <TextField
            label={detailWords[name].label}
            value={detailText(details, name)}
            revision={source.revision}
            check={(draft) => detailFault(name, draft)}
            onSave={(draft, isAgain) => save(name, draft, isAgain)}
            becomes={(draft) => detailWording(name, draft)}
            kept={kept(`${source.id} ${name}`)}
            disabled={isReadOnly}
            isAway={refusal !== null}
            note={inferred(name)}
            multiline={name === 'title'}
          />
        </div>
      ))}
      <div className="tf">
        <label htmlFor={id}>Kind</label>
        <div className="tf-in">
          <select
            id={id}
            className="field"
            value={details.kind}
            disabled={refusal !== null}
            onChange={(event) => void change({ details: { kind: SourceKind.parse(event.target.value) } })}
          >
            {SourceKind.options.map((kind) => (
              <option key={kind} value={kind}>
                {sourceKindWords[kind]}
              </option>
            ))}
          </select>
        </div>
      </div>
      {version.notices.length === 0 ? null : (
        <ul className="notices" aria-label="Notes from the import">
          {version.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      <div className="details-acts">
        <button
          type="button"
          className="btn line small"
          title={`${commandTable['review-import'].title} (${keyOf('review-import')})`}
          onClick={() => run('review-import')}
        >
          <Icon name="doc" size={12} />
          What was read
        </button>
        <button type="button" className="btn line small" disabled={refusal !== null} onClick={onRemove}>
          <Icon name="x" size={12} />
          Move to the trash
        </button>
      </div>
    </div>
  )
}

import { useId } from 'react'
import { type Source, SourceDetails, SourceKind } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { useRefusal } from '../state/host-context'
import { useSourceChange } from '../state/use-source-change'
import { Icon } from '../ui/Icon'
import { TextField } from '../ui/TextField'
import { sourceKindWords } from '../ui/words'
import './details.css'

type Field = 'title' | 'outlet' | 'via' | 'authors' | 'published' | 'updated'

const fields: readonly { readonly name: Field; readonly label: string; readonly fault: string }[] = [
  { name: 'title', label: 'Title', fault: 'A source needs a title, of 500 characters at most.' },
  { name: 'outlet', label: 'Outlet', fault: 'The name of an outlet has 500 characters at most.' },
  { name: 'via', label: 'Via', fault: 'The name of who passed it on has 500 characters at most.' },
  { name: 'authors', label: 'Authors', fault: 'Write at most 100 names, with a semicolon between two.' },
  { name: 'published', label: 'Published', fault: 'Write the date as 2025, 2025-02 or 2025-02-26.' },
  { name: 'updated', label: 'Updated', fault: 'Write the date as 2025, 2025-02 or 2025-02-26.' },
]

type Props = {
  readonly source: Source
  readonly version: Version
  readonly onRemove: () => void
}

/** What a citation needs to know about a source. Each field is saved when it is left. */
export function SourceDetailsForm({ source, version, onRemove }: Props) {
  const id = useId()
  const change = useSourceChange(source)
  const refusal = useRefusal()
  const { details, inferences } = source

  const inferred = (name: keyof SourceDetails) =>
    inferences.some(({ field }) => field === name) ? <span className="inf">inferred</span> : null

  return (
    <div className="details">
      {fields.map(({ name, label, fault }) => (
        <TextField
          key={name}
          label={label}
          value={textOf(details, name)}
          revision={source.revision}
          check={(draft) =>
            SourceDetails.shape[name].safeParse(valueOf(name, draft)).success ? null : fault
          }
          onSave={(draft) => change({ details: { [name]: valueOf(name, draft) } })}
          disabled={refusal !== null}
          note={inferred(name)}
          multiline={name === 'title'}
        />
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
      <button type="button" className="btn line small" disabled={refusal !== null} onClick={onRemove}>
        <Icon name="x" size={12} />
        Move to the trash
      </button>
    </div>
  )
}

function textOf(details: SourceDetails, name: Field): string {
  return name === 'authors' ? details.authors.join('; ') : (details[name] ?? '')
}

/** What a draft stands for: an emptied field is unknown, authors are separated by semicolons. */
function valueOf(name: Field, draft: string): string | readonly string[] | null {
  if (name === 'authors') {
    return draft
      .split(';')
      .map((author) => author.trim())
      .filter((author) => author !== '')
  }
  return draft === '' && name !== 'title' ? null : draft
}

import { useId } from 'react'
import { type Source, SourceDetails, SourceKind } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { sentenceOf } from '../state/host'
import { useHost, useRefusal } from '../state/host-context'
import { useSourceChange } from '../state/use-source-change'
import { Icon } from '../ui/Icon'
import { TextField } from '../ui/TextField'
import { sourceKindWords } from '../ui/words'
import './details.css'

type Field = 'title' | 'outlet' | 'via' | 'authors' | 'published' | 'updated'

const DATE_FAULT = 'Write the date as 26 February 2025, 2025-02-26 or 2025.'

const fields: readonly { readonly name: Field; readonly label: string; readonly fault: string }[] = [
  { name: 'title', label: 'Title', fault: 'A source needs a title, of 500 characters at most.' },
  { name: 'outlet', label: 'Outlet', fault: 'The name of an outlet has 500 characters at most.' },
  { name: 'via', label: 'Via', fault: 'The name of who passed it on has 500 characters at most.' },
  { name: 'authors', label: 'Authors', fault: 'Write at most 100 names, with a semicolon between two.' },
  { name: 'published', label: 'Published', fault: DATE_FAULT },
  { name: 'updated', label: 'Updated', fault: DATE_FAULT },
]

type Props = {
  readonly source: Source
  readonly version: Version
  readonly onRemove: () => void
}

/** What a citation needs to know about a source. Each field is saved when it is left. */
export function SourceDetailsForm({ source, version, onRemove }: Props) {
  const id = useId()
  const host = useHost()
  const change = useSourceChange(source)
  const refusal = useRefusal()
  const { details, inferences } = source

  const save = (name: Field, draft: string) => change({ details: { [name]: valueOf(name, draft) } })
  /** A date is taken as people write it. */
  const saveDate = async (name: Field, draft: string) => {
    if (draft === '' || fits(name, draft)) return save(name, draft)
    try {
      const { date } = await host.call('date.read', { wording: draft.slice(0, 200), source: null })
      return date === null ? DATE_FAULT : await save(name, date)
    } catch (error) {
      return sentenceOf(error)
    }
  }

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
          check={(draft) => (isDate(name) || fits(name, draft) ? null : fault)}
          onSave={(draft) => (isDate(name) ? saveDate(name, draft) : save(name, draft))}
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

function isDate(name: Field): boolean {
  return name === 'published' || name === 'updated'
}

function fits(name: Field, draft: string): boolean {
  return SourceDetails.shape[name].safeParse(valueOf(name, draft)).success
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

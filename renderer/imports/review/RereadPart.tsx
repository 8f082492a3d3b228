import { useState } from 'react'
import { markKinds, placeOf, type Rereading, reread } from '../../../shared/model/review-structure'
import { shortened } from '../../../shared/model/shortened'
import type { Source, SourceDetails } from '../../../shared/model/source'
import type { StructureMark } from '../../../shared/model/structure'
import { sentenceOf } from '../../state/host'
import { useHost, useRefusal } from '../../state/host-context'
import { useStatus } from '../../state/status'
import type { Refusal, SourceChange } from '../../state/use-source-change'
import { Icon } from '../../ui/Icon'
import { count } from '../../ui/words'
import type { Text } from './Evidence'
import { markWords } from './mark-words'

type Props = {
  readonly source: Source
  readonly text: Text
  readonly onChange: (change: SourceChange) => Promise<Refusal | null>
}

type Found = { readonly reading: Rereading; readonly details: SourceDetails }

/** Reads the text once more by the rules of today, shows what that would change, and changes it when told to. */
export function RereadPart({ source, text, onChange }: Props) {
  const host = useHost()
  const status = useStatus()
  const refusal = useRefusal()
  const [found, setFound] = useState<Found | null>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())

  const read = async () => {
    try {
      const version = text.version.number
      const answer = await host.call('source.infer', { source: source.id, version })
      setFound({ reading: reread(text, source, answer), details: answer.details })
      setLeft(new Set())
    } catch (error) {
      status.refuse(sentenceOf(error))
    }
  }
  const apply = async ({ reading, details }: Found) => {
    const taken = reading.details.filter(({ field }) => !left.has(field))
    const fault = await onChange({
      structure: reading.structure,
      ...(taken.length > 0 && {
        details: Object.fromEntries(taken.map(({ field }) => [field, details[field]])),
      }),
    })
    if (fault === null) setFound(null)
  }

  if (found === null)
    return (
      <button
        type="button"
        className="btn line small"
        disabled={refusal !== null}
        onClick={() => void read()}
      >
        <Icon name="stale" size={13} />
        Read the structure again
      </button>
    )
  const { details, added, removed } = found.reading
  const same = details.length === 0 && added.length === 0 && removed.length === 0
  return (
    <section className="ask reread" aria-label="Read again">
      <h2>{same ? 'Read again: nothing would change' : 'Read again, this would change'}</h2>
      {same ? null : (
        <ul>
          {details.map(({ field, now, read }) => (
            <li key={field}>
              <label>
                <input
                  type="checkbox"
                  checked={!left.has(field)}
                  onChange={() => {
                    const next = new Set(left)
                    if (!next.delete(field)) next.add(field)
                    setLeft(next)
                  }}
                />
                <span>
                  {fieldWords[field]}: {now === '' ? 'not known' : <bdi>{now}</bdi>} becomes{' '}
                  <b dir="auto">{read}</b>
                </span>
              </label>
            </li>
          ))}
          {changesOf(added, 'new').map((words) => (
            <li key={words}>{words}</li>
          ))}
          {changesOf(removed, 'gone').map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <div className="acts">
        {same ? null : (
          <button
            type="button"
            className="btn line"
            disabled={refusal !== null}
            onClick={() => void apply(found)}
          >
            Apply
          </button>
        )}
        <button type="button" className="btn quiet" onClick={() => setFound(null)}>
          {same ? 'Close' : 'Leave as it is'}
        </button>
      </div>
    </section>
  )

  /** A line for each kind, with the beginnings of the first few. */
  function changesOf(marks: readonly StructureMark[], how: 'new' | 'gone'): string[] {
    return markKinds.flatMap((kind) => {
      const some = marks.filter((mark) => mark.kind === kind)
      if (some.length === 0) return []
      const beginnings = some
        .slice(0, 3)
        .map(({ from }) => `“${shortened(text.version.blocks[placeOf(from) - 1]?.text ?? '', 40)}”`)
      const rest = some.length > 3 ? ` and ${(some.length - 3).toLocaleString('en')} more` : ''
      const { one, heading } = markWords[kind]
      return [
        `${count(some.length, one.toLowerCase(), heading.toLowerCase())} ${how}: ${beginnings.join(', ')}${rest}`,
      ]
    })
  }
}

const fieldWords: Readonly<Record<keyof SourceDetails, string>> = {
  title: 'Title',
  outlet: 'Outlet',
  via: 'Via',
  authors: 'Authors',
  published: 'Published',
  updated: 'Updated',
  language: 'Language',
  direction: 'Direction',
  url: 'Address',
  kind: 'Kind',
}

import { type RefObject, useState } from 'react'
import type { Entry, EntryId, EntryUse } from '../../shared/model/codebook'
import type { ExcerptFilter } from '../../shared/model/excerpts'
import { countOf, filterFor } from './entry-text'
import { MergeOffer } from './MergeOffer'
import type { Edits } from './use-edits'

type Props = {
  /** At least two. */
  readonly entries: readonly Entry[]
  readonly usageOf: (entry: Entry) => EntryUse
  readonly edits: Edits
  /** The name that stays, which is the first control. */
  readonly first: RefObject<HTMLDivElement | null>
  readonly onMerged: (into: Entry) => void
  readonly onShowExcerpts: (filter: ExcerptFilter) => void
}

/** Several entries that are chosen at once: which of them the others become. */
export function SeveralPanel({ entries, usageOf, edits, first, onMerged, onShowExcerpts }: Props) {
  const [wanted, setWanted] = useState<EntryId | null>(null)
  const [head] = entries
  if (head === undefined) return null
  // The one that is named most often, until another one is wanted.
  const most = entries.reduce((a, b) => (usageOf(b).annotations > usageOf(a).annotations ? b : a), head)
  const into = entries.find(({ id }) => id === wanted) ?? most
  return (
    <div ref={first} className="cb-detail scroll">
      <h3 className="cb-several">{countOf(entries.length, head.kind)} chosen</h3>
      <fieldset className="cb-field">
        <legend className="label">Merge into</legend>
        {entries.map((entry) => (
          <label key={entry.id} className="cb-radio">
            <input
              type="radio"
              name="merge-into"
              checked={entry === into}
              onChange={() => setWanted(entry.id)}
            />
            <span dir="auto">{entry.name}</span>
            <span className="q num">
              {usageOf(entry).annotations.toLocaleString('en')}
              <span className="sr"> {usageOf(entry).annotations === 1 ? 'annotation' : 'annotations'}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <MergeOffer
        into={into}
        from={entries.filter((entry) => entry !== into)}
        usageOf={usageOf}
        edits={edits}
        onMerged={onMerged}
        onCancel={null}
      />
      <button
        type="button"
        className="btn line small cb-show"
        onClick={() =>
          onShowExcerpts(
            filterFor(
              head.kind,
              entries.map(({ id }) => id),
            ),
          )
        }
      >
        Show their excerpts
      </button>
    </div>
  )
}

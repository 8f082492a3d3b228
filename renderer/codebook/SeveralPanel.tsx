import { type RefObject, useState } from 'react'
import type { Entry, EntryId, EntryUse } from '../../shared/model/codebook'
import type { ExcerptFilter } from '../../shared/model/excerpts'
import { countOf, filterFor } from './entry-text'
import { MergeOffer } from './MergeOffer'
import type { Edits } from './use-edits'

/** So many of those that are chosen can be the one that stays. */
const MOST_CANDIDATES = 50

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
  // Those that are named most often first, of which the first is the one that stays unless another one is wanted.
  const candidates = entries
    .toSorted((a, b) => usageOf(b).annotations - usageOf(a).annotations)
    .slice(0, MOST_CANDIDATES)
  const [head] = candidates
  if (head === undefined) return null
  const into = candidates.find(({ id }) => id === wanted) ?? head
  return (
    <div ref={first} className="cb-detail scroll">
      <h3 className="cb-several">{countOf(entries.length, head.kind)} chosen</h3>
      <fieldset className="cb-field">
        <legend className="label">Merge into</legend>
        {candidates.map((entry) => (
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
        {entries.length === candidates.length ? null : (
          <p className="hint">and {countOf(entries.length - candidates.length, head.kind)} more</p>
        )}
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

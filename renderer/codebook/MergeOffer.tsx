import { otherSpellings } from '../../shared/model/arrange-entries'
import type { Entry, EntryUse } from '../../shared/model/codebook'
import { useRefusal } from '../state/host-context'
import { useAnswer } from '../state/use-answer'
import { mergeWords } from './entry-text'
import type { Edits } from './use-edits'
import { changesCounts } from './use-uses'

type Props = {
  readonly into: Entry
  /** Those that become `into`, at least one. */
  readonly from: readonly Entry[]
  readonly usageOf: (entry: Entry) => EntryUse
  readonly edits: Edits
  readonly onMerged: (into: Entry) => void
  readonly onCancel: (() => void) | null
}

/** Says what a merge comes to, and does it. */
export function MergeOffer({ into, from, usageOf, edits, onMerged, onCancel }: Props) {
  const refusal = useRefusal()
  const all = [into, ...from]
  const { kind, name } = into
  // Counted by the host: one annotation may name two of them.
  const { value } = useAnswer('codebook.naming', { ids: all.map(({ id }) => id) }, changesCounts)
  const names = all.flatMap((entry) => [entry.name, ...otherSpellings(entry, usageOf(entry))])
  const spellings = kind === 'actor' ? new Set(names.filter((one) => one !== name)).size : null
  const merge = async () => {
    const answer = await edits.merge(
      from.map(({ id }) => id),
      into,
    )
    if (answer.ok) onMerged(answer.value.entry)
  }
  return (
    <div className="cb-offer">
      <p aria-live="polite">
        {mergeWords({ kind, entries: all.length, name, annotations: value?.annotations ?? null, spellings })}
      </p>
      <div className="cb-acts">
        <button
          type="button"
          className="btn main small"
          disabled={refusal !== null}
          onClick={() => void merge()}
        >
          Merge
        </button>
        {onCancel === null ? null : (
          <button type="button" className="btn quiet small" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </div>
  )
}

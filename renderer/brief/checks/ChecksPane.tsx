import type { BriefCheck } from '../../../shared/model/brief'
import { ListBox } from '../../ui/ListBox'
import { CheckLine } from './CheckLine'
import { weightyAmong } from './check-words'

type Props = {
  /** Null while they are not known; `failure` says why they cannot be. */
  readonly checks: readonly BriefCheck[] | null
  readonly failure: string | null
  /** Nothing is quoted in the brief yet, so there is nothing to hold it against. */
  readonly isUnquoted: boolean
  /** Place in the list of the one that was gone to last; null for none. */
  readonly chosen: number | null
  readonly onJump: (place: number) => void
}

type Placed = { readonly check: BriefCheck; readonly place: number }

/** What may be wrong with the brief, in the order of its text; each leads to its words. */
export function ChecksPane({ checks, failure, isUnquoted, chosen, onJump }: Props) {
  const placed = (checks ?? []).map((check, place): Placed => ({ check, place }))
  return (
    <section className="checks" aria-label="Checks">
      <div className="phead">
        <h2>Checks</h2>
        <span className="count">{checks?.length.toLocaleString('en')}</span>
        <span className="grow" />
        {checks !== null && weightyAmong(checks).length > 0 ? (
          <span className="q aside">Export will list them</span>
        ) : null}
      </div>
      {checks === null ? (
        <p className="empty">{failure ?? 'The brief is being read.'}</p>
      ) : placed.length === 0 ? (
        <p className="empty">
          {isUnquoted
            ? 'Nothing is quoted yet: add excerpts from the left, or write and cite them with @.'
            : 'Nothing to mend: every sentence leads to its words.'}
        </p>
      ) : (
        <div className="checks-list">
          <ListBox
            label="Checks"
            items={placed}
            keyOf={keyOf}
            chosen={chosen === null ? null : String(chosen)}
            onChoose={({ place }) => onJump(place)}
            onEnter={({ place }) => onJump(place)}
            estimate={48}
          >
            {({ check, place }) => (
              <div className="choosable">
                <CheckLine check={check} full={place === chosen} />
              </div>
            )}
          </ListBox>
        </div>
      )}
    </section>
  )
}

/** By place: two sentences may have the same words. */
function keyOf({ place }: Placed): string {
  return String(place)
}

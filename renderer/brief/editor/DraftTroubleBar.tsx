import { Icon } from '../../ui/Icon'
import type { DraftTrouble } from './brief-drafts'

type Props = {
  readonly trouble: DraftTrouble
  readonly onRetry: () => void
  readonly onKeepMine: () => void
  readonly onTakeTheirs: () => void
  /** The bar goes with the button that was pressed: the focus has to go somewhere. */
  readonly onSettled: () => void
}

/** Why the brief is not saved, and what can be done. The status bar has read it out. */
export function DraftTroubleBar({ trouble, onRetry, onKeepMine, onTakeTheirs, onSettled }: Props) {
  return (
    <section className="draft-trouble" aria-label="Not saved">
      <Icon name="warn" size={14} className="signal" />
      {trouble.kind === 'refused' ? (
        <>
          <p>Not saved; what you wrote is kept here. {trouble.message}</p>
          <button
            type="button"
            className="btn small"
            onClick={() => {
              onSettled()
              onRetry()
            }}
          >
            Try now
          </button>
        </>
      ) : (
        <>
          <p>
            The brief was changed elsewhere, where you were writing. Keep yours or take theirs; undo brings
            the other back.
          </p>
          <button
            type="button"
            className="btn small"
            onClick={() => {
              onKeepMine()
              onSettled()
            }}
          >
            Keep mine
          </button>
          <button
            type="button"
            className="btn small quiet"
            onClick={() => {
              onTakeTheirs()
              onSettled()
            }}
          >
            Take theirs
          </button>
        </>
      )}
    </section>
  )
}

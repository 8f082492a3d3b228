import { useCommand } from '../state/commands'
import { Icon } from '../ui/Icon'
import { count } from '../ui/words'
import './versions.css'

type Props = {
  readonly shown: number
  readonly newest: number
  readonly onNewest: () => void
  /** How many annotations wait for a decision. */
  readonly open: number
  /** Null while their list is shown. */
  readonly onDecide: (() => void) | null
}

/** Says above a text that it is an older version, and that a newer one changed what annotations stand on. */
export function VersionNotices({ shown, newest, onNewest, open, onDecide }: Props) {
  useCommand('decide-carried', open === 0 ? null : onDecide)
  return (
    <div className="version-notices" aria-live="polite">
      {shown === newest ? null : (
        <p>
          <Icon name="clock" size={14} />
          <span className="grow">
            This is version {shown} of {newest}, with the annotations as they stood in it.
          </span>
          <button type="button" className="btn line small" onClick={onNewest}>
            Read the newest
          </button>
        </p>
      )}
      {open === 0 || onDecide === null ? null : (
        <p>
          <Icon name="warn" size={14} />
          <span className="grow">
            {count(open, 'annotation')} {open === 1 ? 'stands' : 'stand'} on words that a newer version
            changed or left out.
          </span>
          <button type="button" className="btn line small" onClick={onDecide}>
            Decide
          </button>
        </p>
      )}
    </div>
  )
}

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
  /** How many paragraphs were put right and not saved yet. */
  readonly unsaved: number
  /** Null where nothing may be changed. */
  readonly onCorrect: (() => void) | null
}

/** Says above a text that it is an older version, that a newer one changed what annotations stand on, what is unsaved. */
export function VersionNotices(given: Props) {
  const { shown, newest, onNewest, open, onDecide, unsaved, onCorrect } = given
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
      {unsaved === 0 || onCorrect === null ? null : (
        <p>
          <Icon name="note" size={14} />
          <span className="grow">Corrections of {count(unsaved, 'paragraph')} are not saved yet.</span>
          <button type="button" className="btn line small" onClick={onCorrect}>
            Go on with them
          </button>
        </p>
      )}
    </div>
  )
}

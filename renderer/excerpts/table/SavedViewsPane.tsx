import { type SubmitEvent, useId } from 'react'
import { type ExcerptArrangement, noViews, type SavedViews } from '../../../shared/model/excerpts'
import { useRefusal } from '../../state/host-context'
import { useSaves } from '../../state/saves'
import { useAttempt } from '../../state/use-attempt'
import { useKeptWords } from '../../state/use-kept-words'
import { Icon } from '../../ui/Icon'
import { shortcut } from '../../ui/shortcut'

type Props = {
  /** Null while they are not known. */
  readonly saved: SavedViews | null
  readonly arrangement: ExcerptArrangement
  readonly onPick: (arrangement: ExcerptArrangement) => void
}

/** Arrangements that were given a name: to go back to, write over and remove, and a name for the present one. */
export function SavedViewsPane({ saved, arrangement, onPick }: Props) {
  const { revision, views } = saved ?? noViews
  const attempt = useAttempt()
  const saves = useSaves()
  const refusal = useRefusal()
  const id = useId()
  const [draft, setDraft] = useKeptWords('name of a view')
  const name = draft.trim()
  const isThere = views.some((view) => view.name === name)
  const present = JSON.stringify(arrangement)

  const save = (event: SubmitEvent) => {
    event.preventDefault()
    if (name === '' || saved === null) return
    saves.track(keep())
  }
  const keep = async () => {
    const words = () => `${isThere ? 'Saved over' : 'Saved'} “${name}”. ${shortcut('Z')} takes it back.`
    const answer = await attempt('view.save', { revision, view: { name, arrangement } }, words)
    if (answer.ok) setDraft('')
  }
  const remove = (named: string) =>
    saves.track(
      attempt(
        'view.remove',
        { revision, name: named },
        () => `Removed “${named}”. ${shortcut('Z')} brings it back.`,
      ),
    )

  return (
    <>
      {saved?.views.length === 0 ? (
        <p className="hint">Nothing saved yet. Name what the table shows to come back to it.</p>
      ) : null}
      <ul className="xt-views" aria-label="Saved filters">
        {views.map((view) => {
          const isPresent = JSON.stringify(view.arrangement) === present
          return (
            <li key={view.name}>
              <button
                type="button"
                className="btn quiet"
                aria-current={isPresent || undefined}
                onClick={() => onPick(view.arrangement)}
              >
                <span dir="auto">{view.name}</span>
                {isPresent ? <Icon name="check" size={12} /> : null}
              </button>
              <button
                type="button"
                className="ib"
                aria-label={`Remove ${view.name}`}
                disabled={refusal !== null}
                onClick={(event) => {
                  // The row goes with its button: the field is what is left.
                  event.currentTarget.closest('.pop')?.querySelector('input')?.focus()
                  remove(view.name)
                }}
              >
                <Icon name="x" size={12} />
              </button>
            </li>
          )
        })}
      </ul>
      <form className="xt-save" onSubmit={save}>
        <label htmlFor={id}>Name of the present arrangement</label>
        <input
          id={id}
          className="field"
          dir="auto"
          maxLength={200}
          autoComplete="off"
          value={draft}
          onChange={({ target }) => setDraft(target.value)}
        />
        <button
          type="submit"
          className="btn line"
          disabled={name === '' || saved === null || refusal !== null}
        >
          {isThere ? 'Save over' : 'Save'}
        </button>
      </form>
    </>
  )
}

import { type SubmitEvent, useId, useRef, useState } from 'react'
import { type Entry, EntryName, type EntryUse } from '../../shared/model/codebook'
import { useStatus } from '../state/status'
import { useKeptWords } from '../state/use-kept-words'
import { Icon } from '../ui/Icon'
import type { Edits } from './use-edits'

type Props = {
  readonly actor: Entry & { readonly kind: 'actor' }
  readonly use: EntryUse
  readonly disabled: boolean
  readonly edits: Edits
  /** Gives the actor a spelling as its name; what it was called becomes a spelling. */
  readonly onName: (spelling: string) => void
}

/** Under which spellings sources name an actor: those that a person gave, and those that annotations have. */
export function Spellings({ actor, use, disabled, edits, onName }: Props) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped, since] = useKeptWords(`spelling ${actor.id}`)
  const status = useStatus()
  const about = `words spelling ${actor.id}`
  /** What was sent last, until the codebook has been looked at anew. */
  const [sent, setSent] = useState<{ readonly to: Entry; readonly spellings: readonly string[] } | null>(null)
  const spellings = sent?.to === actor ? sent.spellings : actor.spellings
  /** The spelling that what is typed takes the place of, which may have gone since. */
  const [began, setEditing] = useKeptWords(`spelling in place of, ${actor.id}`)
  const editing = spellings.includes(began) ? began : null
  const countsOf = new Map(use.spellings.map(({ spelling, count }) => [spelling, count]))
  const collected = use.spellings.filter(
    ({ spelling }) => spelling !== actor.name && !spellings.includes(spelling),
  )

  const put = async (given: readonly string[]) => {
    const next = [...new Set(given)]
    setSent({ to: actor, spellings: next })
    const answer = await edits.change(actor, { spellings: next })
    if (!answer.ok) setSent(null)
    return answer
  }
  const begin = (spelling: string | null) => {
    setEditing(spelling ?? '')
    setTyped(spelling ?? '')
    field.current?.focus()
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const spelling = EntryName.safeParse(typed)
    if (!spelling.success) return
    begin(null)
    const answer = await put(
      editing === null
        ? [...spellings, spelling.data]
        : spellings.map((one) => (one === editing ? spelling.data : one)),
    )
    if (answer.ok || since() !== '') return status.over(about)
    setTyped(typed)
    status.noteOpen(about, answer.error.message)
  }

  return (
    <div role="group" aria-labelledby={id} className="cb-field">
      <span id={id} className="label">
        Spellings
      </span>
      {spellings.length === 0 ? null : (
        <ul className="cb-chips" aria-label="Kept spellings">
          {spellings.map((spelling) => (
            <li key={spelling} className={spelling === editing ? 'cb-chip on' : 'cb-chip'}>
              <button
                type="button"
                dir="auto"
                disabled={disabled}
                title="Edit this spelling"
                aria-label={`Edit ${spelling}`}
                onClick={() => begin(spelling)}
              >
                {spelling}
                {countsOf.has(spelling) ? <span className="q num">{countsOf.get(spelling)}</span> : null}
              </button>
              <button
                type="button"
                disabled={disabled}
                aria-label={`Remove ${spelling}`}
                onClick={() => {
                  void put(spellings.filter((one) => one !== spelling))
                  begin(null) // the button goes with its chip
                }}
              >
                <Icon name="x" size={10} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={(event) => void submit(event)}>
        <input
          ref={field}
          className="field"
          dir="auto"
          spellCheck={false}
          aria-label={editing === null ? 'Add a spelling' : `Spelling instead of ${editing}`}
          placeholder={editing === null ? 'Add a spelling' : ''}
          maxLength={500}
          disabled={disabled}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
            if (typed === '' && editing === null) return
            event.stopPropagation()
            begin(null)
          }}
        />
      </form>
      {collected.length === 0 ? null : (
        <>
          <p className="hint">In annotations</p>
          <ul className="cb-collected" aria-label="Spellings in annotations">
            {collected.map(({ spelling, count }) => (
              <li key={spelling}>
                <span className="cb-spelling" dir="auto">
                  {spelling}
                </span>
                <span className="q num">
                  {count.toLocaleString('en')}
                  <span className="sr"> times</span>
                </span>
                <button
                  type="button"
                  className="btn quiet small"
                  disabled={disabled}
                  aria-label={`Keep ${spelling}`}
                  onClick={() => {
                    void put([...spellings, spelling])
                    field.current?.focus() // the row goes
                  }}
                >
                  Keep
                </button>
                <button
                  type="button"
                  className="btn quiet small"
                  disabled={disabled}
                  aria-label={`Use as name: ${spelling}`}
                  onClick={() => {
                    onName(spelling)
                    field.current?.focus()
                  }}
                >
                  Use as name
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

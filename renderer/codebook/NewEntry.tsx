import type { RefObject, SubmitEvent } from 'react'
import { type Entry, type EntryKind, EntryName } from '../../shared/model/codebook'
import { useRefusal } from '../state/host-context'
import { useKeptWords } from '../state/use-kept-words'
import type { Edits } from './use-edits'

type Props = {
  readonly kind: EntryKind
  /** Those that are there already. */
  readonly entries: readonly Entry[]
  readonly edits: Edits
  readonly field: RefObject<HTMLInputElement | null>
  readonly onMade: (entry: Entry) => void
  /** Escape in the empty field. */
  readonly onLeave: () => void
}

/** A field that makes an entry of what is typed. It keeps the focus, so that the next one can follow. */
export function NewEntry({ kind, entries, edits, field, onMade, onLeave }: Props) {
  const refusal = useRefusal()
  const [typed, setTyped, since] = useKeptWords(`new ${kind}`)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const name = EntryName.safeParse(typed)
    if (!name.success) return
    setTyped('') // at once: the next name may be on its way
    const answer = await edits.add(kind, name.data, (made) =>
      entries.some(({ id }) => id === made.id)
        ? `“${name.data}” is there already: ${made.name}.`
        : `Added “${made.name}”.`,
    )
    if (answer.ok) onMade(answer.value)
    else if (since() === '') setTyped(typed)
  }
  return (
    <form className="cb-new" onSubmit={(event) => void submit(event)}>
      <input
        ref={field}
        className="field"
        dir="auto"
        spellCheck={false}
        aria-label={`New ${kind}`}
        aria-keyshortcuts="N Insert"
        placeholder={`New ${kind}: type a name and press Enter`}
        maxLength={500}
        disabled={refusal !== null}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
          event.preventDefault()
          event.stopPropagation()
          if (typed === '') onLeave()
          else setTyped('')
        }}
      />
    </form>
  )
}

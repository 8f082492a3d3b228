import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { createRetries, mayPass } from '../state/retries'
import type { Unsaved } from '../state/unsaved'
import type { KeptDraft } from '../state/use-kept-words'
import type { Refusal } from '../state/use-source-change'

/** Why words were not saved, in a sentence; with its reason where it came from the host. */
export type Refused = string | Refusal

type Props = {
  readonly label: string
  readonly value: string
  /** Of the document that holds the value: a new one means that the value was looked at anew. */
  readonly revision: number
  /** Null when the draft may be saved, else what is wrong with it. */
  readonly check: (draft: string) => string | null
  /** Saves the draft, or tells why it could not be. What may be taken later is tried again. */
  readonly onSave: (draft: string) => Promise<Refused | null>
  /** Where what is typed is kept until it is saved, also for the next page. */
  readonly kept?: { readonly in: Unsaved<KeptDraft>; readonly id: string }
  readonly disabled: boolean
  readonly className?: string
  readonly note?: ReactNode
  readonly hideLabel?: boolean
  /** Lets a long line wrap; Enter still saves. */
  readonly multiline?: boolean
}

/**
 * One line of text that is saved when the field is left, in whatever way, or Enter is pressed. What was typed stays
 * until then.
 */
export function TextField({
  label,
  value,
  revision,
  check,
  onSave,
  disabled,
  className = '',
  note,
  ...how
}: Props) {
  const id = useId()
  const { kept } = how
  const [found] = useState(() => kept?.in.read(kept.id) ?? null)
  const isOver = found?.draft.trim() === value
  /** What an earlier page, or this field before it went, could not save. */
  const [draft, setDraft] = useState(isOver ? null : (found?.draft ?? null))
  /** It was changed elsewhere since: only the person can say which words are to stay. */
  const [contested, setContested] = useState(found !== null && !isOver && found.was !== value)
  const [wrong, setWrong] = useState(
    contested
      ? `This was changed elsewhere, to “${value}”. Enter saves what you had typed, Escape takes it away.`
      : null,
  )
  // A saved draft is shown until the document has caught up with it, so that the old value does not flash by. Not
  // until the value has changed: when the save was undone in between, it never does.
  const [savedDraft, setSavedDraft] = useState<string | null>(null)
  const saved = draft !== null && draft === savedDraft
  const [seen, setSeen] = useState(revision)
  if (seen !== revision) {
    setSeen(revision)
    if (saved) setDraft(null)
  }

  const latest = useRef(revision)
  useEffect(() => {
    latest.current = revision
  }, [revision])

  // Enter saves, and leaving the field right after it must not save the same words twice.
  const saving = useRef<string | null>(null)
  const forget = () => kept?.in.forget(kept.id)

  const [retries] = useState(createRetries<'field'>)
  /** Also when the field is gone by then, unless it was shown again, or its words were given up. */
  const again = () => {
    if (kept?.in.read(kept.id)?.draft === draft) void save()
  }
  const save = async () => {
    if (draft === null || saved || saving.current === draft) return
    const typed = draft.trim()
    if (typed === value) {
      forget()
      setDraft(null)
      setWrong(null)
      return
    }
    saving.current = draft
    const refused = check(typed) ?? (await onSave(typed))
    if (saving.current === draft) saving.current = null
    setWrong(typeof refused === 'string' ? refused : (refused?.message ?? null))
    if (refused !== null) {
      if (typeof refused !== 'string' && mayPass(refused.reason)) retries.later('field', again)
      return
    }
    retries.over('field')
    if (kept?.in.read(kept.id)?.draft === draft) forget()
    if (latest.current === revision) setSavedDraft(draft)
    // The document was there before the answer: what it holds may be worded otherwise.
    else setDraft((now) => (now === draft ? null : now))
  }

  // A field that goes is not always left first: a key turns to another tab, an import opens, the page closes.
  const leave = useEffectEvent(() => {
    if (!contested) void save()
  })
  useEffect(() => {
    leave() // what was found, and may be saved by now
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  // What was typed before the host went is saved when it is back: the field, disabled by then, had lost the focus.
  useEffect(() => (disabled ? () => leave() : undefined), [disabled])

  const Field = how.multiline === true ? 'textarea' : 'input'
  return (
    <div className={`tf ${className}`}>
      <label htmlFor={id} className={how.hideLabel === true ? 'sr' : undefined}>
        {label}
      </label>
      <div className="tf-in">
        <Field
          id={id}
          className="field"
          data-draft={draft !== null && !saved ? '' : undefined}
          dir="auto"
          rows={how.multiline === true ? 1 : undefined}
          value={draft ?? value}
          disabled={disabled}
          spellCheck={false}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          onChange={(event) => {
            setDraft(event.target.value)
            setSavedDraft(null)
            kept?.in.write(kept.id, { was: value, draft: event.target.value })
          }}
          onBlur={() => (contested ? undefined : void save())}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') {
              event.preventDefault() // a line stays one line
              setContested(false)
              void save()
            }
            if (event.key === 'Escape' && draft !== null) {
              event.stopPropagation()
              forget()
              retries.over('field')
              setContested(false)
              setDraft(null)
              setWrong(null)
            }
          }}
        />
        {note}
      </div>
      {wrong === null ? null : (
        <p id={`${id}-wrong`} className="wrong">
          {wrong}
        </p>
      )}
    </div>
  )
}

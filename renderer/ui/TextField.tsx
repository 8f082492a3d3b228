import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react'

type Props = {
  readonly label: string
  readonly value: string
  /** Of the document that holds the value: a new one means that the value was looked at anew. */
  readonly revision: number
  /** Null when the draft may be saved, else what is wrong with it. */
  readonly check: (draft: string) => string | null
  /** Saves the draft; a sentence says why it could not be. */
  readonly onSave: (draft: string) => Promise<string | null>
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
  const [draft, setDraft] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
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

  const save = async () => {
    if (draft === null || saved || saving.current === draft) return
    const typed = draft.trim()
    if (typed === value) {
      setDraft(null)
      setWrong(null)
      return
    }
    saving.current = draft
    const fault = check(typed) ?? (await onSave(typed))
    setWrong(fault)
    if (fault === null && latest.current === revision) setSavedDraft(draft)
    // The document was there before the answer: what it holds may be worded otherwise.
    else if (fault === null) setDraft((now) => (now === draft ? null : now))
    if (saving.current === draft) saving.current = null
  }

  // A field that goes is not always left first: a key turns to another tab, an import opens, the page closes.
  const leave = useEffectEvent(() => void save())
  useEffect(() => {
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
          }}
          onBlur={() => void save()}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') {
              event.preventDefault() // a line stays one line
              void save()
            }
            if (event.key === 'Escape' && draft !== null) {
              event.stopPropagation()
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

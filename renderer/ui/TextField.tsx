import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { Reason } from '../../shared/contract/failure'

/** Why words were not saved, in a sentence; with its reason where it came from the host. */
export type Refused = string | { readonly reason: Reason; readonly message: string }

/**
 * What is typed, and what may stand there although nobody else changed it: what did as it was typed over, and what was sent and
 * not answered.
 */
export type Draft = { readonly over: readonly string[]; readonly draft: string }

/** Where what is typed over one text is kept until it is saved, also for the next page. */
export type KeptText = {
  readonly read: () => Draft | null
  readonly write: (draft: Draft) => void
  readonly forget: () => void
  /** What was refused for a reason that may pass is tried again in a while. */
  readonly refused: (refusal: Exclude<Refused, string>, again: () => void) => void
  /** It was taken, or is given up: nothing is to be tried again. */
  readonly settled: () => void
  /** The notebook was opened anew since: what is kept is for the field that takes the place of this one. */
  readonly isPast: () => boolean
}

type Props = {
  readonly label: string
  readonly value: string
  /** Of the document that holds the value: a new one means that the value was looked at anew. */
  readonly revision: number
  /** Null when the draft may be saved, else what is wrong with it. */
  readonly check: (draft: string) => string | null
  /** Saves the draft, or tells why it could not be. `isAgain` when it was refused before, and is tried again by itself. */
  readonly onSave: (draft: string, isAgain: boolean) => Promise<Refused | null>
  /** Told when Enter was pressed and nothing is wrong with the draft: where one goes from here. */
  readonly onEnter?: () => void
  readonly kept?: KeptText
  readonly disabled: boolean
  /** Nothing can be saved at the moment: what is typed waits until that ends. */
  readonly isAway?: boolean
  readonly className?: string
  readonly note?: ReactNode
  readonly hideLabel?: boolean
  /** Lets a long line wrap; Enter still saves. */
  readonly multiline?: boolean
}

/**
 * One line of text that is saved when the field is left, in whatever way, or Enter is pressed. What was typed stays
 * until then. Where it is `kept`, it is written over nothing that was changed elsewhere meanwhile, until the person says so.
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
  const { kept, isAway = false } = how
  const [found] = useState(() => kept?.read() ?? null)
  const isOver = found?.draft.trim() === value
  /** What an earlier page, or this field before it went, could not save. */
  const [draft, setDraft] = useState(isOver ? null : (found?.draft ?? null))
  /** It was changed elsewhere since: only the person can say which words are to stay. */
  const [contested, setContested] = useState(found !== null && !isOver && !found.over.includes(value))
  const [refusal, setRefusal] = useState<string | null>(null)
  const wrong = contested
    ? `This was changed elsewhere, to “${value}”. Enter saves what you had typed, Escape takes it away.`
    : refusal
  // A saved draft is shown until the document has caught up with it, so that the old value does not flash by. Not
  // until the value has changed: when the save was undone in between, it never does.
  const [savedDraft, setSavedDraft] = useState<string | null>(null)
  const saved = draft !== null && draft === savedDraft
  const [seen, setSeen] = useState(revision)
  if (seen !== revision) {
    setSeen(revision)
    if (saved) setDraft(null)
  }

  const latest = useRef({ revision, value })
  useEffect(() => {
    latest.current = { revision, value }
  }, [revision, value])

  // Enter saves, and leaving the field right after it must not save the same words twice.
  const saving = useRef<string | null>(null)
  /** What it is typed over, also where that is changed elsewhere meanwhile. */
  const over = useRef(found?.over ?? [value])
  /** What was saved is shown with the next change of the value, which may word it otherwise. */
  const isOursNext = useRef(false)
  useEffect(() => {
    if (isOursNext.current) over.current = [...over.current, value]
    isOursNext.current = false
  }, [value])

  const giveUp = () => {
    kept?.forget()
    setContested(false)
    setDraft(null)
    setRefusal(null)
  }
  /** Also when the field is gone by then, unless it was shown again, or its words were given up. */
  const again = () => {
    if (kept?.read()?.draft === draft) void save(true)
  }
  const save = async (isAgain = false) => {
    if (draft === null || saved || saving.current === draft || isAway || kept?.isPast() === true) return
    const typed = draft.trim()
    const { value: there } = latest.current // what is tried again was drawn earlier
    if (typed === there) return giveUp()
    if (kept !== undefined && !over.current.includes(there)) return setContested(true)
    saving.current = draft
    over.current = [...new Set([...over.current, typed])]
    kept?.write({ over: over.current, draft })
    const refused = check(typed) ?? (await onSave(typed, isAgain))
    if (saving.current === draft) saving.current = null
    setRefusal(typeof refused === 'string' ? refused : (refused?.message ?? null))
    if (refused !== null) {
      if (typeof refused !== 'string') kept?.refused(refused, again)
      return
    }
    kept?.settled()
    isOursNext.current = latest.current.value === there
    over.current = [typed, latest.current.value]
    if (kept?.read()?.draft === draft) kept.forget()
    if (latest.current.revision === revision) setSavedDraft(draft)
    // The document was there before the answer: what it holds may be worded otherwise.
    else setDraft((now) => (now === draft ? null : now))
  }

  // A field that goes is not always left first: a key turns to another tab, an import opens, the page closes.
  const leave = useEffectEvent(() => void save())
  const takeUp = useEffectEvent(() => {
    kept?.settled() // a field that is gone by now was still at it
    if (isOver) kept?.forget() // it was saved, though no answer came
    leave()
  })
  useEffect(() => {
    takeUp()
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  // What could not be saved for a while is saved once that ends: nobody leaves the field then.
  const isWaiting = disabled || isAway
  useEffect(() => (isWaiting ? () => leave() : undefined), [isWaiting])

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
            if (draft === null) {
              over.current = [value]
              isOursNext.current = false
            }
            setDraft(event.target.value)
            setSavedDraft(null)
            kept?.write({ over: over.current, draft: event.target.value })
          }}
          onBlur={() => void save()}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') {
              event.preventDefault() // a line stays one line
              if (contested) over.current = [value]
              setContested(false)
              void save()
              if (draft === null || check(draft.trim()) === null) how.onEnter?.()
            }
            if (event.key === 'Escape' && draft !== null) {
              event.stopPropagation()
              kept?.settled()
              giveUp()
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

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSaves } from '../state/saves'
import { useStatus } from '../state/status'
import { UNSAVED_MS } from '../state/unsaved'
import type { Refusal } from '../state/use-source-change'
import type { KeptText } from '../ui/TextField'

/** Why what is typed is not saved. */
export type TypedTrouble =
  | { readonly kind: 'refused'; readonly message: string }
  /** The text was changed elsewhere since: only the person can say which words are to stay. */
  | { readonly kind: 'conflict'; readonly theirs: string }

/** What the remarks are about: a save takes their place. */
const ABOUT = 'codebook.update'
const CONFLICT = 'What you typed here is not saved: the text was changed elsewhere. Choose which to keep.'

/**
 * Text that is saved while it is typed, when its field is left and when it goes. What could not be saved stays in the
 * field, and is tried again by itself, with the next letter and whenever `ready` turns true. `kept` has it for the next page.
 * Nothing is written over a text that was neither there as it was typed nor typed here, until the person says so: also when
 * the notebook is opened anew, and another field takes the place of this one.
 * `onSave` answers why it was refused; `isAgain` when it was refused before.
 */
export function useTyped(
  value: string,
  ready: boolean,
  onSave: (text: string, isAgain: boolean) => Promise<Refusal | null>,
  kept: KeptText,
) {
  const saves = useSaves()
  const status = useStatus()
  const [found] = useState(kept.read)
  /** Null where what is shown is what was saved. */
  const [typed, setTyped] = useState(found === null || found.draft === value ? null : found.draft)
  const [trouble, setTrouble] = useState<TypedTrouble | null>(null)
  const unsaved = useRef(typed)
  /** What may be there although nobody else changed it: what was typed over, and what was sent since. */
  const over = useRef(found?.over ?? [])
  const isContested = useRef(false)
  const wasRefused = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const saving = useRef(false)

  const isDone = (text: string) => {
    kept.settled()
    if (unsaved.current !== text) return
    unsaved.current = null
    kept.forget()
  }
  const saveAll = async () => {
    saving.current = true
    while (unsaved.current !== null && !isContested.current) {
      const text = unsaved.current
      over.current = [...over.current, text]
      kept.write({ over: over.current, draft: text })
      const refusal = await onSave(text, wasRefused.current)
      wasRefused.current = refusal !== null
      if (refusal !== null) {
        // Without an answer it may be there all the same.
        if (refusal.reason !== 'unavailable') over.current = over.current.slice(0, -1)
        setTrouble((now) => (now?.kind === 'conflict' ? now : { kind: 'refused', message: refusal.message }))
        kept.refused(refusal, again)
        break
      }
      setTrouble((now) => (now?.kind === 'conflict' ? now : null))
      isDone(text)
    }
    saving.current = false
  }
  /** Also when the field is gone by then, unless another one has saved it. */
  const again = () => {
    if (kept.read()?.draft === unsaved.current) save()
  }
  const save = () => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
    if (unsaved.current !== null && !saving.current && !kept.isPast()) saves.track(saveAll())
  }
  const saveNow = useEffectEvent(save)

  // What was saved gives way to what the host says, which undo or another window may have changed since.
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (typed === value) setTyped(null)
  }

  /** Goes on from what is there now. */
  const hear = useEffectEvent((now: string) => {
    // What was sent comes back in its order, and not each of it.
    const at = over.current.lastIndexOf(now)
    const isOurs = at >= 0 || unsaved.current === null || unsaved.current === now
    over.current = at >= 0 ? over.current.slice(at) : isOurs ? [now] : over.current
    if (isOurs && !isContested.current) return
    if (!isContested.current) status.refuse(CONFLICT, null, ABOUT)
    isContested.current = !isOurs
    if (isOurs) save()
    queueMicrotask(() => setTrouble(isOurs ? null : { kind: 'conflict', theirs: now }))
  })
  useEffect(() => hear(value), [value])
  const takeUp = useEffectEvent(() => {
    kept.settled() // a field that is gone by now was still at it
    if (found?.draft === value) kept.forget() // it was saved, though no answer came
  })
  useEffect(() => {
    takeUp()
    addEventListener('pagehide', saveNow)
    return () => {
      removeEventListener('pagehide', saveNow)
      saveNow()
    }
  }, [])
  useEffect(() => {
    if (ready) saveNow()
  }, [ready])

  const settle = () => {
    isContested.current = false
    setTrouble(null)
    over.current = [value]
  }
  return {
    text: typed ?? value,
    trouble,
    type: (text: string) => {
      setTyped(text)
      unsaved.current = text
      kept.write({ over: over.current, draft: text })
      timer.current ??= setTimeout(save, UNSAVED_MS)
    },
    leave: () => {
      if (unsaved.current === null && !saving.current) setTyped(null)
      else save()
    },
    keepMine: () => {
      settle()
      save()
    },
    takeTheirs: () => {
      settle()
      setTyped(null)
      unsaved.current = null
      kept.forget()
      kept.settled()
      status.over(ABOUT)
    },
  }
}

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSaves } from '../state/saves'
import { UNSAVED_MS } from '../state/unsaved'
import type { LineProps } from './TextField'

const asTyped = (draft: string) => draft

/**
 * What is typed in a line, until the document has it. It is saved when the field is left, in whatever way, and when Enter is
 * pressed; where it is `kept`, also while it is typed, unless it is wrong, emptied or has to wait, which is told only then.
 * While one types, the letters stay as they are typed, whatever is answered: the document's take their place afterwards.
 */
export function useLine({ value, revision, check, onSave, becomes = asTyped, kept, ...when }: LineProps) {
  const { disabled, isAway = false } = when
  const saves = useSaves()
  const [found] = useState(() => kept?.read() ?? null)
  const isOver = found?.draft.trim() === value
  /** What an earlier page, or this field before it went, could not save. */
  const [draft, setDraft] = useState(isOver ? null : (found?.draft ?? null))
  /** It was changed elsewhere since: only the person can say which words are to stay. */
  const [contested, setContested] = useState(found !== null && !isOver && !found.over.includes(value))
  const [refusal, setRefusal] = useState<string | null>(null)
  // A saved draft is shown until the document has caught up with it, so that the old value does not flash by. Not
  // until the value has changed: when the save was undone in between, it never does.
  const [savedDraft, setSavedDraft] = useState<string | null>(null)
  const saved = draft !== null && draft === savedDraft
  const [seen, setSeen] = useState(revision)
  if (seen !== revision) {
    setSeen(revision)
    if (saved) setDraft(null)
  }

  // What is saved later than it was drawn, as what is tried again, is saved over what is there by then.
  const latest = useRef({ value, revision, check, onSave, becomes, disabled, isAway })
  useEffect(() => {
    latest.current = { value, revision, check, onSave, becomes, disabled, isAway }
  })

  const unsaved = useRef(draft)
  const isSaving = useRef(false)
  const wasRefused = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  /** Something was typed, and the field not left since. */
  const isTyping = useRef(false)
  /** What stood there before it was typed over, and whether something was saved over it since. */
  const before = useRef({ words: value, isSavedOver: false })
  /** The revision over which the draft was saved; null where it is what was there. */
  const savedOver = useRef<number | null>(null)
  /** What it is typed over, and what was sent since and may come back; also where that is changed elsewhere meanwhile. */
  const over = useRef(found?.over ?? [value])
  /** What was saved is shown with the next change of the value, which may word it otherwise. */
  const isOursNext = useRef(false)

  /** The words of the document are shown again: once it has those that were saved. */
  const giveWay = (left: string) => {
    before.current = { words: value, isSavedOver: false }
    if (latest.current.revision === savedOver.current) setSavedDraft(left)
    // The document was there before the answer: what it holds may be worded otherwise.
    else setDraft((now) => (now === left ? null : now))
  }
  const accept = (text: string) => {
    if (kept?.read()?.draft === text) kept.forget()
    if (unsaved.current !== text) return
    unsaved.current = null
    if (!isTyping.current) giveWay(text)
  }
  const giveUp = () => {
    stopTimer(timer)
    unsaved.current = null
    isTyping.current = false
    kept?.settled()
    kept?.forget()
    setContested(false)
    setDraft(null)
    setRefusal(null)
  }

  /** Answers whether it is saved. */
  const saveOne = async (text: string, isAgain: boolean): Promise<boolean> => {
    const now = latest.current
    const typed = text.trim()
    const isKnown = over.current.includes(now.value)
    const isOnItsWay = isKnown && over.current.some((one) => one !== now.value)
    if (typed === now.value && !isOnItsWay) {
      savedOver.current = null
      setContested(false)
      setRefusal(null)
      accept(text)
      return true
    }
    const isLeft = !isTyping.current
    if (kept !== undefined && !isKnown) {
      if (isLeft) setContested(true)
      return false
    }
    const fault = now.check(typed)
    const word = now.becomes(typed)
    // What is emptied is mostly filled anew.
    const canWait = kept === undefined || fault !== null || word === null || typed === ''
    if (!isLeft && canWait) return false
    setContested(false)
    if (fault !== null) {
      setRefusal(fault)
      return false
    }
    over.current = [...over.current, word ?? typed]
    kept?.write({ over: over.current, draft: text })
    if (!isLeft) before.current = { ...before.current, isSavedOver: true }
    const refused = await now.onSave(typed, isAgain)
    wasRefused.current = refused !== null
    setRefusal(typeof refused === 'string' ? refused : (refused?.message ?? null))
    if (refused !== null) {
      // Without an answer it may be there all the same.
      const isUnknown = typeof refused !== 'string' && refused.reason === 'unavailable'
      const [last, same] = over.current.toReversed()
      if (same !== undefined && (!isUnknown || same === last)) over.current = over.current.slice(0, -1)
      if (typeof refused !== 'string') kept?.refused(refused, again)
      return false
    }
    kept?.settled()
    const { value: there } = latest.current
    isOursNext.current = isLeft && there === now.value
    if (!over.current.includes(there)) over.current = [...over.current, there]
    savedOver.current = now.revision
    if (isLeft) before.current = { words: word ?? typed, isSavedOver: false }
    accept(text)
    return true
  }
  const saveAll = async (isAgain: boolean) => {
    isSaving.current = true
    try {
      for (let isTaken = true; isTaken && unsaved.current !== null && kept?.isPast() !== true; ) {
        const tried = unsaved.current
        isTaken = await saveOne(tried, isAgain)
        // What was typed and left meanwhile was not refused yet.
        if (!isTyping.current && unsaved.current !== tried) isTaken = true
      }
    } finally {
      isSaving.current = false
    }
  }
  const save = (isAgain = false) => {
    stopTimer(timer)
    // Leaving the field right after Enter must not save the same words twice.
    if (unsaved.current === null || isSaving.current || latest.current.isAway) return
    saves.track(saveAll(isAgain))
  }
  /** Also when the field is gone by then, unless it was shown again, or its words were given up. */
  const again = () => {
    if (kept?.read()?.draft === unsaved.current) save(true)
  }
  const leave = () => {
    isTyping.current = false
    if (unsaved.current !== null) save()
    else if (draft !== null) giveWay(draft)
  }

  const hear = useEffectEvent((now: string) => {
    const at = over.current.lastIndexOf(now)
    if (at >= 0) over.current = over.current.slice(at)
    else if (isOursNext.current) over.current = [...over.current, now]
    // All that was typed is saved, and was changed elsewhere since.
    else if (isTyping.current && unsaved.current === null) queueMicrotask(giveUp)
    isOursNext.current = false
  })
  useEffect(() => hear(value), [value])

  // A field that goes is not always left first: a key turns to another tab, an import opens, the page closes.
  const leaveNow = useEffectEvent(leave)
  const takeUp = useEffectEvent(() => {
    kept?.settled() // a field that is gone by now was still at it
    if (isOver) kept?.forget() // it was saved, though no answer came
    if (!isTyping.current) leave()
  })
  useEffect(() => {
    takeUp()
    addEventListener('pagehide', leaveNow)
    return () => {
      removeEventListener('pagehide', leaveNow)
      leaveNow()
    }
  }, [])

  // What could not be saved for a while is saved once that ends: nobody leaves the field then.
  const goOn = useEffectEvent(() => {
    if (isTyping.current) save()
    else leave()
  })
  useEffect(() => {
    if (disabled) isTyping.current = false
    if (!disabled && !isAway) goOn()
  }, [disabled, isAway])

  return {
    shown: draft ?? value,
    hasDraft: draft !== null,
    /** It is not what the document is known to have. */
    isDraft: draft !== null && !saved,
    wrong: contested
      ? `This was changed elsewhere, to “${value}”. Enter saves what you had typed, Escape takes it away.`
      : refusal,
    type: (text: string) => {
      if (draft === null) {
        const at = over.current.lastIndexOf(value)
        over.current = at < 0 ? [value] : over.current.slice(at)
        isOursNext.current = false
      }
      if (!isTyping.current && unsaved.current === null)
        before.current = { words: over.current.at(-1) ?? value, isSavedOver: false }
      isTyping.current = true
      unsaved.current = text
      setDraft(text)
      setSavedDraft(null)
      if (kept === undefined) return
      kept.write({ over: over.current, draft: text })
      timer.current ??= setTimeout(() => {
        timer.current = null
        if (!latest.current.disabled) save(wasRefused.current)
      }, UNSAVED_MS)
    },
    leave,
    /** Saves it, also over what was changed elsewhere. */
    insist: () => {
      if (contested) over.current = [value]
      setContested(false)
      leave()
    },
    /** Takes away what was typed: what stood there before is saved again, so that nothing half stays. */
    takeBack: () => {
      const { words, isSavedOver } = before.current
      if (unsaved.current === words && !isTyping.current) return // it is on its way
      if (!isSavedOver || !over.current.includes(value)) return giveUp()
      isTyping.current = false
      unsaved.current = words
      setDraft(words)
      setSavedDraft(null)
      kept?.write({ over: over.current, draft: words })
      save()
    },
  }
}

function stopTimer(timer: { current: ReturnType<typeof setTimeout> | null }): void {
  if (timer.current !== null) clearTimeout(timer.current)
  timer.current = null
}

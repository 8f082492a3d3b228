import { useCallback, useEffect, useRef, useState } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import type { Host } from '../state/host'
import { useHost } from '../state/host-context'
import { useAttempt } from '../state/use-attempt'

/** Typing rests for this long before it is saved. */
const REST = 300

/** Why the memo on the screen is not the one on the disk; `theirs` when it was changed elsewhere since. */
export type MemoTrouble =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'conflict'; readonly theirs: Annotation }

/**
 * The memo of an annotation while it is being written. It is saved when typing rests, when the field is left and
 * when the annotation is left. What was typed is never lost to a failure: it stays until it is saved or given up.
 */
export function useMemoDraft(annotation: Annotation) {
  const host = useHost()
  const attempt = useAttempt()
  const [draft, setDraft] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<MemoTrouble | null>(null)
  // What the disk had when this window last heard of it, and what is typed: a save outlives the drawing it began in.
  const known = useRef(annotation)
  const typed = useRef<string | null>(null)
  const saving = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  /** Saves once what is typed; false when there is nothing left to save or it was refused. */
  const saveOnce = useCallback(async (): Promise<boolean> => {
    const memo = typed.current
    const { id, target, revision } = known.current
    if (memo === null || memo === known.current.memo) return false
    const answer = await attempt('annotation.update', {
      source: target.source,
      annotation: id,
      revision,
      memo,
    })
    if (answer.ok) {
      known.current = answer.value
      setTrouble(null)
      return true
    }
    const now = answer.error.reason === 'conflict' ? await latest(host, known.current) : null
    if (now === null) {
      setTrouble({ kind: 'refused', message: answer.error.message })
      return false
    }
    if (now.memo !== known.current.memo) {
      setTrouble({ kind: 'conflict', theirs: now })
      return false
    }
    known.current = now // something else about the annotation changed: the memo goes on top of it
    return true
  }, [host, attempt])

  const save = useCallback(async () => {
    clearTimeout(timer.current)
    if (saving.current) return // the save under way looks again when it ends
    saving.current = true
    let more = true
    while (more) more = await saveOnce()
    saving.current = false
    if (typed.current === known.current.memo) typed.current = null
  }, [saveOnce])

  // With nothing typed, the field shows what the host says now: undo or another window may have changed it.
  useEffect(() => {
    if (typed.current !== null) return
    known.current = annotation
    setDraft(null)
  }, [annotation])

  useEffect(() => () => void save(), [save])

  return {
    memo: draft ?? annotation.memo,
    trouble,
    type: (memo: string) => {
      typed.current = memo
      setDraft(memo)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), REST)
    },
    leave: () => void save(),
    /** Settles a conflict: mine is saved over theirs. */
    keepMine: (theirs: Annotation) => {
      known.current = theirs
      setTrouble(null)
      void save()
    },
    /** Settles a conflict: what was typed is given up. */
    takeTheirs: (theirs: Annotation) => {
      known.current = theirs
      typed.current = null
      setDraft(null)
      setTrouble(null)
    },
  }
}

/** The annotation as the host has it now; null when it is gone or nobody answers. */
async function latest(host: Host, { id, target }: Annotation): Promise<Annotation | null> {
  try {
    const all = await host.call('annotation.list', { source: target.source, kind: null })
    return all.find((one) => one.id === id) ?? null
  } catch {
    return null
  }
}

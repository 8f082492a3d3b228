import { createContext, useContext } from 'react'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import { type Host, sentenceOf } from '../state/host'
import { latestAnnotation, newerOf } from '../state/latest-annotation'
import type { Saves } from '../state/saves'
import type { Status } from '../state/status'

/** The longest that typing stays unsaved while it goes on. */
const WAIT = 300

/** Why the memo on the screen is not the one on the disk; `theirs` when it was changed elsewhere since. */
export type MemoTrouble =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'conflict'; readonly theirs: Annotation }

/** A memo that is being written, or was and has not been seen in an answer yet. */
export type MemoDraft = {
  /** What the disk had when this window last heard of it. */
  readonly known: Annotation
  /** Null once it is saved. */
  readonly typed: string | null
  /** What was last sent: the disk may have it although no answer said so. */
  readonly sent: string | null
  readonly trouble: MemoTrouble | null
}

/**
 * The memos of a window that are not on the disk yet. They outlive the field they are typed into: what was refused
 * is still there when its annotation is chosen again. Each annotation has one save at a time.
 */
export type MemoDrafts = {
  readonly of: (annotation: AnnotationId) => MemoDraft | null
  readonly subscribe: (listener: () => void) => () => void
  /** Tells what the host lists now: a draft that it has caught up with is done. */
  readonly hear: (annotation: Annotation) => void
  readonly type: (annotation: Annotation, memo: string) => void
  readonly save: (annotation: AnnotationId) => void
  /** Saves whatever is unsaved, as when the page closes or the host is back. */
  readonly saveAll: () => void
  /** Settles a conflict: mine is saved over theirs. */
  readonly keepMine: (theirs: Annotation) => void
  /** Settles a conflict: what was typed is given up. */
  readonly takeTheirs: (theirs: Annotation) => void
}

export function createMemoDrafts(host: Host, status: Status, saves: Saves): MemoDrafts {
  const drafts = new Map<AnnotationId, MemoDraft>()
  const timers = new Map<AnnotationId, ReturnType<typeof setTimeout>>()
  const saving = new Set<AnnotationId>()
  const listeners = new Set<() => void>()
  const put = (draft: MemoDraft) => {
    drafts.set(draft.known.id, draft)
    for (const listener of listeners) listener()
  }

  /** Saves once what is typed; false when there is nothing left to save or it was refused. */
  const saveOnce = async (id: AnnotationId): Promise<boolean> => {
    const before = drafts.get(id)
    const memo = before?.typed ?? null
    if (before === undefined || memo === null) return false
    const { known } = before
    if (memo === known.memo) {
      put({ ...before, typed: null, trouble: null })
      return false
    }
    put({ ...before, sent: memo })
    try {
      const { source } = known.target
      const saved = await host.call('annotation.update', {
        source,
        annotation: id,
        revision: known.revision,
        memo,
      })
      status.saved()
      put({ ...(drafts.get(id) ?? before), known: saved, trouble: null })
      return true
    } catch (error) {
      const conflict = error instanceof Failure && error.reason === 'conflict'
      const now = conflict ? await latestAnnotation(host, known) : null
      const draft = drafts.get(id) ?? before
      if (draft.known.revision > known.revision) return true // settled while this was on its way
      if (now !== null && [known.memo, before.sent, memo].includes(now.memo)) {
        // Something else about the annotation changed, or the memo there is ours: what is typed goes on top.
        put({ ...draft, known: now })
        return true
      }
      const message = sentenceOf(error)
      status.refuse(message)
      put({
        ...draft,
        trouble: now === null ? { kind: 'refused', message } : { kind: 'conflict', theirs: now },
      })
      return false
    }
  }

  const saveUntilDone = async (id: AnnotationId) => {
    clearTimeout(timers.get(id))
    timers.delete(id)
    if (saving.has(id)) return // the save under way looks again when it ends
    saving.add(id)
    let more = true
    while (more) more = await saveOnce(id)
    saving.delete(id)
  }
  const save = (id: AnnotationId) => saves.track(saveUntilDone(id))

  return {
    of: (id) => drafts.get(id) ?? null,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    hear: (annotation) => {
      const draft = drafts.get(annotation.id)
      if (draft === undefined || draft.typed !== null || annotation.revision < draft.known.revision) return
      drafts.delete(annotation.id)
      for (const listener of listeners) listener()
    },
    type: (annotation, memo) => {
      const { id } = annotation
      const draft = drafts.get(id) ?? { known: annotation, typed: null, sent: null, trouble: null }
      const known = draft.typed === null ? newerOf(draft.known, annotation) : draft.known
      put({ ...draft, known, typed: memo })
      if (!timers.has(id))
        timers.set(
          id,
          setTimeout(() => save(id), WAIT),
        )
    },
    save,
    saveAll: () => drafts.forEach((_, id) => save(id)),
    keepMine: (theirs) => {
      const draft = drafts.get(theirs.id)
      if (draft === undefined) return
      put({ ...draft, known: theirs, trouble: null })
      save(theirs.id)
    },
    takeTheirs: (theirs) => put({ known: theirs, typed: null, sent: null, trouble: null }),
  }
}

export const MemoDraftsContext = createContext<MemoDrafts | null>(null)

export function useMemoDrafts(): MemoDrafts {
  const drafts = useContext(MemoDraftsContext)
  if (drafts === null) throw new Error('no MemoDrafts above this component')
  return drafts
}

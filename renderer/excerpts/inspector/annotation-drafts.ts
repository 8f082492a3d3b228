import { createContext, useContext } from 'react'
import { z } from 'zod'
import { Failure } from '../../../shared/contract/failure'
import { Annotation } from '../../../shared/model/annotation'
import type { AnnotationId } from '../../../shared/model/ids'
import { asRead, parseKnown } from '../../../shared/model/known-fields'
import { type Host, sentenceOf } from '../../state/host'
import { latestAnnotation } from '../../state/latest-annotation'
import { createRetries, mayPass } from '../../state/retries'
import type { Saves } from '../../state/saves'
import type { Status } from '../../state/status'
import { UNSAVED_MS, unsavedOf } from '../../state/unsaved'
import {
  type FieldChange,
  fieldOf,
  fieldsOf,
  isMade,
  isSameValue,
  namesOf,
  updateOf,
  withChange,
} from './field-change'

/** Why what is on the screen is not on the disk; `theirs` when the same field was changed elsewhere since. */
export type Trouble =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'conflict'; readonly theirs: Annotation }

/** A change that is not on the disk yet: one step, once it is. */
export type Waiting = {
  readonly key: number
  readonly change: FieldChange
  /** More typing in the same field joins it. */
  readonly typing: boolean
  /** What its fields were as it was done: in the notebook, and by what waited before it. */
  readonly over: readonly FieldChange[]
  /** What was sent and never answered: the disk may have one of them. */
  readonly sent: readonly FieldChange[]
  readonly trouble: Trouble | null
}

const ChangedFields = z.custom<FieldChange>((change) => typeof change === 'object' && change !== null)

/** A draft as it is kept for the next page. */
const Kept = z
  .strictObject({
    known: asRead(Annotation),
    waiting: z.array(
      z.strictObject({
        // Checked below, as a part of the annotation.
        change: ChangedFields,
        typing: z.boolean(),
        // These are only ever compared with what the host has.
        over: z.array(ChangedFields),
        sent: z.array(ChangedFields),
      }),
    ),
    words: z.array(z.tuple([z.string(), z.string()])),
  })
  .refine(({ known, waiting }) =>
    waiting.every(({ change }) => parseKnown(Annotation, withChange(known, change)).success),
  )

/** What a person did to an annotation and no answer has confirmed yet. */
export type AnnotationDraft = {
  /** What the disk had when this window last heard of it. */
  readonly known: Annotation
  /** What it had before, which a list that was asked for by then may still say. */
  readonly passed: readonly Annotation[]
  /** In the order in which it was done. */
  readonly waiting: readonly Waiting[]
  /** What was typed into fields and means nothing there yet, by field: it is kept as it is. */
  readonly words: ReadonlyMap<string, string>
}

/**
 * The changes of a window that are not on the disk yet. They outlive the fields they are made in: what was refused is
 * still there when its annotation is chosen again, and when the page was loaded again. Each annotation has one save at a time.
 */
export type AnnotationDrafts = {
  readonly of: (annotation: AnnotationId) => AnnotationDraft | null
  readonly subscribe: (listener: () => void) => () => void
  /** Tells what the host lists now: a draft that it has caught up with is done. */
  readonly hear: (annotation: Annotation) => void
  /** A choice: it is saved at once, as a step of its own. */
  readonly make: (annotation: Annotation, change: FieldChange) => void
  /** Typing: it is saved while it goes on, and joins what was typed in the field before. */
  readonly type: (annotation: Annotation, change: FieldChange) => void
  /** Keeps words that cannot be understood; null when they are gone. */
  readonly keepWords: (annotation: Annotation, field: string, words: string | null) => void
  readonly save: (annotation: AnnotationId) => void
  /** Saves whatever is unsaved, of earlier pages too, as when the page closes or the host is back. */
  readonly saveAll: () => void
  /** The notebook was opened anew: goes on from what it has now. */
  readonly lookAgain: () => void
  /** Settles a conflict: mine is saved over theirs. */
  readonly keepMine: (annotation: AnnotationId, key: number) => void
  /** Settles a conflict: what was done here is given up. */
  readonly takeTheirs: (annotation: AnnotationId, key: number) => void
}

export function createAnnotationDrafts(host: Host, status: Status, saves: Saves): AnnotationDrafts {
  const drafts = new Map<AnnotationId, AnnotationDraft>()
  const timers = new Map<AnnotationId, ReturnType<typeof setTimeout>>()
  const saving = new Set<AnnotationId>()
  const retries = createRetries<AnnotationId>()
  const listeners = new Set<() => void>()
  const kept = unsavedOf(host, 'annotation', Kept)
  let keys = 0
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const put = (draft: AnnotationDraft) => {
    const { known, waiting, words } = draft
    drafts.set(known.id, draft)
    // However that came: by an answer, by what was there already, or because the words of others were taken.
    if (waiting.length === 0) status.over(known.id)
    if (waiting.length + words.size === 0) kept.forget(known.id)
    else
      kept.write(known.id, {
        known,
        waiting: waiting.map(({ change, typing, over, sent }) => ({
          change,
          typing,
          over: [...over],
          sent: [...sent],
        })),
        words: [...words],
      })
    tell()
  }
  const start = (annotation: Annotation): AnnotationDraft => {
    const draft = drafts.get(annotation.id) ?? begun(annotation)
    return draft.waiting.length === 0 ? { ...draft, known: newerIn(draft, annotation) } : draft
  }
  /** A change that is done now, on top of what waits already. */
  const begin = ({ known, waiting }: AnnotationDraft, change: FieldChange, typing: boolean): Waiting => {
    const names = namesOf(change)
    const before = waiting.filter((one) => names.some((name) => name in one.change))
    const over = [fieldsOf(known, names), ...before.map((one) => one.change)]
    return { key: (keys += 1), change, typing, over, sent: [], trouble: null }
  }
  /** One of the waiting changes becomes another, or null: it waits no longer. */
  const settle = (id: AnnotationId, key: number, become: (one: Waiting) => Waiting | null) => {
    const draft = drafts.get(id)
    if (draft === undefined) return
    const waiting = draft.waiting.flatMap((one) => (one.key === key ? (become(one) ?? []) : one))
    put({ ...draft, waiting })
  }
  /** The disk has this now, in whatever way it came there: of a lower revision too, as a backup or a copy may be. */
  const know = (now: Annotation) => {
    const draft = drafts.get(now.id)
    if (draft === undefined) return
    put({
      ...draft,
      known: now,
      passed: [...draft.passed, draft.known].slice(-MOST_PASSED),
      waiting: draft.waiting.map((one) => {
        if (collide(one, now)) return { ...one, trouble: { kind: 'conflict', theirs: now } }
        return one.trouble?.kind === 'conflict' ? { ...one, trouble: null } : one
      }),
    })
  }
  /** A change of our own is there: what waits is on top of that. */
  const knowSaved = (saved: Annotation, { key, change }: Waiting) => {
    const draft = drafts.get(saved.id)
    if (draft === undefined) return
    put({
      ...draft,
      known: saved,
      passed: [...draft.passed, draft.known].slice(-MOST_PASSED),
      waiting: draft.waiting.flatMap((one) => {
        if (one.key === key && one.change === change) return []
        if (one.trouble?.kind === 'conflict') return one
        const over = fieldsOf(saved, namesOf(one.change))
        return one.key === key
          ? { ...one, over: [over], sent: [], trouble: null }
          : { ...one, over: [...one.over, over] }
      }),
    })
  }
  const isContested = (id: AnnotationId, key: number) =>
    drafts.get(id)?.waiting.find((one) => one.key === key)?.trouble?.kind === 'conflict'

  /** Tries to save one change; true when it is worth trying again at once. */
  const saveOne = async (id: AnnotationId, one: Waiting, known: Annotation): Promise<boolean> => {
    const { key, change } = one
    if (isMade(known, change)) {
      settle(id, key, (now) => (now.change === change ? null : now))
      return true
    }
    const unanswered = one.sent
    const sent = [...unanswered.filter((earlier) => !isSameValue(earlier, change)), change]
    settle(id, key, (now) => ({ ...now, sent }))
    try {
      const saved = await host.call('annotation.update', {
        source: known.target.source,
        annotation: id,
        revision: known.revision,
        ...updateOf(known, change),
      })
      status.saved(id)
      knowSaved(saved, one)
      return true
    } catch (error) {
      const isAnswered = error instanceof Failure && error.reason !== 'unavailable'
      if (isAnswered) settle(id, key, (now) => ({ ...now, sent: unanswered }))
      const conflict = error instanceof Failure && error.reason === 'conflict'
      const theirs = conflict ? await latestAnnotation(host, known) : null
      const message = sentenceOf(error)
      if (theirs !== null && !isSameValue(theirs, known)) {
        know(theirs)
        if (!isContested(id, key)) return true
        status.refuse(message, null, id)
        return false
      }
      // Once: it is tried again for as long as it is refused.
      if (one.trouble?.kind !== 'refused' || one.trouble.message !== message) status.refuse(message, null, id)
      settle(id, key, (now) => ({ ...now, trouble: { kind: 'refused', message } }))
      if (error instanceof Failure && mayPass(error.reason)) retries.later(id, () => save(id))
      return false
    }
  }

  const saveUntilDone = async (id: AnnotationId) => {
    clearTimeout(timers.get(id))
    timers.delete(id)
    if (saving.has(id)) return // the save under way looks again when it ends
    saving.add(id)
    // What is refused is tried once in a round, and keeps nothing else from being saved.
    const failed = new Set<number>()
    for (;;) {
      const draft = drafts.get(id)
      const next = draft?.waiting.find(({ key, trouble }) => !failed.has(key) && trouble?.kind !== 'conflict')
      if (draft === undefined || next === undefined) break
      if (!(await saveOne(id, next, draft.known))) failed.add(next.key)
    }
    saving.delete(id)
    if (failed.size === 0) retries.over(id)
  }
  const save = (id: AnnotationId) => saves.track(saveUntilDone(id))

  /** What an earlier page could not save is saved now, unless it belongs to another notebook or its annotation is gone. */
  const goOn = async (id: string) => {
    const found = kept.read(id)
    const now = found === null ? null : await latestAnnotation(host, found.known)
    if (found === null || now === null) return
    const { known, waiting, words } = found
    // Whatever was done here meanwhile is newer.
    if (drafts.has(known.id)) return
    put({
      known,
      passed: [],
      waiting: waiting.map((one) => ({ ...one, key: (keys += 1), trouble: null })),
      words: new Map(words),
    })
    know(now)
    save(known.id)
  }
  const goOnWithAll = () => {
    // An id of what this page has itself is no other string.
    for (const id of kept.ids()) if (!drafts.has(id as AnnotationId)) saves.track(goOn(id))
  }
  goOnWithAll()

  const lookAgainAt = async (known: Annotation) => {
    const now = await latestAnnotation(host, known)
    if (now === null) return
    know(now)
    save(now.id)
  }

  return {
    of: (id) => drafts.get(id) ?? null,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    hear: (annotation) => {
      const { id } = annotation
      const draft = drafts.get(id)
      if (draft === undefined || newerIn(draft, annotation) !== annotation) return
      if (isIdle(draft)) {
        drafts.delete(id)
        tell()
      } else if (!saving.has(id) && !isSameValue(draft.known, annotation)) know(annotation)
    },
    make: (annotation, change) => {
      const draft = start(annotation)
      // The same field chosen again before the first choice was sent: only the last one counts.
      const waiting = draft.waiting.filter(
        (one) => one.typing || one.sent.length > 0 || !isSameValue(namesOf(one.change), namesOf(change)),
      )
      put({ ...draft, waiting: [...waiting, begin(draft, change, false)] })
      save(annotation.id)
    },
    type: (annotation, change) => {
      const { id } = annotation
      const draft = start(annotation)
      const joins = (one: Waiting) => one.typing && isSameValue(namesOf(one.change), namesOf(change))
      const waiting = draft.waiting.some(joins)
        ? draft.waiting.map((one) => (joins(one) ? { ...one, change } : one))
        : [...draft.waiting, begin(draft, change, true)]
      put({ ...draft, waiting })
      if (!timers.has(id))
        timers.set(
          id,
          setTimeout(() => save(id), UNSAVED_MS),
        )
    },
    keepWords: (annotation, field, typed) => {
      const draft = start(annotation)
      const words = new Map(draft.words)
      if (typed === null) words.delete(field)
      else words.set(field, typed)
      put({ ...draft, words })
    },
    save,
    saveAll: () => {
      drafts.forEach((_, id) => save(id))
      goOnWithAll()
    },
    lookAgain: () => {
      retries.allOver()
      for (const draft of drafts.values()) {
        if (isIdle(draft)) drafts.delete(draft.known.id)
        else saves.track(lookAgainAt(draft.known))
      }
      tell()
      goOnWithAll()
    },
    keepMine: (id, key) => {
      const known = drafts.get(id)?.known
      if (known === undefined) return
      settle(id, key, (one) => {
        const over = [fieldsOf(known, namesOf(one.change))]
        return { ...one, over, sent: [], trouble: null }
      })
      save(id)
    },
    takeTheirs: (id, key) => settle(id, key, () => null),
  }
}

/** So many states that are past are known: no list is further behind. */
const MOST_PASSED = 50

function begun(annotation: Annotation): AnnotationDraft {
  return { known: annotation, passed: [], waiting: [], words: new Map() }
}

function isIdle({ waiting, words }: AnnotationDraft): boolean {
  return waiting.length + words.size === 0
}

/** The annotation as it is listed, unless the list was asked for before this window heard what it knows. */
export function newerIn({ known, passed }: AnnotationDraft, listed: Annotation): Annotation {
  const isPast = passed.some((one) => one.revision === listed.revision && isSameValue(one, listed))
  return isPast && !isSameValue(known, listed) ? known : listed
}

/** True when a field of the change was set to something else elsewhere: neither what it was nor what is wanted. */
function collide({ change, over, sent }: Waiting, now: Annotation): boolean {
  return namesOf(change).some((name) => {
    const there = fieldOf(now, name)
    const ours = [change, ...over, ...sent].filter((one) => name in one)
    return !ours.some((one) => isSameValue(new Map(Object.entries(one)).get(name), there))
  })
}

export const AnnotationDraftsContext = createContext<AnnotationDrafts | null>(null)

export function useAnnotationDrafts(): AnnotationDrafts {
  const drafts = useContext(AnnotationDraftsContext)
  if (drafts === null) throw new Error('no KeptDrafts above this component')
  return drafts
}

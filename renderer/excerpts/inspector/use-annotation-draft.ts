import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Annotation } from '../../../shared/model/annotation'
import { useTypingRefusal } from '../../state/host-context'
import { type AnnotationDraft, newerIn, useAnnotationDrafts, type Waiting } from './annotation-drafts'
import { type FieldChange, type FieldName, withChange } from './field-change'

/** An annotation while it is being filled in. */
export type Draft = {
  /** With everything that was done here, saved or not. */
  readonly annotation: Annotation
  /** Why nothing can be changed at the moment; null when it can. */
  readonly refusal: string | null
  /** What was done to the field and is not on the disk yet; null when all is. */
  readonly waitingFor: (field: FieldName) => Waiting | null
  readonly make: (change: FieldChange) => void
  readonly type: (change: FieldChange) => void
  /** What was typed into the field and means nothing there yet. */
  readonly wordsOf: (field: string) => string | null
  readonly keepWords: (field: string, words: string | null) => void
  /** A field was left: what was typed there is saved now. */
  readonly leave: () => void
  readonly keepMine: (key: number) => void
  readonly takeTheirs: (key: number) => void
}

/**
 * Fills in an annotation. What is typed is saved while typing goes on, when a field is left and when the annotation is
 * left; what is chosen is saved at once. Nothing is lost to a failure: it stays until it is saved or given up.
 */
export function useAnnotationDraft(annotation: Annotation): Draft {
  const drafts = useAnnotationDrafts()
  const refusal = useTypingRefusal()
  const { id } = annotation
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.of(id))
  useEffect(() => {
    if (draft !== null) drafts.hear(annotation)
  }, [drafts, annotation, draft])
  useEffect(() => () => drafts.save(id), [drafts, id])
  const shown = useMemo(() => withDraft(annotation, draft), [annotation, draft])
  return {
    annotation: shown,
    refusal,
    waitingFor: (field) => draft?.waiting.findLast(({ change }) => field in change) ?? null,
    make: (change) => drafts.make(annotation, change),
    type: (change) => drafts.type(annotation, change),
    wordsOf: (field) => draft?.words.get(field) ?? null,
    keepWords: (field, words) => drafts.keepWords(annotation, field, words),
    leave: () => drafts.save(id),
    keepMine: (key) => drafts.keepMine(id, key),
    takeTheirs: (key) => drafts.takeTheirs(id, key),
  }
}

function withDraft(annotation: Annotation, draft: AnnotationDraft | null): Annotation {
  // With nothing done here, it is what the host says now: undo or another window may have changed it.
  if (draft === null) return annotation
  return draft.waiting.reduce((seen, { change }) => withChange(seen, change), newerIn(draft, annotation))
}

import { useEffect, useSyncExternalStore } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import { newerOf } from '../state/latest-annotation'
import { useMemoDrafts } from './memo-drafts'

/**
 * The memo of an annotation while it is being written. It is saved while typing goes on, when the field is left and
 * when the annotation is left. What was typed is never lost to a failure: it stays until it is saved or given up.
 */
export function useMemoDraft(annotation: Annotation) {
  const drafts = useMemoDrafts()
  const { id } = annotation
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.of(id))
  useEffect(() => {
    if (draft !== null) drafts.hear(annotation)
  }, [drafts, annotation, draft])
  useEffect(() => () => drafts.save(id), [drafts, id])
  return {
    // With nothing typed, the field shows what the host says now: undo or another window may have changed it.
    memo: draft?.typed ?? (draft === null ? annotation : newerOf(draft.known, annotation)).memo,
    unsaved: draft !== null && draft.typed !== null,
    trouble: draft?.trouble ?? null,
    type: (memo: string) => drafts.type(annotation, memo),
    leave: () => drafts.save(id),
    keepMine: drafts.keepMine,
    takeTheirs: drafts.takeTheirs,
  }
}

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import { useHost } from '../state/host-context'
import { latestAnnotation, newerOf } from '../state/latest-annotation'
import { useSaves } from '../state/saves'
import { useAttempt } from '../state/use-attempt'
import type { Stretch } from './article'
import { extentWords } from './extent-words'
import { samePassages } from './extents'

type Moved = {
  readonly passages: readonly Stretch[]
  /** Of the annotation as the disk has it with these passages; null until it has. */
  readonly revision: number | null
}

/** The passages of an annotation as the disk has them. */
function passagesOf({ target }: Annotation): readonly Stretch[] {
  return target.ranges.map(({ position }) => position)
}

/**
 * Moves the edges of annotations. The new extent is drawn at once, as pending until the disk has it; what is moved on
 * while it is being saved is saved behind it. When the host refuses, the old extent is back and the status bar says why.
 */
export function useExtents(annotations: readonly Annotation[]) {
  const host = useHost()
  const attempt = useAttempt()
  const saves = useSaves()
  const [moved, setMoved] = useState<ReadonlyMap<AnnotationId, Moved>>(new Map())
  const saving = useRef(new Map<AnnotationId, { next: readonly Stretch[] | null }>())
  // An answer comes before the list shows what it says: a change right after it rests on this.
  const answered = useRef(new Map<AnnotationId, Annotation>())
  const listed = useRef(annotations)
  useEffect(() => {
    listed.current = annotations
  }, [annotations])

  // What the list shows has been confirmed, and what is no longer listed has no extent.
  const drawn = useMemo(() => {
    if (moved.size === 0) return moved
    const revisions = new Map(annotations.map(({ id, revision }) => [id, revision]))
    const open = [...moved].filter(([id, { revision }]) => {
      const shown = revisions.get(id)
      return shown !== undefined && (revision === null || shown < revision)
    })
    return open.length === moved.size ? moved : new Map(open)
  }, [annotations, moved])
  if (drawn !== moved) setMoved(drawn)

  const save = useCallback(
    async (annotation: Annotation, first: readonly Stretch[]) => {
      const { id } = annotation
      const turn: { next: readonly Stretch[] | null } = { next: first }
      saving.current.set(id, turn)
      let known = newerOf(answered.current.get(id) ?? annotation, annotation)
      while (turn.next !== null) {
        const passages = turn.next
        turn.next = null
        const ranges = passages.map(({ start, end }) => ({ start, end }))
        const put = ({ target: { source }, revision }: Annotation) =>
          attempt('annotation.update', { source, annotation: id, revision, ranges }, extentWords)
        known = newerOf(listed.current.find((one) => one.id === id) ?? known, known)
        let answer = await put(known)
        if (!answer.ok && answer.error.reason === 'conflict') {
          const now = await latestAnnotation(host, known)
          // What was changed elsewhere is no obstacle as long as it is not the extent.
          if (now !== null && samePassages(passagesOf(now), passagesOf(known))) answer = await put(now)
        }
        if (!answer.ok) {
          // What was moved on from there is refused with it: it rests on what the disk does not have.
          setMoved((all) => new Map([...all].filter(([one]) => one !== id)))
          break
        }
        known = answer.value
        const { revision } = known
        answered.current.set(id, known)
        setMoved((all) => {
          const present = all.get(id)
          return present === undefined || !samePassages(present.passages, passages)
            ? all
            : new Map(all).set(id, { passages, revision })
        })
      }
      saving.current.delete(id)
    },
    [host, attempt],
  )

  /** The passages as they are drawn now. */
  const placesOf = (annotation: Annotation) => drawn.get(annotation.id)?.passages ?? passagesOf(annotation)

  /** Draws the annotation elsewhere without telling the disk, as long as the pointer drags; null to end that. */
  const preview = ({ id }: Annotation, passages: readonly Stretch[] | null): void => {
    setMoved((all) => {
      const rest = new Map([...all].filter(([one]) => one !== id))
      return passages === null ? rest : rest.set(id, { passages, revision: null })
    })
  }

  const move = (annotation: Annotation, passages: readonly Stretch[]): void => {
    if (samePassages(passages, passagesOf(annotation)) && !saving.current.has(annotation.id)) {
      preview(annotation, null)
      return
    }
    setMoved((all) => new Map(all).set(annotation.id, { passages, revision: null }))
    const turn = saving.current.get(annotation.id)
    if (turn === undefined) saves.track(save(annotation, passages))
    else turn.next = passages
  }

  return { moved: drawn, placesOf, preview, move }
}

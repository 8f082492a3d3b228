import { useEffect, useMemo, useRef, useState } from 'react'
import type { Annotation, AnnotationKind } from '../../shared/model/annotation'
import type { AnnotationId, CodeId, SourceId } from '../../shared/model/ids'
import { useAttempt } from '../state/use-attempt'
import { isField } from '../ui/is-field'
import type { Stretch } from './article'
import type { Highlight } from './segments'

type Pending = {
  readonly key: string
  readonly kind: AnnotationKind
  readonly passages: readonly Stretch[]
  /** Known once the disk has it, with the list that was shown then; null until it has. */
  readonly made: { readonly annotation: AnnotationId; readonly shown: readonly Annotation[] } | null
}

/**
 * Makes annotations of passages. A passage is drawn as pending from the keypress on, and until the list of
 * annotations shows it; when the host refuses, the drawing goes and the status bar says why. `onTagged` is told unless
 * the person has moved on in the meantime: to another annotation, another text, or a field.
 */
export function useTagging(
  source: SourceId,
  version: number,
  annotations: readonly Annotation[],
  chosen: AnnotationId | null,
  onTagged: (annotation: AnnotationId) => void,
) {
  const attempt = useAttempt()
  const [pending, setPending] = useState<readonly Pending[]>([])
  const [tagged, setTagged] = useState(0)
  // What is chosen while this text is open, for answers that come late; and what was chosen here on their behalf.
  const here = useRef<{ readonly chosen: AnnotationId | null } | null>(null)
  const own = useRef<AnnotationId | null>(null)
  const last = useRef<Promise<AnnotationId | null>>(null)
  useEffect(() => {
    here.current = { chosen }
    return () => {
      here.current = null
    }
  }, [chosen])
  const latest = useRef(annotations)
  useEffect(() => {
    latest.current = annotations
  }, [annotations])
  // A list that is answered after the disk has it shows it, or does not because it has been taken back since.
  const drawn = useMemo(() => {
    if (pending.length === 0) return pending
    const listed = new Set<string>(annotations.map(({ id }) => id))
    return pending.filter(({ made }) => {
      return made === null || (made.shown === annotations && !listed.has(made.annotation))
    })
  }, [pending, annotations])
  if (drawn.length < pending.length) setPending(drawn)
  const highlights = useMemo(
    () =>
      drawn.flatMap(({ key, kind, passages }) =>
        passages.map(({ start, end }): Highlight => ({ id: key, kind, start, end, state: 'pending' })),
      ),
    [drawn],
  )

  const make = async (
    kind: AnnotationKind,
    passages: readonly Stretch[],
    codes: readonly CodeId[],
  ): Promise<AnnotationId | null> => {
    const key = `pending-${tagged}`
    setTagged(tagged + 1)
    setPending((all) => [...all, { key, kind, passages, made: null }])
    const answer = await attempt('annotation.create', {
      source,
      version,
      place: { by: 'position', ranges: passages.map(({ start, end }) => ({ start, end })) },
      body: { kind },
      ...(codes.length > 0 && { codes: [...codes] }),
    })
    if (!answer.ok) {
      setPending((all) => all.filter((one) => one.key !== key))
      return null
    }
    const { id } = answer.value
    const made = { annotation: id, shown: latest.current }
    setPending((all) => all.map((one) => (one.key === key ? { ...one, made } : one)))
    const now = here.current
    if (now === null || isField(document.activeElement)) return id
    if (now.chosen !== chosen && now.chosen !== own.current) return id
    own.current = id
    onTagged(id)
    return id
  }

  return {
    pending: highlights,
    isTagging: drawn.some(({ made }) => made === null),
    /** Answers null when the host refused. */
    tag: (kind: AnnotationKind, passages: readonly Stretch[], codes: readonly CodeId[] = []) => {
      const made = make(kind, passages, codes)
      last.current = made
      return made
    },
    /** Acts on the annotation that was tagged last as soon as `onTagged` was told of it: it may have been, and not be drawn yet. */
    whenTagged: (act: (annotation: AnnotationId) => void) =>
      void last.current?.then((id) => id !== null && id === own.current && act(id)),
  }
}

import { useMemo, useState } from 'react'
import type { Annotation, AnnotationKind } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import { useAttempt } from '../state/use-attempt'
import type { Highlight } from './segments'

type Pending = Omit<Highlight, 'id' | 'state'> & {
  readonly key: string
  /** Known once the disk has it. */
  readonly annotation: AnnotationId | null
}

/**
 * Makes annotations of passages. A passage is drawn as pending from the keypress on, and until the list of
 * annotations shows it; when the host refuses, the drawing goes and the status bar says why.
 */
export function useTagging(
  source: SourceId,
  version: number,
  annotations: readonly Annotation[],
  onTagged: (annotation: AnnotationId) => void,
) {
  const attempt = useAttempt()
  const [pending, setPending] = useState<readonly Pending[]>([])
  const [tagged, setTagged] = useState(0)
  // What the list shows has been confirmed; it must not come back as pending when it is deleted later.
  const drawn = useMemo(() => {
    const listed = new Set<string>(annotations.map(({ id }) => id))
    return pending.filter(({ annotation }) => annotation === null || !listed.has(annotation))
  }, [pending, annotations])
  if (drawn.length < pending.length) setPending(drawn)
  const highlights = useMemo(
    () =>
      drawn.map(({ key, kind, start, end }): Highlight => ({ id: key, kind, start, end, state: 'pending' })),
    [drawn],
  )

  const tag = async (kind: AnnotationKind, { start, end }: { start: number; end: number }) => {
    const key = `pending-${tagged}`
    setTagged(tagged + 1)
    setPending((all) => [...all, { key, kind, start, end, annotation: null }])
    const answer = await attempt('annotation.create', {
      source,
      version,
      place: { by: 'position', ranges: [{ start, end }] },
      body: { kind },
    })
    if (!answer.ok) {
      setPending((all) => all.filter((one) => one.key !== key))
      return
    }
    const { id } = answer.value
    setPending((all) => all.map((one) => (one.key === key ? { ...one, annotation: id } : one)))
    onTagged(id)
  }

  return { pending: highlights, tag }
}

import { useMemo } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import type { Stretch } from './article'
import type { Highlight } from './segments'

type Given = {
  /** In reading order. */
  readonly annotations: readonly Annotation[]
  readonly chosen: AnnotationId | null
  readonly hovered: AnnotationId | null
  /** Passages that are drawn in place of those of the annotation, and whether the disk has them. */
  readonly moved: (annotation: Annotation) => {
    readonly passages: readonly Stretch[]
    readonly pending: boolean
  }
  /** Annotations that the disk does not have yet. */
  readonly pending: readonly Highlight[]
  /** Passages that are kept to become one annotation with the next selection. */
  readonly parts: readonly Stretch[]
}

/** What is drawn over the text. */
export function useHighlights(given: Given): readonly Highlight[] {
  const { annotations, chosen, hovered, moved, pending, parts } = given
  return useMemo(() => {
    const placed = annotations.flatMap((annotation): Highlight[] => {
      const { id, body } = annotation
      const { passages, pending: waits } = moved(annotation)
      const state = waits ? 'pending' : id === chosen ? 'on' : id === hovered ? 'hovered' : 'plain'
      return passages.map(({ start, end }, index) => {
        const part = passages.length === 1 ? {} : { part: `${index + 1} of ${passages.length}` }
        return { id, kind: body.kind, start, end, state, ...part }
      })
    })
    const kept = parts.map(({ start, end }): Highlight => {
      return { id: `part-${start}`, kind: 'part', start, end, state: 'plain' }
    })
    return [...placed, ...pending, ...kept]
  }, [annotations, chosen, hovered, moved, pending, parts])
}

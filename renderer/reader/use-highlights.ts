import { useMemo } from 'react'
import { type Annotation, extentOf } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import { among } from './among'
import type { HighlightsIn, Stretch } from './article'
import type { Highlight } from './segments'

type Given = {
  /** In reading order. */
  readonly annotations: readonly Annotation[]
  readonly chosen: AnnotationId | null
  readonly hovered: AnnotationId | null
  /** Passages that are drawn in place of those of an annotation; its revision on the disk, null until the disk has them. */
  readonly moved: ReadonlyMap<
    AnnotationId,
    { readonly passages: readonly Stretch[]; readonly revision: number | null }
  >
  /** Annotations that the disk does not have yet. */
  readonly pending: readonly Highlight[]
  /** Passages that are kept to become one annotation with the next selection. */
  readonly parts: readonly Stretch[]
}

/** What is drawn over the text; another function when something else is drawn. */
export function useHighlights(given: Given): HighlightsIn {
  const { annotations, chosen, hovered, moved, pending, parts } = given
  const annotationsIn = useMemo(() => among(annotations, ({ target }) => extentOf(target)), [annotations])
  return useMemo(
    () => highlightsOf(annotationsIn, { annotations, chosen, hovered, moved, pending, parts }),
    [annotationsIn, annotations, chosen, hovered, moved, pending, parts],
  )
}

/** The highlights of a stretch are made when they are asked for: of thousands a few stand near the window. */
export function highlightsOf(
  annotationsIn: (stretch: Stretch) => readonly Annotation[],
  { annotations, chosen, hovered, moved, pending, parts }: Given,
): HighlightsIn {
  const elsewhere = moved.size === 0 ? [] : annotations.filter(({ id }) => moved.has(id))
  const drawn = ({ id, body, target }: Annotation): Highlight[] => {
    const extent = moved.get(id)
    const waits = extent?.revision === null
    const state = waits ? 'pending' : id === chosen ? 'on' : id === hovered ? 'hovered' : 'plain'
    const passages = extent?.passages ?? target.ranges.map(({ position }) => position)
    return passages.map(({ start, end }, index) => {
      const part = passages.length > 1 && { part: `${index + 1} of ${passages.length}` }
      return { id, kind: body.kind, start, end, state, ...part }
    })
  }
  const kept = parts.map(({ start, end }): Highlight => {
    return { id: `part-${start}`, kind: 'part', start, end, state: 'plain' }
  })
  return (stretch) => {
    const where = annotationsIn(stretch).filter(({ id }) => !moved.has(id))
    return [...where.flatMap(drawn), ...elsewhere.flatMap(drawn), ...pending, ...kept].filter(
      ({ start, end }) => start < stretch.end && end > stretch.start,
    )
  }
}

import { useMemo, useState } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import type { Stretch } from './article'
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

/** What is drawn over the text. */
export function useHighlights(given: Given): readonly Highlight[] {
  const [collect] = useState(highlightCollector)
  const { annotations, chosen, hovered, moved, pending, parts } = given
  return useMemo(
    () => collect({ annotations, chosen, hovered, moved, pending, parts }),
    [collect, annotations, chosen, hovered, moved, pending, parts],
  )
}

/**
 * Collects highlights again and again. What is equal to what was there before is the same object, so that one more
 * annotation among thousands leaves no garbage and is soon compared.
 */
export function highlightCollector(): (given: Given) => readonly Highlight[] {
  let before: readonly Highlight[] = []
  return ({ annotations, chosen, hovered, moved, pending, parts }) => {
    const drawn: Highlight[] = []
    let next = 0
    const add = (
      id: string,
      kind: Highlight['kind'],
      { start, end }: Stretch,
      state: Highlight['state'],
      part?: string,
    ) => {
      // They come in much the same order as before; a few that are no longer drawn may stand between.
      for (let index = next; index < next + 4; index += 1) {
        const one = before[index]
        if (one === undefined) break
        if (one.start !== start || one.end !== end || one.state !== state) continue
        if (one.kind !== kind || one.id !== id || one.part !== part) continue
        drawn.push(one)
        next = index + 1
        return
      }
      drawn.push({ id, kind, start, end, state, ...(part !== undefined && { part }) })
    }
    for (const { id, body, target } of annotations) {
      const extent = moved.get(id)
      const waits = extent?.revision === null
      const state = waits ? 'pending' : id === chosen ? 'on' : id === hovered ? 'hovered' : 'plain'
      const passages = extent?.passages ?? target.ranges.map(({ position }) => position)
      for (const [index, passage] of passages.entries()) {
        const part = passages.length === 1 ? undefined : `${index + 1} of ${passages.length}`
        add(id, body.kind, passage, state, part)
      }
    }
    for (const highlight of pending) drawn.push(highlight)
    for (const part of parts) add(`part-${part.start}`, 'part', part, 'plain')
    before = drawn
    return drawn
  }
}

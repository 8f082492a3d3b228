import type { EditorView } from '@tiptap/pm/view'
import type { Stretch } from './article'
import { firstOf } from './first-of'
import { type Places, positionOf } from './positions'

const NAMES = ['found', 'found-present'] as const

/** Paints the found passages that lie in the mounted stretches, without an element for any of them. */
export function paintFound(
  view: EditorView,
  places: Places,
  mounted: readonly Stretch[],
  found: readonly Stretch[],
  present: number | null,
): void {
  const others: AbstractRange[] = []
  const chosen: AbstractRange[] = []
  for (const { start, end } of mounted) {
    const first = firstOf(0, found.length, (index) => (found[index]?.end ?? end) > start)
    for (let index = first; index < found.length; index += 1) {
      const passage = found[index]
      if (passage === undefined || passage.start >= end) break
      const range = rangeIn(view, places, {
        start: Math.max(start, passage.start),
        end: Math.min(end, passage.end),
      })
      ;(index === present ? chosen : others).push(range)
    }
  }
  CSS.highlights.set('found', new Highlight(...others))
  CSS.highlights.set('found-present', new Highlight(...chosen))
}

export function clearFound(): void {
  for (const name of NAMES) CSS.highlights.delete(name)
}

function rangeIn(view: EditorView, places: Places, { start, end }: Stretch): AbstractRange {
  const from = view.domAtPos(positionOf(places, start), 1)
  const to = view.domAtPos(positionOf(places, end), -1)
  return new StaticRange({
    startContainer: from.node,
    startOffset: from.offset,
    endContainer: to.node,
    endOffset: to.offset,
  })
}

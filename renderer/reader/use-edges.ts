import { useState } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import { useCommandSet } from '../state/commands'
import { useStatus } from '../state/status'
import type { Article, Stretch } from './article'
import { runsFromTheRight } from './direction'
import { type Edge, moveEdge, passageAt, samePassages } from './extents'
import type { Direction, Moves } from './moves'

type Given = {
  readonly article: Article | null
  readonly moves: Moves
  /** The annotation whose edge is moved; null while none is chosen or nothing may be changed. */
  readonly annotation: Annotation | null
  /** Its passages as they are drawn. */
  readonly passages: readonly Stretch[]
  /** Where the caret is; null while something is selected. */
  readonly caret: number | null
  readonly onMove: (annotation: Annotation, passages: readonly Stretch[]) => void
}

/**
 * Moves an edge of the chosen annotation with Shift and the arrows, by a character or by a word, while the caret stands
 * in it: elsewhere these keys select. The end moves until the other edge is asked for.
 */
export function useEdges({ article, moves, annotation, passages, caret, onMove }: Given): void {
  const status = useStatus()
  const [edge, setEdge] = useState<Edge>('end')
  const ready =
    article !== null &&
    annotation !== null &&
    caret !== null &&
    passages.some(({ start, end }) => start <= caret && caret <= end)

  const move = (unit: 'character' | 'word', direction: Direction) => {
    if (!ready) return
    const index = passageAt(passages, caret)
    const from = passages[index]?.[edge] ?? caret
    const to =
      unit === 'character'
        ? characterEdge(moves, article.projection.text, from, edge, direction)
        : wordEdge(moves, from, edge, direction)
    const moved = moveEdge(passages, index, edge, to)
    if (!samePassages(moved, passages)) onMove(annotation, moved)
    stand(moved[index]?.[edge] ?? from)
  }
  const stand = (at: number) => article?.select(at, at, { scroll: true })
  const turn = () => {
    if (annotation === null) return
    const other = edge === 'end' ? 'start' : 'end'
    setEdge(other)
    status.say(`Shift and the arrows move the ${other} of the ${annotation.body.kind} now.`)
    const passage = passages[passageAt(passages, caret ?? 0)]
    if (passage !== undefined) stand(passage[other])
  }
  // The arrows point where they point: in a paragraph that runs from the right, right is back.
  const turned = ready && runsFromTheRight(article.projection, caret)
  const [right, left] = turned ? (['backward', 'forward'] as const) : (['forward', 'backward'] as const)
  useCommandSet({
    'edge-right': ready ? () => move('character', right) : null,
    'edge-left': ready ? () => move('character', left) : null,
    'edge-right-word': ready ? () => move('word', right) : null,
    'edge-left-word': ready ? () => move('word', left) : null,
    'other-edge': ready ? turn : null,
  })
}

/** A character on or back, and past white space: no passage begins or ends with any. */
function characterEdge(moves: Moves, text: string, from: number, edge: Edge, direction: Direction): number {
  let to = moves.character(from, direction)
  const isBesideSpace = () => /\s/.test(text.charAt(edge === 'end' ? to - 1 : to))
  while (to > 0 && to < text.length && isBesideSpace()) to = moves.character(to, direction)
  return to
}

/** The end of a passage goes from one end of a word to the next, its start from one start to the next. */
function wordEdge(moves: Moves, from: number, edge: Edge, direction: Direction): number {
  if (edge === 'start') return moves.move('word', from, direction)
  return direction === 'forward' ? moves.extend('word', from, 'forward') : moves.endBefore('word', from)
}

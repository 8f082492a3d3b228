import { useState } from 'react'
import { type Annotation, excerptOf } from '../../shared/model/annotation'
import { useCommandSet } from '../state/commands'
import { useStatus } from '../state/status'
import type { Article, Stretch } from './article'
import { type Edge, moveEdge, passageAt } from './extents'
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
  const holdsCaret = caret !== null && passages.some(({ start, end }) => start <= caret && caret <= end)
  const ready = article !== null && annotation !== null && holdsCaret

  const move = (unit: 'character' | 'word', direction: Direction) => {
    if (!ready) return
    const index = passageAt(passages, caret)
    const from = passages[index]?.[edge] ?? caret
    const to =
      unit === 'character' ? moves.character(from, direction) : wordEdge(moves, from, edge, direction)
    const moved = moveEdge(passages, index, edge, to)
    onMove(annotation, moved)
    const at = moved[index]?.[edge] ?? from
    article.select(at, at, { scroll: true })
  }
  const turn = () => {
    if (annotation === null) return
    const other = edge === 'end' ? 'start' : 'end'
    setEdge(other)
    status.say(`Shift and the arrows move the ${other} of the ${annotation.body.kind} now.`)
    const passage = passages[passageAt(passages, caret ?? 0)]
    if (passage !== undefined) article?.select(passage[other], passage[other], { scroll: true })
  }
  useCommandSet({
    'edge-on': ready ? () => move('character', 'forward') : null,
    'edge-back': ready ? () => move('character', 'backward') : null,
    'edge-on-word': ready ? () => move('word', 'forward') : null,
    'edge-back-word': ready ? () => move('word', 'backward') : null,
    'other-edge': ready ? turn : null,
  })
}

/** The end of a passage goes from one end of a word to the next, its start from one start to the next. */
function wordEdge(moves: Moves, from: number, edge: Edge, direction: Direction): number {
  if (edge === 'start') return moves.move('word', from, direction)
  if (direction === 'forward') return moves.extend('word', from, 'forward')
  // Back from the end of a word to the end of the word before: the end that lies before its own start.
  const start = moves.move('word', from, 'backward')
  const before = moves.move('word', start, 'backward')
  return moves.extend('word', before, 'forward')
}

/** What the status bar says of an extent that was saved. */
export function extentWords(annotation: Annotation): string {
  const words = excerptOf(annotation.target)
  const ends = words.length <= 80 ? words : `${words.slice(0, 40).trim()} … ${words.slice(-36).trim()}`
  return `The ${annotation.body.kind} reads “${ends}”.`
}

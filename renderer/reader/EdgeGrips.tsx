import { type PointerEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { Article, Stretch } from './article'
import { isFromTheRight } from './direction'
import { type Edge, moveEdge, samePassages } from './extents'
import type { Moves } from './moves'
import './grips.css'

type Props = {
  readonly article: Article
  readonly moves: Moves
  readonly passages: readonly Stretch[]
  /** While the pointer drags, and once more when it lets go; the extent to go back to when it is given up. */
  readonly onDrag: (passages: readonly Stretch[] | null) => void
  readonly onDrop: (passages: readonly Stretch[]) => void
}

type Grip = { readonly index: number; readonly edge: Edge; readonly left: number; readonly top: number }

/** What the pointer takes hold of at both ends of the chosen passages. The keys do the same, so it needs no name. */
export function EdgeGrips({ article, moves, passages, onDrag, onDrop }: Props) {
  const layer = useRef<HTMLDivElement>(null)
  const [grips, setGrips] = useState<readonly (Grip & { readonly height: number })[]>([])
  const [held, setHeld] = useState<{
    readonly grip: Grip
    readonly passages: readonly Stretch[]
  } | null>(null)
  const shown = held?.passages ?? passages

  useLayoutEffect(() => {
    const place = () => {
      const origin = layer.current?.getBoundingClientRect()
      if (origin !== undefined)
        setGrips(shown.flatMap((passage, index) => gripsOf(article, passage, index, origin)))
    }
    place()
    return article.onLayout(place)
  }, [article, shown])

  const giveUp = held !== null
  const leave = useEffectEvent(() => {
    if (giveUp) onDrag(null)
  })
  // The grips may go while one is held, with the annotation or when nothing may be changed any more.
  useEffect(() => () => leave(), [])
  useEffect(() => {
    if (!giveUp) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      setHeld(null)
      onDrag(null)
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [giveUp, onDrag])

  const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
    if (held === null) return
    const offset = article.offsetAt(clientX, clientY)
    if (offset === null) return
    const { index, edge } = held.grip
    const passage = moves.whole({ start: offset, end: offset })
    const next = moveEdge(held.passages, index, edge, edge === 'start' ? passage.start : passage.end)
    if (samePassages(next, held.passages)) return
    setHeld({ ...held, passages: next })
    onDrag(next)
  }

  return (
    <div ref={layer} className="grips" aria-hidden="true">
      {grips.map(({ index, edge, left, top, height }) => (
        <span
          key={`${index}${edge}`}
          className={held?.grip.index === index && held.grip.edge === edge ? 'grip held' : 'grip'}
          data-edge={edge}
          style={{ left, top, height }}
          onPointerDown={(event) => {
            if (event.button !== 0) return
            event.preventDefault()
            event.currentTarget.setPointerCapture(event.pointerId)
            setHeld({ grip: { index, edge, left, top }, passages })
          }}
          onPointerMove={onPointerMove}
          onPointerUp={() => {
            if (held === null) return
            setHeld(null)
            onDrop(held.passages)
          }}
          onPointerCancel={() => {
            setHeld(null)
            onDrag(null)
          }}
        />
      ))}
    </div>
  )
}

/** Where the grips of one passage stand, from the corner of their layer; none while it is not laid out. */
function gripsOf(article: Article, passage: Stretch, index: number, origin: DOMRect) {
  const { text } = article.projection
  return (['start', 'end'] as const).flatMap((edge) => {
    const offset = edge === 'start' ? passage.start : passage.end - 1
    const letter = article.linesOf({ start: offset, end: offset + 1 })?.[0]
    if (letter === undefined) return []
    // The edge lies before its first letter or behind its last one, whichever way that letter is written.
    const before = (edge === 'start') !== isFromTheRight(text.charAt(offset))
    const left = (before ? letter.left : letter.right) - origin.left
    return [{ index, edge, left, top: letter.top - origin.top, height: letter.height }]
  })
}

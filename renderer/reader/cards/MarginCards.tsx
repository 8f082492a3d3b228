import { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type Annotation, extentOf } from '../../../shared/model/annotation'
import type { AnnotationId } from '../../../shared/model/ids'
import type { CodebookNow } from '../../state/codebook'
import type { Article } from '../article'
import type { PlacedCard } from './arrange-cards'
import { Card, type CardProps } from './Card'
import { Fold } from './Fold'
import { type Cards, idsOf, useCards } from './use-cards'
import './cards.css'

type Props = {
  readonly article: Article
  /** In reading order. */
  readonly annotations: readonly Annotation[]
  /** Names of actors, issues and measures. */
  readonly nameOf: CodebookNow['nameOf']
  readonly chosen: AnnotationId | null
  /** What is pointed at in the text. */
  readonly hovered: AnnotationId | null
  readonly scroller: RefObject<HTMLElement | null>
  readonly onChoose: (annotation: AnnotationId) => void
  /** A card is pointed at or has the focus; null when none is. */
  readonly onHover: (annotation: AnnotationId | null) => void
  /** Goes on to the Inspector with it. */
  readonly onOpen: (annotation: AnnotationId) => void
}

/**
 * A card beside the line of each annotation near the window. They are one stop of the Tab key; arrows walk through all
 * annotations of the text, Enter opens one in the Inspector, Escape goes back to the text. To be drawn behind the
 * text, on what is scrolled with it.
 */
export function MarginCards(props: Props) {
  const { article, annotations, nameOf, chosen, hovered, scroller, onChoose, onHover, onOpen } = props
  const container = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<AnnotationId | null>(null)
  // Called by its first annotation; with another first one it is another fold.
  const [opened, setOpenFold] = useState<AnnotationId | null>(null)
  // Whether one of the cards has the focus, or had it until it was drawn anew in another place.
  const holdsFocus = useRef(false)
  const cards = useCards({ article, annotations, nameOf, chosen, focused, scroller, container })
  const places = useMemo(() => placesOf(annotations, cards), [annotations, cards])

  const elementOf = (id: AnnotationId): HTMLElement | null =>
    container.current?.querySelector<HTMLElement>(`[data-card="${id}"]`) ??
    container.current?.querySelector<HTMLElement>(`[data-fold~="${id}"]`) ??
    null
  useLayoutEffect(() => {
    if (holdsFocus.current && focused !== null) elementOf(focused)?.focus()
  })

  const stands = (id: AnnotationId | null) =>
    id !== null && cards.placed.some((card) => idsOf(card).includes(id))
  const isUnmeasured = (id: AnnotationId) => cards.unmeasured.includes(id)
  const isPlaced = (id: AnnotationId) => cards.placed.some((card) => card.shown !== 'fold' && card.id === id)
  const isOpen = (card: PlacedCard) => card.shown === 'fold' && card.ids[0] === opened
  const openFold = cards.placed.some(isOpen) ? opened : null
  const stop = [focused, chosen, cards.first].find(stands) ?? null

  const goTo = (index: number) => {
    const annotation = annotations[index]
    if (annotation === undefined) return
    const element = elementOf(annotation.id)
    if (element !== null) element.focus()
    else {
      article.reveal(extentOf(annotation.target).start)
      setFocused(annotation.id)
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const button = event.target instanceof HTMLElement ? event.target : null
    const card = button?.dataset.card
    const inFold = button?.dataset.fold?.split(' ') ?? []
    const ids = card === undefined ? inFold : [card]
    const indexes = annotations.flatMap(({ id }, index) => (ids.includes(id) ? [index] : []))
    const from = indexes[0] ?? 0
    const to = openFold !== null && inFold.includes(openFold) ? from - 1 : (indexes.at(-1) ?? 0)
    const annotation = card === undefined ? undefined : annotations[from]
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowRight':
        goTo(to + 1)
        break
      case 'ArrowUp':
      case 'ArrowLeft':
        goTo(from - 1)
        break
      case 'Home':
        goTo(0)
        break
      case 'End':
        goTo(annotations.length - 1)
        break
      case 'Enter':
        if (annotation === undefined) return
        onChoose(annotation.id)
        onOpen(annotation.id)
        break
      case 'Escape':
        leave()
        break
      default:
        return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  /** Out of an open fold, else back to where the caret is in the text. */
  const leave = () => {
    if (openFold !== null) {
      container.current?.querySelector<HTMLElement>(`[data-fold~="${openFold}"]`)?.focus()
      setOpenFold(null)
      return
    }
    const { anchor, head } = article.selection()
    article.select(anchor, head, { focus: true })
  }

  const drawCard = (id: AnnotationId, shown: CardProps['shown'], top: number | null, isStop: boolean) => {
    const index = places.get(id)
    const annotation = index === undefined ? undefined : annotations[index]
    if (index === undefined || annotation === undefined) return null
    return (
      <Card
        key={id}
        annotation={annotation}
        nameOf={nameOf}
        number={index + 1}
        of={annotations.length}
        shown={shown}
        top={top}
        chosen={id === chosen}
        near={id === hovered}
        tabStop={isStop}
        onChoose={onChoose}
        onNear={onHover}
      />
    )
  }
  const drawPlaced = (card: PlacedCard) => {
    const ids = idsOf(card)
    const isStop = stop !== null && ids.includes(stop)
    if (card.shown !== 'fold') {
      return drawCard(card.id, isUnmeasured(card.id) ? 'whole' : card.shown, card.top, isStop)
    }
    const [key = null] = ids
    const open = key !== null && key === openFold
    return (
      <Fold
        key={`fold-${key}`}
        ids={ids}
        top={card.top}
        open={open}
        near={hovered !== null && ids.includes(hovered)}
        tabStop={isStop}
        onOpen={(wish) => setOpenFold(wish ? key : null)}
      >
        {ids.map((id) => drawCard(id, 'line', null, false))}
      </Fold>
    )
  }

  return (
    <div
      ref={container}
      role="group"
      aria-label="Annotations beside the text"
      className="cards"
      style={cards.corner ?? undefined}
    >
      {/* The keys belong to the buttons inside, which hand them up. */}
      <div
        role="presentation"
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          holdsFocus.current = true
          setFocused(annotations.find(({ id }) => id === target.dataset.card)?.id ?? null)
        }}
        onBlur={(event) => {
          if (event.currentTarget.contains(event.relatedTarget)) return
          holdsFocus.current = false
          setFocused(null)
        }}
      >
        {/* One list: what was drawn to be measured goes to its place and is not drawn again. */}
        {[
          ...cards.placed.map(drawPlaced),
          ...cards.unmeasured.filter((id) => !isPlaced(id)).map((id) => drawCard(id, 'unseen', null, false)),
        ]}
      </div>
    </div>
  )
}

/** Where the annotations that have a card are in the list of all. */
function placesOf(
  annotations: readonly Annotation[],
  { placed, unmeasured }: Cards,
): ReadonlyMap<AnnotationId, number> {
  const drawn = new Set([...placed.flatMap(idsOf), ...unmeasured])
  const places = new Map<AnnotationId, number>()
  for (const [index, { id }] of annotations.entries()) if (drawn.has(id)) places.set(id, index)
  return places
}

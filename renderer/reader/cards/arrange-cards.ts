import type { AnnotationId } from '../../../shared/model/ids'
import { driftOf, GAP, placeCards, type Standing } from './place-cards'

/** A card and its height when nothing of it is left out; `line` is where its passage starts. */
export type CardSize = { readonly id: AnnotationId; readonly line: number; readonly height: number }

/** How a card is shown: whole, as one line, or in a fold that opens as a list. Top in pixels of the text. */
export type PlacedCard =
  | { readonly shown: 'whole' | 'line'; readonly id: AnnotationId; readonly top: number }
  | { readonly shown: 'fold'; readonly ids: readonly AnnotationId[]; readonly top: number }

/** Height of a card of one line, and of a fold. */
export const LINE_HEIGHT = 24
/** No card may stand further from its line than about twelve lines of text. */
export const FARTHEST = 320
/** How near to each other the lines of one fold are: one line of text, else half of the way that a card may go. */
const FOLDS = [16, FARTHEST / 2]
/** The raised card reaches over its own height by so much, above and below. */
const RAISED = 6
/** The most cards to have in the page. */
export const MOST = 60

type Item = { readonly cards: readonly CardSize[]; readonly shown: PlacedCard['shown'] }

/**
 * Places for cards in reading order. Where whole cards would stand too far from their lines they are shown as one line
 * each, and where that is not enough they are folded. The chosen card is always whole.
 */
export function arrangeCards(cards: readonly CardSize[], chosen: AnnotationId | null): PlacedCard[] {
  const isChosen = (item: Item) => item.cards.some(({ id }) => id === chosen)
  const tooMany = cards.length > MOST
  const whole = cards.map(
    (card): Item => ({ cards: [card], shown: tooMany && card.id !== chosen ? 'line' : 'whole' }),
  )
  const lines = mendCrowds(whole, isChosen, (crowd) =>
    crowd.map((item) => (isChosen(item) ? item : { ...item, shown: 'line' })),
  )
  const folded = FOLDS.reduce(
    (items, reach) => mendCrowds(items, isChosen, (crowd) => foldNeighbours(crowd, reach, isChosen)),
    lines,
  )
  const tops = placesOf(folded, isChosen)
  return folded.flatMap((item, index): PlacedCard[] => {
    const top = tops[index] ?? 0
    const { cards, shown } = item
    if (shown === 'fold') return [{ shown, ids: cards.map(({ id }) => id), top }]
    return cards.map(({ id }) => ({ shown, id, top }))
  })
}

/** Crowds are cards that touch; `mend` makes those smaller of which one stands too far from its line. */
function mendCrowds(
  items: readonly Item[],
  isChosen: (item: Item) => boolean,
  mend: (crowd: readonly Item[]) => readonly Item[],
): readonly Item[] {
  const standing = standingOf(items, isChosen)
  const tops = placesOf(items, isChosen)
  const crowds: number[][] = []
  for (const index of items.keys()) {
    const before = standing[index - 1]
    const end = before === undefined ? -Infinity : (tops[index - 1] ?? 0) + before.height + GAP
    if ((tops[index] ?? 0) <= end + 0.5) crowds.at(-1)?.push(index)
    else crowds.push([index])
  }
  return crowds.flatMap((indexes) => {
    const crowd = indexes.flatMap((index) => items[index] ?? [])
    const drift = driftOf(
      indexes.flatMap((index) => standing[index] ?? []),
      indexes.map((index) => tops[index] ?? 0),
    )
    return drift > FARTHEST ? mend(crowd) : crowd
  })
}

/** Neighbours whose lines are near each other become one fold; the chosen card stays out of it. */
function foldNeighbours(
  crowd: readonly Item[],
  reach: number,
  isChosen: (item: Item) => boolean,
): readonly Item[] {
  const folds: Item[] = []
  for (const item of crowd) {
    const last = folds.at(-1)
    const near = last !== undefined && lineOf(item) - lineOf(last) <= reach
    if (near && !isChosen(item) && !isChosen(last)) {
      folds.splice(-1, 1, { cards: [...last.cards, ...item.cards], shown: 'fold' })
    } else folds.push(item)
  }
  return folds
}

function placesOf(items: readonly Item[], isChosen: (item: Item) => boolean): number[] {
  const fixed = items.findIndex(isChosen)
  return placeCards(standingOf(items, isChosen), fixed === -1 ? null : fixed)
}

function standingOf(items: readonly Item[], isChosen: (item: Item) => boolean): Standing[] {
  return items.map((item, index) => {
    const next = items[index + 1]
    const isBeside = isChosen(item) || (next !== undefined && isChosen(next))
    return { line: lineOf(item), height: heightOf(item) + (isBeside ? RAISED : 0) }
  })
}

function lineOf({ cards }: Item): number {
  return cards[0]?.line ?? 0
}

function heightOf({ cards, shown }: Item): number {
  return shown === 'whole' ? (cards[0]?.height ?? 0) : LINE_HEIGHT
}

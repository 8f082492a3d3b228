import { assertNever } from '../../shared/model/assert-never'

/** A rectangle of the window, in CSS pixels. */
export type Box = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
export type Size = { readonly width: number; readonly height: number }
export type Side = 'left' | 'right' | 'above' | 'below'

/** From what the card speaks of, and from the edges of the window. */
const GAP = 14
const EDGE = 12

const everySide: readonly Side[] = ['right', 'left', 'below', 'above']

/**
 * Where the card goes: beside what it speaks of, on the first of these sides that has room, then on any side. Where no side
 * has room, or there is nothing to point at, in that corner of the window which hides the least of it. `bottom` is kept free.
 */
export function placeCard(
  target: Box | null,
  card: Size,
  window: Size,
  { sides, bottom }: { readonly sides: readonly Side[]; readonly bottom: number },
): { left: number; top: number } {
  const most = { left: window.width - EDGE - card.width, top: window.height - bottom - EDGE - card.height }
  const clamp = ({ left, top }: { left: number; top: number }) => ({
    left: Math.max(EDGE, Math.min(left, most.left)),
    top: Math.max(EDGE, Math.min(top, most.top)),
  })
  const corners = [
    { left: most.left, top: most.top },
    { left: EDGE, top: most.top },
    { left: most.left, top: EDGE },
    { left: EDGE, top: EDGE },
  ].map(clamp)
  const [first = { left: EDGE, top: EDGE }] = corners
  if (target === null) return first
  const hidden = (place: { left: number; top: number }) => overlap(target, boxAt(place, card))
  const beside = [...sides, ...everySide].map((side) => clamp(placeOn(side, target, card)))
  const least = (places: readonly { left: number; top: number }[]) =>
    places.reduce((best, place) => (hidden(place) < hidden(best) ? place : best), first)
  return beside.find((place) => hidden(place) === 0) ?? least(corners)
}

function placeOn(side: Side, target: Box, { width, height }: Size): { left: number; top: number } {
  switch (side) {
    case 'left':
      return { left: target.left - GAP - width, top: target.top }
    case 'right':
      return { left: target.right + GAP, top: target.top }
    case 'above':
      return { left: target.left, top: target.top - GAP - height }
    case 'below':
      return { left: target.left, top: target.bottom + GAP }
    default:
      return assertNever(side)
  }
}

function boxAt({ left, top }: { left: number; top: number }, { width, height }: Size): Box {
  return { left, top, right: left + width, bottom: top + height }
}

/** How much two boxes have in common, in square pixels. */
function overlap(one: Box, two: Box): number {
  const width = Math.min(one.right, two.right) - Math.max(one.left, two.left)
  const height = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top)
  return Math.max(0, width) * Math.max(0, height)
}

/** A card that wants to stand at `line`; lengths are CSS pixels from the top of the text. */
export type Standing = { readonly line: number; readonly height: number }

/** Distance between two cards. */
export const GAP = 10

/**
 * Tops for cards in reading order, at least `GAP` apart: each at its line, or as little below it as the cards before it
 * leave room. The `fixed` one stands exactly at its line, and those before it give way upwards; only the top of the text
 * is stronger.
 */
export function placeCards(cards: readonly Standing[], fixed: number | null): number[] {
  // Without the heights of the cards before it, each card has one wish, and places must not decrease.
  const before = heightsBefore(cards)
  const wishes = cards.map(({ line }, index) => line - (before[index] ?? 0))
  const kept = fixed === null ? null : Math.max(0, wishes[fixed] ?? 0)
  let place = 0
  return wishes.map((wish, index) => {
    const isBefore = fixed !== null && index <= fixed
    place = kept !== null && isBefore ? Math.min(Math.max(place, wish), kept) : Math.max(place, wish)
    if (kept !== null && index === fixed) place = kept
    return place + (before[index] ?? 0)
  })
}

/** How far the card that moved most stands from its line. */
export function driftOf(cards: readonly Standing[], tops: readonly number[]): number {
  return cards.reduce((most, { line }, index) => Math.max(most, Math.abs((tops[index] ?? line) - line)), 0)
}

function heightsBefore(cards: readonly Standing[]): number[] {
  let sum = 0
  return cards.map(({ height }) => {
    const before = sum
    sum += height + GAP
    return before
  })
}

/** A card that wants to stand at `line`; lengths are CSS pixels from the top of the text. */
export type Standing = { readonly line: number; readonly height: number }

type Bounds = { readonly lowest: number; readonly highest: number }

/** Distance between two cards. */
export const GAP = 10

/**
 * Tops for cards in reading order: at least `GAP` apart, none above the text, and together as near to their lines as
 * that allows. Of cards that collide the first keeps its line where it can. The `fixed` one stands exactly at its line,
 * and the others give way upwards and downwards; only the top of the text is stronger.
 */
export function placeCards(cards: readonly Standing[], fixed: number | null): number[] {
  // Without the heights of the cards before it, each card has one wish, and wishes must not decrease.
  const before = heightsBefore(cards)
  const wishes = cards.map(({ line }, index) => line - (before[index] ?? 0))
  const kept = fixed === null ? null : Math.max(0, wishes[fixed] ?? 0)
  const settled =
    fixed === null || kept === null
      ? settle(wishes, { lowest: 0, highest: Infinity })
      : [
          ...settle(wishes.slice(0, fixed), { lowest: 0, highest: kept }),
          kept,
          ...settle(wishes.slice(fixed + 1), { lowest: kept, highest: Infinity }),
        ]
  return settled.map((place, index) => place + (before[index] ?? 0))
}

/** How far the card that moved most stands from its line. */
export function driftOf(cards: readonly Standing[], tops: readonly number[]): number {
  return cards.reduce((most, { line }, index) => Math.max(most, Math.abs((tops[index] ?? line) - line)), 0)
}

/**
 * The non-decreasing numbers within the bounds that are nearest to the wishes, by the sum of the distances: neighbours
 * in the wrong order are pooled at the median of their wishes (pool adjacent violators).
 */
function settle(wishes: readonly number[], { lowest, highest }: Bounds): number[] {
  const pools: { readonly wishes: readonly number[]; readonly place: number }[] = []
  for (const wish of wishes) {
    let pool = { wishes: [wish], place: wish }
    for (let last = pools.at(-1); last !== undefined && last.place > pool.place; last = pools.at(-1)) {
      pools.pop()
      const both = [...last.wishes, ...pool.wishes].toSorted((a, b) => a - b)
      // Of two middle ones the greater: the first of two cards stays where it is.
      pool = { wishes: both, place: both[both.length >> 1] ?? pool.place }
    }
    pools.push(pool)
  }
  return pools.flatMap(({ wishes: pooled, place }) =>
    pooled.map(() => Math.min(Math.max(place, lowest), highest)),
  )
}

function heightsBefore(cards: readonly Standing[]): number[] {
  let sum = 0
  return cards.map(({ height }) => {
    const before = sum
    sum += height + GAP
    return before
  })
}

/** Something that has a place in an old and a new order; `weight` is how much speaks for it. */
export type Link = { readonly to: number; readonly weight: number }

/**
 * Which of the links, given in their old order, stay in that order in the new one: those that weigh most together. What is
 * not among them has moved.
 */
export function heaviestChain(links: readonly Link[]): Set<number> {
  const ranks = new Int32Array(links.length)
  const byPlace = links.map((_, index) => index).toSorted((a, b) => toOf(links, a) - toOf(links, b))
  for (const [rank, index] of byPlace.entries()) ranks[index] = rank + 1
  // A Fenwick tree: at each place the heaviest chain that ends at or before it.
  const heaviest = new Int32Array(links.length + 1).fill(-1)
  const weights = new Float64Array(links.length)
  const previous = new Int32Array(links.length)
  let last = -1
  for (const [index, { weight }] of links.entries()) {
    let before = -1
    for (let at = (ranks[index] ?? 0) - 1; at > 0; at -= at & -at)
      before = heavier(weights, before, heaviest[at] ?? -1)
    previous[index] = before
    weights[index] = weight + (before === -1 ? 0 : (weights[before] ?? 0))
    for (let at = ranks[index] ?? 0; at <= links.length; at += at & -at)
      heaviest[at] = heavier(weights, heaviest[at] ?? -1, index)
    last = heavier(weights, last, index)
  }
  const chain = new Set<number>()
  for (let at = last; at !== -1; at = previous[at] ?? -1) chain.add(at)
  return chain
}

function toOf(links: readonly Link[], index: number): number {
  return links[index]?.to ?? 0
}

function heavier(weights: Float64Array, one: number, two: number): number {
  if (one === -1 || two === -1) return Math.max(one, two)
  return (weights[two] ?? 0) > (weights[one] ?? 0) ? two : one
}

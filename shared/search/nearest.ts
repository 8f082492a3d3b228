/**
 * The shortest stretch that has a place of each list in it; every list is in order and not empty. Where several are as
 * short, the first.
 */
export function nearest(lists: readonly (readonly number[])[]): {
  readonly start: number
  readonly length: number
} {
  const at = lists.map(() => 0)
  let best = { start: 0, length: Number.POSITIVE_INFINITY }
  for (;;) {
    const here = lists.map((list, index) => list[at[index] ?? 0] ?? 0)
    const start = Math.min(...here)
    const length = Math.max(...here) - start
    if (length < best.length) best = { start, length }
    const first = here.indexOf(start)
    const next = (at[first] ?? 0) + 1
    if (next >= (lists[first]?.length ?? 0)) return best
    at[first] = next
  }
}

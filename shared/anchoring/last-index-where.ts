/**
 * Index of the last entry that passes `test`, which holds up to some place in the list and not behind it; 0 when it
 * holds for none. A binary search.
 */
export function lastIndexWhere<Entry>(
  list: readonly Entry[],
  test: (entry: Entry, index: number) => boolean,
): number {
  let low = 0
  let high = list.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const entry = list[middle]
    if (entry !== undefined && test(entry, middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** The first number from `low` to `high` that passes a test which holds from some number on; `high` when none does. */
export function firstOf(low: number, high: number, test: (index: number) => boolean): number {
  let first = low
  let last = high
  while (first < last) {
    const middle = (first + last) >> 1
    if (test(middle)) last = middle
    else first = middle + 1
  }
  return first
}

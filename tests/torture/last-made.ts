/** Makes what belongs to a number, and keeps the last one: runs that follow each other share it. */
export function lastMade<Value>(
  make: (number: number) => Promise<Value>,
): (number: number) => Promise<Value> {
  let last: { readonly number: number; readonly value: Promise<Value> } | null = null
  return (number) => {
    if (last?.number !== number) last = { number, value: make(number) }
    return last.value
  }
}

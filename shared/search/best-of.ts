/** Keeps the first few of many in an order, without putting all of them in order: a heap with the last of them on top. */
export class BestOf<Value> {
  readonly #heap: Value[] = []
  /** How many there were. */
  offered = 0

  constructor(
    private readonly most: number,
    private readonly compare: (a: Value, b: Value) => number,
  ) {}

  offer(value: Value): void {
    this.offered += 1
    const heap = this.#heap
    if (heap.length < this.most) {
      heap.push(value)
      this.#rise(heap.length - 1)
      return
    }
    const [last] = heap
    if (last === undefined || this.compare(value, last) >= 0) return
    heap[0] = value
    this.#sink()
  }

  sorted(): Value[] {
    return this.#heap.toSorted(this.compare)
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!this.#swapIfLater(at, parent)) return
      at = parent
    }
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      const child = this.#isLater(left + 1, left) ? left + 1 : left
      if (!this.#swapIfLater(child, at)) return
      at = child
    }
  }

  /** True when the value at `a` comes after the one at `b`. */
  #isLater(a: number, b: number): boolean {
    const one = this.#heap[a]
    const two = this.#heap[b]
    return one !== undefined && two !== undefined && this.compare(one, two) > 0
  }

  #swapIfLater(child: number, parent: number): boolean {
    const one = this.#heap[child]
    const two = this.#heap[parent]
    if (one === undefined || two === undefined || !this.#isLater(child, parent)) return false
    this.#heap[parent] = one
    this.#heap[child] = two
    return true
  }
}

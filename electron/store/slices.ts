import { setImmediate as breathe } from 'node:timers/promises'

/** What is done in one go at most, in milliseconds, beside the one thing that ends it. */
const SLICE_MS = 8

/**
 * Lets jobs that are under way side by side work in turns with whatever else the process has to do: once a slice of time is
 * used up, all of them wait until everything else had its turn.
 */
export class Slices {
  #began: number
  #next: Promise<void> | null = null

  constructor(private readonly now = () => performance.now()) {
    this.#began = now()
  }

  /** Does one piece of work as soon as there is time for it. */
  async run<Value>(work: () => Value): Promise<Value> {
    while (this.#isOver) await this.#turn()
    // At once: of all that waited, none may work on the word of a look at the clock that another one made old.
    return work()
  }

  /** Does a small piece of work with each of very many items. */
  async each<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
    for (const item of items) {
      while (this.#isOver) await this.#turn()
      work(item)
    }
  }

  get #isOver(): boolean {
    return this.now() - this.#began > SLICE_MS
  }

  #turn(): Promise<void> {
    this.#next ??= this.#begin()
    return this.#next
  }

  async #begin(): Promise<void> {
    await breathe()
    this.#began = this.now()
    this.#next = null
  }
}

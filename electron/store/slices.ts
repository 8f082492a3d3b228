import { setImmediate as breathe } from 'node:timers/promises'

/** What is done in one go at most, in milliseconds, beside the one thing that ends it. */
const SLICE_MS = 8

/**
 * Lets many jobs that work side by side take turns with whatever else the process has to do. Each asks for a turn before it
 * works; once a slice is used up, all of them wait until everything else had its turn.
 */
export class Slices {
  #began = performance.now()
  #next: Promise<void> | null = null

  /** Resolves when there is time to work on. */
  async turn(): Promise<void> {
    while (performance.now() - this.#began > SLICE_MS) {
      this.#next ??= this.#begin()
      await this.#next
    }
  }

  async #begin(): Promise<void> {
    await breathe()
    this.#began = performance.now()
    this.#next = null
  }
}

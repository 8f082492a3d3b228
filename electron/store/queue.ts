/** Runs jobs one after another, in the order in which they came. A job that fails does not hold up the next. */
export class Queue {
  #tail: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** True when no job is running or waiting. */
  get isIdle(): boolean {
    return this.#waiting === 0
  }

  run<Value>(job: () => Promise<Value>): Promise<Value> {
    this.#waiting += 1
    const done = this.#tail.then(job).finally(() => {
      this.#waiting -= 1
    })
    this.#tail = done.catch(() => undefined)
    return done
  }
}

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

/**
 * Runs `job` when its turn has come in every one of the queues, and holds all of them up until it is done. It waits in
 * each of them before the next is asked for.
 */
export async function inTurnOfAll<Value>(queues: Iterable<Queue>, job: () => Promise<Value>): Promise<Value> {
  const turns: Promise<void>[] = []
  const leaving: (() => void)[] = []
  for (const queue of queues) {
    const left = new Promise<void>((leave) => {
      leaving.push(leave)
    })
    turns.push(
      new Promise((come) => {
        void queue.run(async () => {
          come()
          await left
        })
      }),
    )
  }
  try {
    await Promise.all(turns)
    return await job()
  } finally {
    for (const leave of leaving) leave()
  }
}

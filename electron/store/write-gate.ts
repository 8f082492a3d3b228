import { Failure, type Reason } from '../../shared/contract/failure'
import { UnfinishedChange } from './change-together'
import { Queue } from './queue'

/** Why a notebook cannot be written to, in a sentence. */
export type ReadOnly = { readonly reason: Reason; readonly message: string }

/** Why nothing may be written, or else the lock that lets us write; a notebook in the making needs none. */
export type Access = {
  readonly readOnly: ReadOnly | null
  readonly lock: { readonly hold: () => Promise<void> } | null
}

/** Every change of a notebook passes here: it is refused in words when nothing may be written. */
export class WriteGate {
  /** Once a change of several documents is certain but not made, nothing else may be. */
  #unfinished: Failure | null = null
  /** There is room to note down one change of several documents at a time. */
  readonly #together = new Queue()
  /** Changes go on in the order in which they came, though each has to look at the lock first. */
  readonly #holding = new Queue()
  readonly #running = new Set<Promise<unknown>>()
  #closed = false

  /** `onSaved` is called after each change that is on the disk. */
  constructor(
    private readonly access: Access,
    private readonly onSaved: () => void,
  ) {}

  async pass<Value>(change: () => Promise<Value>): Promise<Value> {
    const { readOnly, lock } = this.access
    if (readOnly !== null) throw new Failure(readOnly.reason, readOnly.message)
    if (this.#closed) {
      throw new Failure(
        'unavailable',
        'The notebook was closed, so the change was not saved; open it and try again.',
      )
    }
    this.expectFinished()
    const running = this.#holding.run(async () => lock?.hold()).then(change)
    this.#running.add(running)
    try {
      const value = await running
      this.onSaved()
      return value
    } finally {
      this.#running.delete(running)
    }
  }

  /** As before a change: a lock that went away is taken again. False where somebody else has the notebook by now. */
  async isOurs(): Promise<boolean> {
    const { lock } = this.access
    return this.#holding
      .run(async () => lock?.hold())
      .then(
        () => true,
        () => false,
      )
  }

  /** Runs a change of several documents when no other one is being made. */
  allOrNone<Value>(change: () => Promise<Value>): Promise<Value> {
    return this.#together.run(async () => {
      this.expectFinished()
      try {
        return await change()
      } catch (error) {
        if (error instanceof UnfinishedChange) this.#unfinished = error
        throw error
      }
    })
  }

  /** To be asked again by a change that has waited: what it waited for may have been one that is to overwrite its files. */
  expectFinished(): void {
    if (this.#unfinished !== null) throw this.#unfinished
  }

  /** Refuses what comes, and resolves when nothing is being saved any more. */
  async close(): Promise<void> {
    this.#closed = true
    while (this.#running.size > 0) await Promise.allSettled(this.#running)
  }
}

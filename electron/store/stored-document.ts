import { Low } from 'lowdb'
import { Failure } from '../../shared/contract/failure'
import { asNewest } from './as-newest'
import type { StagedChange } from './change-together'
import { ChangedOutside } from './changed-outside'
import { documentName } from './document-name'
import { DurableAdapter } from './durable-adapter'
import type { Home } from './home'
import { Queue } from './queue'
import type { DocumentFile } from './read-state'
import { waysBack } from './ways-back'

export type Changed<T> = { readonly before: T; readonly after: T }

/** A document in memory, and which state of it that is. */
export type Known = { readonly document: object; readonly sequence: number }

/** One document of the notebook: read when it is first asked for, changed one change after another. */
export class StoredDocument<T extends object> {
  readonly #adapter: DurableAdapter<T>
  readonly #low: Low<T | null>
  readonly #queue = new Queue()
  /** What is known to be on the disk. lowdb's own `data` is what was last tried, and is asked only once it was read. */
  #value: T | null = null
  /** What windows saw before another program wrote something else. */
  #outdone: T | null = null
  #loading: Promise<T> | null = null

  /** `ifAbsent` is the value before the first write; null when the file must be there. */
  constructor(
    private readonly home: Home,
    private readonly file: DocumentFile<T>,
    private readonly ifAbsent: T | null = null,
  ) {
    this.#adapter = new DurableAdapter<T>(home, file, ifAbsent !== null)
    this.#low = new Low<T | null>(this.#adapter, null)
  }

  /** The value as it was last saved. */
  async read(): Promise<T> {
    if (this.#value !== null) return this.#value
    // Kept only while it runs, so that a failed reading is tried anew by the next caller.
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null
    })
    return this.#loading
  }

  /** What was read or saved last; null before that. */
  get known(): Known | null {
    const { sequence } = this.#adapter
    return this.#value === null || sequence === null ? null : { document: this.#value, sequence }
  }

  /**
   * Save what `fn` makes of the value. Memory changes only after the disk has it; when `fn` or the disk refuses,
   * both are as they were. A value returned unchanged is not written. Where another program changed the file, what that
   * wrote is the value from then on.
   */
  change(fn: (value: T) => T): Promise<Changed<T>> {
    return this.#queue.run(async () => {
      this.home.expectFinished?.()
      const before = await this.#readNewest()
      const after = fn(before)
      if (after === before) return { before, after }
      this.#low.data = after
      await this.#unlessOutside(this.#low.write())
      this.#value = after
      return { before, after }
    })
  }

  /** Runs `job` while nobody else changes the document. */
  hold<Value>(job: () => Promise<Value>): Promise<Value> {
    return this.#queue.run(job)
  }

  /**
   * As `change`, as a part of a change of several documents: what `fn` makes of the value is laid beside the file; null
   * when it is returned unchanged. Nobody else may change the document until that is settled or given up.
   */
  async stage(fn: (value: T) => T): Promise<StagedChange | null> {
    const before = await this.#readNewest()
    const after = fn(before)
    if (after === before) return null
    const { lastLook, settle, ...staged } = await this.#unlessOutside(this.#adapter.stage(after))
    return {
      ...staged,
      lastLook: () => this.#unlessOutside(lastLook()),
      settle: () => {
        settle()
        this.#value = after
      },
    }
  }

  /**
   * Look at the file again: where it is damaged or gone what is known of it is put back, also from backups, and where another
   * program changed it that is read when it is asked for.
   */
  lookAgain(): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#value === null) {
        this.#adapter.doubt()
        await this.read()
      } else if (!(await this.#adapter.isStill(this.#value))) {
        this.#giveUp()
      }
    })
  }

  /** As `lookAgain` where something was saved, for whoever is about to forget it. It fails no one. */
  async lookBack(): Promise<void> {
    if (this.#adapter.wrote) await this.lookAgain().catch(() => undefined)
  }

  /** The value for a change of it: where a later state turns up beside it, this one bears revisions that nobody has seen. */
  async #readNewest(): Promise<T> {
    const value = await this.read()
    const later = await this.#adapter.keepLater(value)
    if (later === null) return value
    this.#value = asNewest(documentName(this.file.name), value, { states: [later], lost: false })
    return this.#value
  }

  async #unlessOutside<Value>(saving: Promise<Value>): Promise<Value> {
    try {
      return await saving
    } catch (error) {
      if (error instanceof ChangedOutside) this.#giveUp()
      throw error
    }
  }

  /** What another program wrote is the value from now on, though it may be an earlier state. */
  #giveUp(): void {
    this.#outdone = this.#value
    this.#value = null
  }

  async #load(): Promise<T> {
    // Where there is no file lowdb leaves what was last tried, which may have been refused.
    this.#low.data = null
    await this.#low.read()
    const value = this.#low.data ?? this.ifAbsent
    if (value === null) {
      const message = `${this.file.name} is damaged: it is missing. ${waysBack(this.file.name)}`
      throw new Failure('damaged', message)
    }
    const name = documentName(this.file.name)
    const seen = { states: [this.#outdone], lost: false }
    this.#value = this.#outdone === null ? value : asNewest(name, value, seen)
    this.#outdone = null
    return this.#value
  }
}

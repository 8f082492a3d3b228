import type { SourceSummary } from '../../shared/model/notebook'
import { dropCatalogue, writeCatalogue } from './catalogue-file'
import type { FileSystem } from './file-system'
import { Queue } from './queue'

/** Calls `job` some time later, unless the answer is called before. */
export type Later = (job: () => void) => () => void

/** Long enough that a researcher at work is not slowed down by it; a crash before it costs no more than some reading. */
const IDLE_MS = 15_000

/** After a while without changes. It does not keep a process running. */
export const whenIdle: Later = (job) => {
  const timer = setTimeout(job, IDLE_MS).unref()
  return () => clearTimeout(timer)
}

/** Brings the catalogue on the disk up to date when nothing else happens, and at the end. */
export class CatalogueWriter {
  readonly #queue = new Queue()
  #stale = false
  #cancel: (() => void) | null = null

  constructor(
    private readonly fs: FileSystem,
    private readonly notebook: string,
    private readonly list: () => readonly SourceSummary[],
    private readonly later: Later,
  ) {}

  /** To be called after each change of the library. */
  markStale(): void {
    this.#stale = true
    this.#cancel?.()
    this.#cancel = this.later(() => {
      // Should this fail, the catalogue is still stale and is written after the next change or at the end.
      this.#write().catch(() => undefined)
    })
  }

  /** Write what is still to be written. A catalogue that cannot be written is removed rather than left to mislead. */
  async finish(): Promise<void> {
    this.#cancel?.()
    try {
      await this.#write()
    } catch {
      await dropCatalogue(this.fs, this.notebook).catch(() => undefined)
    }
  }

  #write(): Promise<void> {
    return this.#queue.run(async () => {
      if (!this.#stale) return
      this.#stale = false
      try {
        await writeCatalogue(this.fs, this.notebook, this.list())
      } catch (error) {
        this.#stale = true
        throw error
      }
    })
  }
}

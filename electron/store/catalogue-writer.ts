import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { dropCatalogue, writeCatalogue } from './catalogue-file'
import type { FileSystem } from './file-system'
import { Queue } from './queue'
import type { SourceStamps } from './source-stamps'

/** Calls `job` some time later, unless the answer is called before. */
export type Later = (job: () => void) => () => void

/** Long enough that a researcher at work is not slowed down by it; a crash before it costs no more than some reading. */
const IDLE_MS = 15_000

/** After a while without changes. It does not keep a process running. */
export const whenIdle: Later = (job) => {
  const timer = setTimeout(job, IDLE_MS).unref()
  return () => clearTimeout(timer)
}

/** What the catalogue is written from. */
export type CatalogueOrigin = {
  readonly list: () => readonly SourceSummary[]
  readonly stamps: SourceStamps
  /** The stamp of a source while none of its changes is under way. */
  readonly look: (id: SourceId) => Promise<string | null>
  /** False where somebody else writes it by now. */
  readonly isOurs: () => Promise<boolean>
}

/** Brings the catalogue on the disk up to date when nothing else happens, and at the end. */
export class CatalogueWriter {
  readonly #queue = new Queue()
  #stale = false
  #finished = false
  #cancel: (() => void) | null = null

  constructor(
    private readonly fs: FileSystem,
    private readonly notebook: string,
    private readonly origin: CatalogueOrigin,
    private readonly later: Later,
  ) {}

  /** To be called after each change of the library. Once finished, somebody else may be the writer. */
  markStale(): void {
    if (this.#finished) return
    this.#stale = true
    this.#cancel?.()
    this.#cancel = this.later(() => {
      // Should this fail, the catalogue is still stale and is written after the next change or at the end.
      this.#write().catch(() => undefined)
    })
  }

  /** Write what is still to be written. A catalogue that cannot be written is removed rather than left to mislead. */
  async finish(): Promise<void> {
    this.#finished = true
    this.#cancel?.()
    try {
      await this.#write()
    } catch {
      await dropCatalogue(this.fs, this.notebook).catch(() => undefined)
    }
  }

  #write(): Promise<void> {
    return this.#queue.run(async () => {
      const { list, stamps, look, isOurs } = this.origin
      if (!this.#stale || !(await isOurs())) return
      this.#stale = false
      try {
        // First the stamps: a change that comes in between makes the summary newer than its stamp, which only costs
        // another reading; the other way round it would never be noticed.
        await stamps.lookAtTouched(look)
        const sources = list()
        const known = sources.map(({ id }) => stamps.get(id) ?? '')
        await writeCatalogue(this.fs, this.notebook, sources, known)
      } catch (error) {
        this.#stale = true
        throw error
      }
    })
  }
}

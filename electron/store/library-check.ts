import type { SourceId } from '../../shared/model/ids'
import type { Later } from './catalogue-writer'
import { FILES_AT_ONCE, inParallel } from './in-parallel'

/** Between two batches, so that whoever uses the notebook has the disk for most of the time. */
const PAUSE_MS = 20

/** Goes through sources once, a few at a time, when nothing else has happened for a while. It keeps no process running. */
export class LibraryCheck {
  #cancel: () => void
  #batch: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(
    private readonly list: () => readonly SourceId[],
    private readonly check: (id: SourceId) => Promise<void>,
    later: Later,
    private readonly pause = PAUSE_MS,
  ) {
    this.#cancel = later(() => this.#continue(this.list()))
  }

  /** Resolves when nothing of it is running any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancel()
    await this.#batch
  }

  #continue(left: readonly SourceId[]): void {
    if (this.#stopped || left.length === 0) return
    this.#batch = this.#lookAt(left)
  }

  async #lookAt(left: readonly SourceId[]): Promise<void> {
    await inParallel(left.slice(0, FILES_AT_ONCE), FILES_AT_ONCE, this.check)
    if (this.#stopped) return
    const timer = setTimeout(() => this.#continue(left.slice(FILES_AT_ONCE)), this.pause).unref()
    this.#cancel = () => clearTimeout(timer)
  }
}

import type { SourceId } from '../../shared/model/ids'
import type { Home } from './home'
import { SourceDocuments } from './source-documents'

/** Room for this many documents: some twenty megabytes of annotations at most. */
const DOCUMENTS_KEPT = 128

/** Keeps the documents of the sources used last in memory, and no more than that; with no capacity, nothing. */
export class SourceShelf {
  /** The one used last is at the end. */
  readonly #kept = new Map<SourceId, SourceDocuments>()

  constructor(
    private readonly home: Home,
    private readonly capacity = DOCUMENTS_KEPT,
  ) {}

  /** There is never more than one object for a source that is being changed, so that its changes stay in order. */
  of(id: SourceId): SourceDocuments {
    if (this.capacity === 0) return new SourceDocuments(this.home, id)
    const documents = this.#kept.get(id) ?? new SourceDocuments(this.home, id)
    this.#kept.delete(id)
    this.#kept.set(id, documents)
    this.#makeRoom(documents)
    return documents
  }

  /** Those that are in memory. */
  all(): readonly SourceDocuments[] {
    return [...this.#kept.values()]
  }

  #makeRoom(justUsed: SourceDocuments): void {
    let weight = 0
    for (const documents of this.#kept.values()) weight += documents.weight
    for (const [id, documents] of this.#kept) {
      if (weight <= this.capacity) return
      if (documents === justUsed || !documents.queue.isIdle) continue
      weight -= documents.weight
      this.#kept.delete(id)
    }
  }
}

import type { SourceId } from '../../shared/model/ids'
import type { Home } from './home'
import { SourceDocuments } from './source-documents'

/** Room for this many documents: some twenty megabytes of annotations at most. */
const DOCUMENTS_KEPT = 128

/**
 * Keeps the documents of the sources used last in memory, and no more than that; with no capacity, nothing. Whoever still
 * has documents that it let go shares them with all who ask for them meanwhile.
 */
export class SourceShelf {
  /** The one used last is at the end. */
  readonly #kept = new Map<SourceId, SourceDocuments>()
  /** Those that were let go, as long as somebody has them: he may wait for something, and change them then. */
  readonly #letGo = new Map<SourceId, WeakRef<SourceDocuments>>()

  constructor(
    private readonly home: Home,
    private readonly capacity = DOCUMENTS_KEPT,
  ) {}

  /** There is never more than one object in use for a source, so that its changes stay in order. */
  of(id: SourceId): SourceDocuments {
    if (this.capacity === 0) return new SourceDocuments(this.home, id)
    const known = this.#kept.get(id) ?? this.#letGo.get(id)?.deref()
    const documents = known ?? new SourceDocuments(this.home, id)
    this.#letGo.delete(id)
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
      this.#letGo.set(id, new WeakRef(documents))
    }
  }
}

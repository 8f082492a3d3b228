import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'

/** The summaries of all sources, kept in memory and true to every change. */
export class Library {
  readonly #summaries: Map<SourceId, SourceSummary>
  #ordered: readonly SourceSummary[] | null = null

  /** The map becomes that of the library, so that opening a large notebook does not copy it. */
  constructor(summaries: Map<SourceId, SourceSummary>) {
    this.#summaries = summaries
  }

  has(id: SourceId): boolean {
    return this.#summaries.has(id)
  }

  get(id: SourceId): SourceSummary | null {
    return this.#summaries.get(id) ?? null
  }

  /** Ordered by when a source was added, then by id so that the order is total. */
  list(): readonly SourceSummary[] {
    this.#ordered ??= [...this.#summaries.values()].toSorted(byAdded)
    return this.#ordered
  }

  set(summary: SourceSummary): void {
    this.#summaries.set(summary.id, summary)
    this.#ordered = null
  }

  remove(id: SourceId): void {
    this.#summaries.delete(id)
    this.#ordered = null
  }
}

function byAdded(a: SourceSummary, b: SourceSummary): number {
  if (a.added !== b.added) return a.added < b.added ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

import type { Annotation } from '../../shared/model/annotation'
import { openDecisions } from '../../shared/model/annotations-in'
import type { SourceId } from '../../shared/model/ids'
import { type KindCounts, noCounts, type SourceSummary } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'

/** How many annotations there are: of each kind, and those that nobody has decided about since a new version came. */
export type Tally = { readonly counts: KindCounts; readonly undecided: number }

export const noTally: Tally = { counts: noCounts, undecided: 0 }

/** What the library shows of a source with these annotations. */
export function summarise(source: Source, { counts, undecided }: Tally): SourceSummary {
  const { title, outlet, via, authors, published, updated, kind } = source.details
  const { id, status, added, versions } = source
  return {
    id,
    title,
    outlet,
    via,
    authors,
    published,
    updated,
    kind,
    status,
    added,
    counts,
    ...(versions.length > 1 && { versions: versions.length }),
    ...(undecided > 0 && { undecided }),
  }
}

/** The tally that a summary was made with. */
export function tallyIn({ counts, undecided = 0 }: SourceSummary): Tally {
  return { counts, undecided }
}

export function tallyOf(annotations: readonly Annotation[]): Tally {
  const counts = { ...noCounts }
  for (const { body } of annotations) counts[body.kind] += 1
  return { counts, undecided: openDecisions(annotations).length }
}

export function addTallies(one: Tally, two: Tally): Tally {
  const counts = {
    claim: one.counts.claim + two.counts.claim,
    figure: one.counts.figure + two.counts.figure,
    position: one.counts.position + two.counts.position,
  }
  return { counts, undecided: one.undecided + two.undecided }
}

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

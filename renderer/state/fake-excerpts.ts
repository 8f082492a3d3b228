import { compareClaims } from '../../shared/comparison/claims'
import { createExcerptTable } from '../../shared/comparison/excerpt-table'
import { compareFigures } from '../../shared/comparison/figures'
import { comparePositions } from '../../shared/comparison/positions'
import type { Handlers } from '../../shared/contract/dispatch'
import type { Annotation } from '../../shared/model/annotation'
import type { Books } from '../../shared/model/edit-codebook'
import type { SourceSummary } from '../../shared/model/notebook'

/** What is in a notebook in memory when a call asks for it. */
export type FakeExcerpts = {
  /** In the order of the library and of reading, as they read today. */
  readonly annotations: () => readonly Annotation[]
  readonly sources: () => readonly SourceSummary[]
  readonly books: () => Books
}

/** The table of excerpts and the comparisons of a notebook in memory: the same code as a host's, without what it keeps. */
export function fakeExcerptCalls(given: FakeExcerpts) {
  const table = () => fakeExcerptTable(given)
  const byId = () => new Map(given.sources().map((source) => [source.id, source]))
  return {
    'excerpt.list': async ({ arrangement, offset, limit }) => table().page(arrangement, offset, limit),
    'compare.figures': async ({ filter }) => compareFigures(table().passing(filter), byId()),
    'compare.positions': async ({ filter }) => comparePositions(table().passing(filter), byId()),
    'compare.claims': async ({ filter }) => compareClaims(table().passing(filter), byId()),
  } satisfies Partial<Handlers>
}

/** All excerpts of a notebook in memory as a table. */
export function fakeExcerptTable({ annotations, sources, books }: FakeExcerpts) {
  return createExcerptTable(annotations(), { sources: sources(), books: books() })
}

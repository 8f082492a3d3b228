import { setImmediate } from 'node:timers/promises'
import { foldWords } from '../../shared/comparison/excerpt-index'
import { createExcerptTable, type ExcerptTable } from '../../shared/comparison/excerpt-table'
import type { Annotation } from '../../shared/model/annotation'
import type { Books } from '../../shared/model/edit-codebook'
import type { ExcerptFilter } from '../../shared/model/excerpts'
import type { SourceSummary } from '../../shared/model/notebook'
import type { SessionContext } from './session-context'

type Kept = {
  readonly sources: readonly SourceSummary[]
  readonly books: Books
  readonly table: ExcerptTable
}

// By the list that it was made from, which is the same one as long as no annotation changed.
const kept = new WeakMap<readonly Annotation[], Kept>()

/**
 * All excerpts of the notebook as a table, ready to be asked by the filter: the same one until annotations, sources or
 * the codebook change.
 */
export async function excerptTableOf(
  { store, annotations: all }: Pick<SessionContext, 'store' | 'annotations'>,
  { text }: ExcerptFilter,
): Promise<ExcerptTable> {
  const annotations = await all.all()
  const books = await all.books()
  if (text.trim() !== '') await foldInTurns(annotations)
  const sources = store.library()
  const known = kept.get(annotations)
  if (known?.sources === sources && known.books === books) return known.table
  const table = createExcerptTable(annotations, { sources, books })
  kept.set(annotations, { sources, books, table })
  return table
}

/** As many as are folded in a few milliseconds. */
const FOLDED_AT_ONCE = 1000

/** Other calls are answered in between. */
async function foldInTurns(annotations: readonly Annotation[]): Promise<void> {
  for (let from = 0; from < annotations.length; from += FOLDED_AT_ONCE)
    if (foldWords(annotations.slice(from, from + FOLDED_AT_ONCE))) await setImmediate()
}

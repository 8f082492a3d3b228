import { createExcerptTable, type ExcerptTable } from '../../shared/comparison/excerpt-table'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import { emptyActors, emptyCodebook } from '../../shared/model/codebook'
import type { Books } from '../../shared/model/edit-codebook'
import type { SourceSummary } from '../../shared/model/notebook'
import type { SessionContext } from './session-context'

type Kept = {
  readonly sources: readonly SourceSummary[]
  readonly books: Books
  readonly table: ExcerptTable
}

// By the list that it was made from, which is the same one as long as no annotation changed.
const kept = new WeakMap<readonly Annotation[], Kept>()

/** All excerpts of the notebook as a table: the same one until annotations, sources or the codebook change. */
export async function excerptTableOf(
  context: Pick<SessionContext, 'store' | 'annotations'>,
): Promise<ExcerptTable> {
  const annotations = await context.annotations.all()
  const books = await booksOrNone(context)
  const sources = context.store.library()
  const known = kept.get(annotations)
  if (
    known?.sources === sources &&
    known.books.codebook === books.codebook &&
    known.books.actors === books.actors
  )
    return known.table
  const table = createExcerptTable(annotations, { sources, books })
  kept.set(annotations, { sources, books, table })
  return table
}

/** Where the codebook is damaged, which the notebook's state tells, annotations name no entry of it. */
async function booksOrNone({ store }: Pick<SessionContext, 'store'>): Promise<Books> {
  try {
    return await store.readBooks()
  } catch (error) {
    if (!(error instanceof Failure && error.reason === 'damaged')) throw error
    return noBooks
  }
}

const noBooks: Books = { codebook: emptyCodebook, actors: emptyActors }

import type { NotebookId, SourceId } from '../../shared/model/ids'
import type { SearchAnswer } from '../../shared/model/search'
import type { Question } from './messages'

/** Searches one notebook. What changes in it has to be told. */
export type Searcher = {
  /** The notebook is open, so its sources may be read; `writer` says that nobody else writes to it. Until then questions wait. */
  begin(writer: boolean): void
  /** Rejects with a Failure when the search broke down. */
  ask(question: Question): Promise<SearchAnswer>
  changed(source: SourceId): void
  /** Sources came or went. */
  listed(): void
  /** Keeps what was read for the next time. */
  close(): Promise<void>
}

/** Gets ready to search the notebook in `folder`, which need not be open yet. */
export type OpenSearch = (notebook: { readonly folder: string; readonly id: NotebookId }) => Searcher

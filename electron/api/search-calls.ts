import type { Handlers } from '../../shared/contract/dispatch'
import type { NotebookEvent } from '../../shared/contract/events'
import type { NotebookId } from '../../shared/model/ids'
import type { OpenSearch, Searcher } from '../search/searcher'
import type { NotebookStore } from '../store/notebook-store'

/** The search of one notebook, which may be made ready before that is open. */
export type Search = {
  /** Starts to load what was kept, so that the first question need not wait for it. */
  prepare(notebook: NotebookId): void
  /** What the calls do, now that the notebook is open. */
  callsOn(store: NotebookStore): Pick<Handlers, 'search.run'>
  /** To be told of every event: what changed is read again. */
  follow(event: NotebookEvent): void
  /** Closing twice is harmless. */
  close(): Promise<void>
}

/** Search is begun when it is prepared or first asked for: a command that lists sources needs none. */
export function searchOf(folder: string, openSearch: OpenSearch): Search {
  let searcher: Searcher | null = null
  let closing: Promise<void> | null = null
  return {
    prepare: (id) => {
      searcher = openSearch({ folder, id })
    },
    callsOn: ({ notebook: { id }, readOnly }) => {
      const begin = (begun: Searcher) => {
        begun.begin(readOnly === null)
        return begun
      }
      if (searcher !== null) begin(searcher)
      return {
        'search.run': (question) => (searcher ??= begin(openSearch({ folder, id }))).ask(question),
      }
    },
    follow: (event) => {
      if (event.kind === 'source' || event.kind === 'annotations') searcher?.changed(event.source)
      if (event.kind === 'library') searcher?.listed()
    },
    close: () => (closing ??= searcher?.close() ?? Promise.resolve()),
  }
}

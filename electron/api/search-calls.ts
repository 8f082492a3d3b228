import type { Handlers } from '../../shared/contract/dispatch'
import type { NotebookEvent } from '../../shared/contract/events'
import type { Searcher } from '../search/searcher'
import type { SessionContext } from './session-context'

/** The search of one open notebook. */
export type Search = {
  readonly calls: Pick<Handlers, 'search.run'>
  /** Begins to read, so that the first question need not wait for it. */
  prepare(): void
  /** To be told of every event: what changed is read again. */
  follow(event: NotebookEvent): void
  /** Closing twice is harmless. */
  close(): Promise<void>
}

/** Search is begun when it is prepared or first asked for: a command that lists sources needs none. */
export function searchOf({ store, openSearch }: Pick<SessionContext, 'store' | 'openSearch'>): Search {
  let searcher: Searcher | null = null
  let closing: Promise<void> | null = null
  const begun = () => {
    const { folder, notebook, readOnly } = store
    return (searcher ??= openSearch({ folder, id: notebook.id, writer: readOnly === null }))
  }
  return {
    calls: { 'search.run': (question) => begun().ask(question) },
    prepare: () => void begun(),
    follow: (event) => {
      if (event.kind === 'source' || event.kind === 'annotations') searcher?.changed(event.source)
      if (event.kind === 'library') searcher?.listed()
    },
    close: () => (closing ??= searcher?.close() ?? Promise.resolve()),
  }
}

import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Entry, EntryId, EntryKind } from '../../shared/model/codebook'
import { entriesOf } from '../../shared/model/edit-codebook'
import { comingNamed } from './coming-entries'
import { useAnswer } from './use-answer'

/** The shared lists as the host last told them: actors, issues, measures and codes. */
export type CodebookNow = {
  readonly entries: readonly Entry[]
  /** Null for no id, and for an entry that is gone. */
  readonly entryOf: (id: EntryId | null) => Entry | null
  /** Also of one that is only to be made. */
  readonly nameOf: (id: EntryId | null) => string | null
  readonly ofKind: (kind: EntryKind) => readonly Entry[]
  /** Why the lists cannot be had, or newer ones; null when they can. */
  readonly failure: string | null
}

const CodebookContext = createContext<CodebookNow | null>(null)

/** Asks for the shared lists once for all that is inside. */
export function CodebookProvider({ children }: { children: ReactNode }) {
  const { value, failure } = useAnswer('codebook.get', {}, ({ kind }) => kind === 'codebook')
  const now = useMemo(() => codebookNow(value === null ? [] : entriesOf(value), failure), [value, failure])
  return <CodebookContext value={now}>{children}</CodebookContext>
}

/** The shared lists. Throws outside of a `CodebookProvider`. */
export function useCodebook(): CodebookNow {
  const now = useContext(CodebookContext)
  if (now === null) throw new Error('no CodebookProvider above this component')
  return now
}

function codebookNow(entries: readonly Entry[], failure: string | null): CodebookNow {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const entryOf = (id: EntryId | null) => (id === null ? null : (byId.get(id) ?? null))
  return {
    entries,
    entryOf,
    nameOf: (id) => entryOf(id)?.name ?? comingNamed(id)?.name ?? null,
    ofKind: (kind) => entries.filter((entry) => entry.kind === kind),
    failure,
  }
}

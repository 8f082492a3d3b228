import { useMemo } from 'react'
import type { NotebookEvent } from '../../shared/contract/events'
import type { EntryId, EntryUse } from '../../shared/model/codebook'
import { useAnswer } from '../state/use-answer'

/** What a host tells that may change how often entries are named. */
export function changesCounts({ kind }: NotebookEvent): boolean {
  return kind === 'codebook' || kind === 'annotations' || kind === 'library'
}

/** How often entries are named, as the host last counted. */
export function useUses(): ReadonlyMap<EntryId, EntryUse> {
  const { value } = useAnswer('codebook.use', {}, changesCounts)
  return useMemo(() => new Map((value ?? []).map((use) => [use.id, use])), [value])
}

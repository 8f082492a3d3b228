import { useMemo } from 'react'
import type { EntryId, EntryUse } from '../../shared/model/codebook'
import { useAnswer } from '../state/use-answer'

/** How often entries are named, as the host last counted. */
export function useUses(): ReadonlyMap<EntryId, EntryUse> {
  const { value } = useAnswer(
    'codebook.use',
    {},
    ({ kind }) => kind === 'codebook' || kind === 'annotations' || kind === 'library',
  )
  return useMemo(() => new Map((value ?? []).map((use) => [use.id, use])), [value])
}

import { createContext, useContext } from 'react'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'

/** A passage that an annotation rests on. */
export type Passage = { readonly source: SourceId; readonly annotation: AnnotationId }

/** What every part of a comparison refers to. */
export type CompareNow = {
  readonly sources: ReadonlyMap<SourceId, SourceSummary>
  /** Opens the text at the passage. */
  readonly onOpen: (passage: Passage) => void
}

export const CompareContext = createContext<CompareNow | null>(null)

/** What is compared refers to. Throws outside of Compare. */
export function useCompare(): CompareNow {
  const now = useContext(CompareContext)
  if (now === null) throw new Error('no CompareContext above this component')
  return now
}

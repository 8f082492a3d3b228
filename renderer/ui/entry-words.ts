import type { EntryKind } from '../../shared/model/codebook'

/** How the interface calls the four kinds of entries of the codebook. */
export const entryWords: Record<EntryKind, { one: string; many: string }> = {
  actor: { one: 'Actor', many: 'Actors' },
  issue: { one: 'Issue', many: 'Issues' },
  measure: { one: 'Measure', many: 'Measures' },
  code: { one: 'Code', many: 'Codes' },
}

import type { Completeness } from '../../../shared/model/excerpts'

/** How the interface says whether everything is filled in that a comparison needs. */
export const statusWords: Readonly<Record<Completeness, string>> = { complete: 'Complete', open: 'Open' }

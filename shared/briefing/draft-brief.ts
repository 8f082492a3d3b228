import type { BriefDocument, BriefTemplate } from '../model/brief'
import type { ExcerptFilter } from '../model/excerpts'
import { addExcerpts, emptyDocument } from './edit-brief'
import type { Evidence } from './evidence'

/** A first draft by a template, from the annotations that pass the filter; `evidence` knows what passes it. */
export function draftBrief(
  _template: Exclude<BriefTemplate, 'blank'>,
  filter: ExcerptFilter,
  evidence: Evidence,
): BriefDocument {
  return addExcerpts(emptyDocument, evidence.passing(filter))
}

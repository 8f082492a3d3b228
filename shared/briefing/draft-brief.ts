import { assertNever } from '../model/assert-never'
import type { BriefBlock, BriefDocument, BriefTemplate } from '../model/brief'
import type { ExcerptFilter } from '../model/excerpts'
import type { BibliographyEvidence } from './evidence'
import { annotatedBibliography } from './templates/annotated-bibliography'
import { factCheck } from './templates/fact-check'
import { gatherMaterial, type Material } from './templates/material'
import { positionPaper } from './templates/position-paper'
import { situationBrief } from './templates/situation-brief'
import { sourceComparison } from './templates/source-comparison'

/**
 * A first draft by a template, from the annotations that pass the filter; `evidence` knows what passes it
 * and, for a bibliography, what is known of its sources. Every sentence says
 * what the notebook holds and cites it; what only the author can say is a prompt, which the checks find until it is gone.
 */
export function draftBrief(
  template: Exclude<BriefTemplate, 'blank'>,
  filter: ExcerptFilter,
  evidence: BibliographyEvidence,
): BriefDocument {
  return { type: 'doc', content: blocksOf(template, gatherMaterial(filter, evidence)) }
}

function blocksOf(template: Exclude<BriefTemplate, 'blank'>, material: Material): BriefBlock[] {
  switch (template) {
    case 'situation-brief':
      return situationBrief(material)
    case 'fact-check':
      return factCheck(material)
    case 'position-paper':
      return positionPaper(material)
    case 'source-comparison':
      return sourceComparison(material)
    case 'annotated-bibliography':
      return annotatedBibliography(material)
    default:
      return assertNever(template)
  }
}

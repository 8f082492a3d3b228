import type { TextProjection } from '../anchoring/text-projection'
import type { Annotation } from '../model/annotation'
import type { ExcerptFilter } from '../model/excerpts'
import type { AnnotationId, SourceId } from '../model/ids'
import type { SourceSummary } from '../model/notebook'
import type { SourceDetails, VersionEntry } from '../model/source'
import type { Page } from '../model/version'
import type { NameOf } from './facts-of-body'

/** What a brief rests on: sources and annotations as the notebook holds them now. No text has to be read for it. */
export type Evidence = {
  /** Every source of the notebook. */
  readonly sources: ReadonlyMap<SourceId, SourceSummary>
  /** At least those annotations that were asked for by name and those that pass a filter which was. */
  readonly annotations: ReadonlyMap<AnnotationId, Annotation>
  readonly nameOf: NameOf
  /** What passes a filter that a live block of the brief asks, in the order of the library and of reading. */
  passing(filter: ExcerptFilter): readonly Annotation[]
}

/** With the texts of the passages that the brief names itself. */
export type TextEvidence = Evidence & {
  /** Text of the version that such a passage points into. */
  projectionOf(annotation: Annotation): TextProjection
  /** Pages of the original of that version; none where it has no pages. */
  pagesOf(annotation: Annotation): readonly Page[]
}

/** With all that a bibliography says of sources, and from which files their versions were read. */
export type BibliographyEvidence = Evidence & {
  /** What a bibliography says of a source; null for one that is gone or was not asked for. */
  detailsOf(source: SourceId): SourceDetails | null
  /** None for a source that is gone or was not asked for. */
  versionsOf(source: SourceId): readonly VersionEntry[]
}

/** With what footnotes and the list of sources say of every passage that the brief prints. */
export type PrintedEvidence = TextEvidence & BibliographyEvidence

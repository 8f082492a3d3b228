import type { TextProjection } from '../anchoring/text-projection'
import type { Annotation } from '../model/annotation'
import type { ExcerptFilter } from '../model/excerpts'
import type { AnnotationId, SourceId } from '../model/ids'
import type { SourceSummary } from '../model/notebook'
import type { SourceDetails } from '../model/source'
import type { NameOf } from './facts-of-body'

/** What a brief rests on: sources and annotations as the notebook holds them now. */
export type Evidence = {
  /** Every source of the notebook. */
  readonly sources: ReadonlyMap<SourceId, SourceSummary>
  /** What a bibliography says of a source, also where a text of it is found; null for one that none of the annotations is in. */
  detailsOf(source: SourceId): SourceDetails | null
  /** At least those annotations that the brief names and those that its live blocks ask for. */
  readonly annotations: ReadonlyMap<AnnotationId, Annotation>
  /** Text of the version that an annotation points into; every annotation above has one. */
  projectionOf(annotation: Annotation): TextProjection
  readonly nameOf: NameOf
  /** What passes a filter that a live block of the brief asks, in the order of the library and of reading. */
  passing(filter: ExcerptFilter): readonly Annotation[]
}

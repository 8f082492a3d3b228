import { annotationKinds } from '../../shared/model/annotation'
import type { SourceSummary } from '../../shared/model/notebook'
import { count } from '../ui/words'

/** What the status bar counts: the sources of the notebook and the annotations of all of them. */
export function countsOf(sources: readonly SourceSummary[]): string[] {
  if (sources.length === 0) return []
  const annotations = sources
    .flatMap(({ counts }) => annotationKinds.map((kind) => counts[kind]))
    .reduce((a, b) => a + b, 0)
  return [count(sources.length, 'source'), count(annotations, 'annotation')]
}

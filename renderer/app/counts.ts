import { annotationKinds } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import type { KindCounts, SourceSummary } from '../../shared/model/notebook'
import { count } from '../ui/words'
import type { Tab } from './tabs'

/** What the status bar counts: the annotations of the open source while reading, else those of the notebook. */
export function countsOf(sources: readonly SourceSummary[], tab: Tab, open: SourceId | null): string[] {
  if (sources.length === 0) return []
  const here = tab === 'read' ? sources.find(({ id }) => id === open) : undefined
  const annotations =
    here === undefined ? sum(sources.map(({ counts }) => total(counts))) : total(here.counts)
  return [count(sources.length, 'source'), count(annotations, 'annotation')]
}

function total(counts: KindCounts): number {
  return sum(annotationKinds.map((kind) => counts[kind]))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}

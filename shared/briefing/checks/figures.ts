import { dateOf } from '../../model/arrange-library'
import type { Evidence } from '../evidence'
import { aboutPassage, type Finding, inMarks } from './finding'
import type { Cited } from './read-prose'

/** Cited figures of which nobody said what they count, or since when: each where the brief names it first. */
export function openFigures(cited: readonly Cited[], { annotations, sources }: Evidence): Finding[] {
  return cited.flatMap((at) => {
    const annotation = annotations.get(at.passage.annotation)
    if (annotation?.body.kind !== 'figure') return []
    const { measure, asOf, asWritten } = annotation.body
    const source = sources.get(annotation.target.source)
    const isUndated = asOf === null && (source === undefined || dateOf(source) === null)
    return [
      ...(measure === null
        ? [
            aboutPassage(
              'figure-without-measure',
              `Nothing says what ${inMarks(asWritten)} counts: open its passage and fill in Measure in the Inspector.`,
              at,
            ),
          ]
        : []),
      ...(isUndated
        ? [
            aboutPassage(
              'figure-without-date',
              `Nothing says when ${inMarks(asWritten)} was true: fill in As of at its passage, or the date of its source.`,
              at,
            ),
          ]
        : []),
    ]
  })
}

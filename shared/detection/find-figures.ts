import type { Suggestion } from '../model/suggestion'
import { creditAt } from './attribution/credit-at'
import { findQuantities } from './figures/find-quantities'
import { proposeContext } from './figures/propose-context'
import type { ReadText } from './read-text'

/** A figure that was found, and what its sentence says of it. */
export type FigureSuggestion = Extract<Suggestion, { kind: 'figure' }>

/** The figures of a text, with what they measure and who is credited with them. */
export function findFigures(read: ReadText): FigureSuggestion[] {
  const { text, language } = read
  return quantitiesByLine(text, language)
    .filter(({ start }) => !read.isLeftOut(start))
    .map(({ start, end, exact, quantity, rule }) => {
      const credit = creditAt(read, { start, end })
      return {
        kind: 'figure',
        start,
        end,
        exact,
        rule: `figure: ${rule}`,
        quantity,
        measure: proposeContext(text, start, end, language).measure?.words ?? null,
        speaker: credit?.speaker?.name ?? credit?.cited ?? null,
      }
    })
}

/** Long texts are read in parts, so that the words of a part are forgotten before the next: no figure runs over a line. */
const PART = 20_000

function quantitiesByLine(text: string, language: string): ReturnType<typeof findQuantities> {
  const found: ReturnType<typeof findQuantities> = []
  for (let from = 0; from < text.length; ) {
    const line = text.indexOf('\n', from + PART)
    const next = line === -1 ? text.length : line + 1
    for (const one of findQuantities(text.slice(from, next), { language }))
      found.push({ ...one, start: one.start + from, end: one.end + from })
    from = next
  }
  return found
}

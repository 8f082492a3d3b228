import type { SourceDetails } from '../model/source'
import type { Structure } from '../model/structure'
import type { Section, Suggestion } from '../model/suggestion'
import type { Block } from '../model/version'
import { findClaims } from './claims/find-claims'
import { findFigures } from './find-figures'
import { findPositions } from './positions/find-positions'
import { quoteSuggestions } from './quotes/find-quotes'
import { readText } from './read-text'

/** What rules found in a text: its parts, and what may be worth tagging. */
export type Detection = { readonly sections: readonly Section[]; readonly suggestions: readonly Suggestion[] }

/**
 * Find quotations, figures, claims and positions in a version, in reading order. All offsets are UTF-16 units of its text
 * projection. What stands in frame and in another article is left out. The same text gives the same answer.
 */
export function detect(
  blocks: readonly Block[],
  structure: Structure | null,
  details: Pick<SourceDetails, 'language'>,
): Detection {
  const read = readText(blocks, structure, details)
  const { text, sentences, quotations, names, sections } = read
  const suggestions: Suggestion[] = [
    ...quoteSuggestions(text, quotations),
    ...findClaims(text, sentences),
    ...findPositions(text, sentences, quotations, names),
    ...findFigures(read),
  ]
  return { sections, suggestions: suggestions.toSorted((a, b) => a.start - b.start || b.end - a.end) }
}

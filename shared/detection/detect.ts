import { lastIndexWhere } from '../anchoring/last-index-where'
import { blockSpan, projectText } from '../anchoring/text-projection'
import type { SourceDetails } from '../model/source'
import type { Structure } from '../model/structure'
import type { Section, Suggestion } from '../model/suggestion'
import type { Block } from '../model/version'
import { type AttributedSentence, attribute } from './attribution/attribute'
import { collectNames, isCapitalWord } from './attribution/names'
import { findClaims } from './claims/find-claims'
import { guessLanguage } from './figures/guess-language'
import { tokenize } from './figures/tokens'
import { findFigures, type NameOf } from './find-figures'
import { findPositions } from './positions/find-positions'
import { attributeQuotations, quoteSuggestions } from './quotes/find-quotes'
import { markSpokenLines } from './quotes/mark-spoken-lines'
import { divideText } from './sections/divide-text'
import { readLine } from './text/lines'

/** What rules found in a text: its parts, and what may be worth tagging. */
export type Detection = { readonly sections: readonly Section[]; readonly suggestions: readonly Suggestion[] }

/** Enough of a text to tell its language. */
const LANGUAGE_SAMPLE = 20_000

/**
 * Find quotations, figures, claims and positions in a version, in reading order. All offsets are UTF-16 units of its text
 * projection. What stands in frame, in repeats and in another article is left out. The same text gives the same answer.
 */
export function detect(
  blocks: readonly Block[],
  structure: Structure | null,
  { language }: Pick<SourceDetails, 'language'>,
): Detection {
  const projection = projectText(blocks)
  const { text } = projection
  const { sections, leftOut } = divideText(blocks, structure, projection)
  const all = blocks.map((_, index) =>
    readLine(text, index, blockSpan(projection, index), blocks[index + 1]?.text ?? ''),
  )
  // Captions are frame, and name people in full.
  const names = collectNames(
    text,
    all.flatMap((line) => line.sentences),
  )
  const kept = all.filter(({ block }) => !leftOut.has(block))
  const lines = markSpokenLines(text, blocks, kept)
  const sentences = attribute(text, lines, names)
  const quotations = attributeQuotations(text, sentences)
  const tag = language ?? guessLanguage(tokenize(text.slice(0, LANGUAGE_SAMPLE)))
  const isKept = ({ start }: { readonly start: number }) =>
    !leftOut.has(lastIndexWhere(projection.starts, (from) => from <= start))
  const claims = findClaims(text, sentences)
  const suggestions: Suggestion[] = [
    ...quoteSuggestions(text, quotations),
    ...claims,
    ...findPositions(text, sentences, quotations, names),
    ...findFigures(text, tag, quotations, claims, nameIn(sentences)).filter(isKept),
  ]
  return { sections, suggestions: suggestions.toSorted((a, b) => a.start - b.start || b.end - a.end) }
}

/** Names whoever a phrase means that stands in the sentence of `place`. */
function nameIn(sentences: readonly AttributedSentence[]): NameOf {
  const starts = sentences.map(({ sentence }) => sentence.start)
  return ({ start, end }, place) => {
    const found = sentences[lastIndexWhere(starts, (from) => from <= start)]
    if (found === undefined || place < found.sentence.start || place >= found.sentence.end) return null
    const { items } = found.sentence
    const from = items.findIndex((item) => item.end > start)
    const next = items.findLastIndex((item) => item.start < end) + 1
    // Half of a name is none.
    const isCut = isCapitalWord(items[next])
    return from === -1 || next <= from || isCut ? null : (found.who({ from, next })?.name ?? null)
  }
}

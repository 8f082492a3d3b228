import { lastIndexWhere } from '../anchoring/last-index-where'
import { blockSpan, projectText } from '../anchoring/text-projection'
import type { SourceDetails } from '../model/source'
import type { Structure } from '../model/structure'
import type { Section } from '../model/suggestion'
import type { Block } from '../model/version'
import { type AttributedSentence, attribute } from './attribution/attribute'
import { collectNames, type Names } from './attribution/names'
import { speechOf } from './attribution/tables/speech'
import { guessLanguage } from './figures/guess-language'
import { tokenize } from './figures/tokens'
import { type AttributedQuotation, attributeQuotations } from './quotes/find-quotes'
import { markSpokenLines } from './quotes/mark-spoken-lines'
import { divideText } from './sections/divide-text'
import { readLine } from './text/lines'

/** A text cut into sentences and quotations, with whoever speaks in each of them. */
export type ReadText = {
  readonly text: string
  /** BCP 47 tag, guessed where the source does not say. */
  readonly language: string
  readonly sections: readonly Section[]
  readonly sentences: readonly AttributedSentence[]
  readonly quotations: readonly AttributedQuotation[]
  readonly names: Names
  /** Whether nothing is to be found in the block that holds an offset: frame, a repeat, another article. */
  readonly isLeftOut: (offset: number) => boolean
}

/** Enough of a text to tell its language. */
const LANGUAGE_SAMPLE = 20_000

/** Read a version: its parts, its sentences and who speaks in them. All offsets are UTF-16 units of its text projection. */
export function readText(
  blocks: readonly Block[],
  structure: Structure | null,
  details: Pick<SourceDetails, 'language'>,
): ReadText {
  const projection = projectText(blocks)
  const { text } = projection
  const { sections, leftOut } = divideText(blocks, structure, projection)
  const language = details.language ?? guessLanguage(tokenize(text.slice(0, LANGUAGE_SAMPLE)))
  const speech = speechOf(language)
  const all = blocks.map((_, index) =>
    readLine(text, index, blockSpan(projection, index), blocks[index + 1]?.text ?? ''),
  )
  // Captions are frame, and name people in full.
  const names = collectNames(
    text,
    all.flatMap((line) => line.sentences),
    speech,
  )
  const kept = all.filter(({ block }) => !leftOut.has(block))
  const lines = markSpokenLines(text, blocks, kept, speech)
  const posts = new Set(sections.flatMap(({ kind, start }) => (kind === 'post' ? [start] : [])))
  const sentences = attribute(text, lines, names, speech, posts)
  return {
    text,
    language,
    sections,
    sentences,
    quotations: attributeQuotations(text, sentences),
    names,
    isLeftOut: (offset) => leftOut.has(lastIndexWhere(projection.starts, (from) => from <= offset)),
  }
}

import type { Span } from './found-quantity'
import { proposeDate, proposeHappened } from './propose-date'
import { proposeMeasure, type Words } from './propose-measure'
import { mainFigure } from './read-quantity'
import { type Reading, startReading } from './reading'
import { type Sentence, tokensOfSentence } from './tokens-of-sentence'

/** Words of the text that may fill a field, and the words that say so. Offsets are UTF-16 units of the text. */
export type Proposal = Span & {
  readonly words: string
  readonly cue: Span & { readonly words: string }
}

/** What the sentence around a figure offers for its fields; null where it says nothing for sure. */
export type FigureContext = {
  /** What the number counts. */
  readonly measure: Proposal | null
  /** The date it holds for, as written. */
  readonly asOf: Proposal | null
}

/**
 * Propose measure and date for the figure at these offsets, or for the main one among the words there, from its own
 * sentence only. What is proposed never holds the number itself.
 */
export function proposeContext(
  text: string,
  start: number,
  end: number,
  language: string | null = null,
): FigureContext {
  const main = mainFigure(text.slice(start, end), language) ?? { start: 0, end: end - start }
  const read = readAround(text, { start: start + main.start, end: start + main.end }, language)
  return { measure: proposed(read, proposeMeasure), asOf: proposed(read, proposeDate) }
}

/** Propose when it happened what the words at these offsets tell, from their own sentence only. */
export function proposeEventDate(
  text: string,
  start: number,
  end: number,
  language: string | null = null,
): Proposal | null {
  return proposed(readAround(text, { start, end }, language), proposeHappened)
}

/** Tokens of a line, those that something is proposed for among them, and those of their sentence. */
type Around = {
  readonly reading: Reading
  readonly lineStart: number
  readonly from: number
  readonly next: number
  readonly sentence: Sentence
}

/** No sentence is longer, so that a line of a thousand figures is not read a thousand times. */
const LONGEST = 2000

/** A sentence does not run over a line, so that no more than the line is read. */
function readAround(text: string, { start, end }: Span, language: string | null): Around | null {
  const before = text.slice(Math.max(0, start - LONGEST), start)
  const behind = text.slice(end, end + LONGEST)
  const lineStart = start - before.length + before.lastIndexOf('\n') + 1
  const lineEnd = end + (behind.includes('\n') ? behind.indexOf('\n') : behind.length)
  const line = text.slice(lineStart, lineEnd)
  const reading = startReading(line, language)
  const from = reading.tokens.findIndex((token) => token.end > start - lineStart)
  const last = reading.tokens.findLastIndex((token) => token.start < end - lineStart)
  if (from === -1 || last < from) return null
  return { reading, lineStart, from, next: last + 1, sentence: tokensOfSentence(reading, from) }
}

type Propose = (reading: Reading, sentence: Sentence, from: number, next: number) => Words | null

function proposed(around: Around | null, propose: Propose): Proposal | null {
  if (around === null) return null
  const { reading, lineStart, from, next, sentence } = around
  const words = propose(reading, sentence, from, next)
  return words === null ? null : proposalOf(reading, words, lineStart)
}

function proposalOf(reading: Reading, { from, next, cue }: Words, offset: number): Proposal {
  return { ...stretch(reading, from, next, offset), cue: stretch(reading, cue.from, cue.next, offset) }
}

function stretch({ text, tokens }: Reading, from: number, next: number, offset: number) {
  const start = tokens[from]?.start ?? 0
  const end = tokens[next - 1]?.end ?? 0
  return { start: start + offset, end: end + offset, words: text.slice(start, end) }
}

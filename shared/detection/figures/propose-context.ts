import type { Span } from './found-quantity'
import { proposeDate } from './propose-date'
import { proposeMeasure, type Words } from './propose-measure'
import { proposeSpeaker } from './propose-speaker'
import { mainFigure } from './read-quantity'
import { type Reading, startReading } from './reading'
import { sentenceAround } from './sentence'

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
  /** Who is credited with it, as written. */
  readonly speaker: Proposal | null
}

/**
 * Propose measure, date and speaker for the figure at these offsets, or for the main one among the words there, from its own
 * sentence only. What is proposed never holds the number itself.
 */
export function proposeContext(
  text: string,
  start: number,
  end: number,
  language: string | null = null,
): FigureContext {
  // A sentence does not run over a line, so that no more than the line is read.
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', end)
  const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd)
  const reading = startReading(line, language)
  const main = mainFigure(text.slice(start, end), language) ?? { start: 0, end: end - start }
  const at = start - lineStart
  const from = reading.tokens.findIndex((token) => token.end > at + main.start)
  const last = reading.tokens.findLastIndex((token) => token.start < at + main.end)
  if (from === -1 || last < from) return { measure: null, asOf: null, speaker: null }
  const sentence = sentenceAround(reading, from)
  const shifted = (words: Words | null) => (words === null ? null : proposalOf(reading, words, lineStart))
  return {
    measure: shifted(proposeMeasure(reading, sentence, from, last + 1)),
    asOf: shifted(proposeDate(reading, sentence, from, last + 1)),
    speaker: shifted(proposeSpeaker(reading, sentence, from, last + 1)),
  }
}

function proposalOf(reading: Reading, { from, next, cue }: Words, offset: number): Proposal {
  return { ...stretch(reading, from, next, offset), cue: stretch(reading, cue.from, cue.next, offset) }
}

function stretch({ text, tokens }: Reading, from: number, next: number, offset: number) {
  const start = tokens[from]?.start ?? 0
  const end = tokens[next - 1]?.end ?? 0
  return { start: start + offset, end: end + offset, words: text.slice(start, end) }
}

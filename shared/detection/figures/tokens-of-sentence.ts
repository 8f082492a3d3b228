import { readLine } from '../text/lines'
import { type Sentence as Cut, sentencesIn } from '../text/sentences'
import type { Reading } from './reading'

/** The tokens of a sentence, from the first to the one behind the last. */
export type Sentence = { readonly from: number; readonly next: number }

/** The tokens of the sentence that holds the token at `index` of a line; between quotation marks, of the sentence there. */
export function tokensOfSentence({ text, tokens }: Reading, index: number): Sentence {
  const at = tokens[index]?.start ?? 0
  const holds = ({ start, end }: { readonly start: number; readonly end: number }) => start <= at && at < end
  const { sentences, quotations } = readLine(text, 0, { start: 0, end: text.length }, '')
  const quotation = quotations.find(holds)
  const cuts: readonly Cut[] =
    quotation === undefined ? sentences : sentencesIn(text, quotation.start, quotation.end, [])
  const { start, end } = cuts.find(holds) ?? { start: 0, end: text.length }
  return {
    from: tokens.findIndex((token) => token.end > start),
    next: tokens.findLastIndex((token) => token.start < end) + 1,
  }
}

import { findQuotations, type Quotation } from './find-quotations'
import { type Sentence, sentencesIn } from './sentences'

/** One line of the text, which is one block, cut into sentences. */
export type Line = {
  readonly block: number
  readonly start: number
  readonly end: number
  readonly quotations: readonly Quotation[]
  readonly sentences: readonly Sentence[]
  /** Why the whole line is taken for speech without marks; null for all others. */
  readonly spoken: SpokenRule | null
}

/** Words in a line of their own that the line above gives to somebody. */
export type SpokenRule = 'block quote behind a colon' | 'block quote behind an open line'

/** Read one line; `next` is the text of the line behind it. */
export function readLine(
  text: string,
  block: number,
  { start, end }: { readonly start: number; readonly end: number },
  next: string,
): Line {
  const quotations = findQuotations(text, start, end, next)
  return { block, start, end, quotations, sentences: sentencesIn(text, start, end, quotations), spoken: null }
}

/** The line as one quotation, without the closing mark that may have stayed at its end. */
export function spokenLine(text: string, line: Line, rule: SpokenRule): Line {
  const written = text.slice(line.start, line.end)
  const end = line.end - (/[”"»]$/.test(written) ? 1 : 0)
  const quotation: Quotation = {
    start: line.start,
    end,
    from: line.start,
    to: line.end,
    goesOn: false,
    words: written.split(/\s+/).length,
  }
  const quotations = [quotation]
  return { ...line, quotations, sentences: sentencesIn(text, line.start, line.end, quotations), spoken: rule }
}

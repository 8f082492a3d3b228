import { blockSpan, type TextProjection } from '../anchoring/text-projection'
import type { Block } from '../model/version'
import { readWords } from './characters'

/** A stretch of a text, in UTF-16 units. */
export type Span = { readonly start: number; readonly end: number }

/** One block of a text with where it stands in the projection. */
export type Line = Span & {
  readonly index: number
  readonly id: Block['id']
  readonly kind: Block['kind']
  readonly text: string
  /** About how many words it has. */
  readonly words: number
  /** Its words as numbers: see `Words`. */
  readonly numbers: readonly number[]
}

/** The blocks of a text as lines. */
export function linesOf(blocks: readonly Block[], projection: TextProjection): Line[] {
  return blocks.map(({ id, kind, text }, index) => {
    const { start, end } = blockSpan(projection, index)
    const { count, numbers } = readWords(text)
    return { start, end, index, id, kind, text, words: count, numbers }
  })
}

/** Whether the text ends as a sentence does. */
export function endsSentence(text: string): boolean {
  return /[.!?…。！？؟۔][”"»’')\]）」]*$/.test(text)
}

/** A line that a reader takes for a paragraph: a sentence of some length. */
export function isParagraph({ text, words, kind }: Line): boolean {
  return kind !== 'heading' && (words >= 25 || (words >= 12 && endsSentence(text)))
}

/** The stretch of a line's text as one of the projection. */
export function within(line: Line, start: number, end: number): Span {
  return { start: line.start + start, end: line.start + end }
}

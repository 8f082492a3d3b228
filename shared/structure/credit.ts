import type { Draft } from './draft'
import type { Line, Span } from './lines'

/** A value that the text tells, by which rule and with which words. */
export type Credit<Value> = {
  readonly value: Value
  readonly rule: string
  readonly evidence: Span
  readonly support?: Span
}

/** How far down the lines go that say who wrote a text and when. */
export const HEAD_LINES = 20
/** How many of the last lines may say so too. */
export const TAIL_LINES = 15

/** The lines at the two ends of a text that may say who wrote it, and its headline. */
export type Ends = {
  readonly draft: Draft
  readonly head: readonly Line[]
  readonly tail: readonly Line[]
  readonly title: Line | null
}

/** A line that says who wrote or printed the text is one of the page. */
export function tellAsCredit(draft: Draft, line: Line): void {
  if (draft.isBody(line.index)) draft.tell('frame', line.index)
}

import type { TargetRange } from '../../model/annotation'
import { describeRange } from '../describe-range'

/** A text without the square brackets that mark passages in it, and those passages. */
export function marked(text: string): { readonly text: string; readonly ranges: TargetRange[] } {
  const pieces = text.split(/[[\]]/)
  const plain = pieces.join('')
  const spans: { start: number; end: number }[] = []
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) spans.push({ start: at, end: at + piece.length })
    at += piece.length
  }
  return { text: plain, ranges: spans.map(({ start, end }) => describeRange(plain, start, end)) }
}

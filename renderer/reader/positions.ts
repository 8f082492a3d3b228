import { lastIndexWhere } from '../../shared/anchoring/last-index-where'
import {
  blockIndexAt,
  blockSpan,
  type TextProjection,
  trimRange,
} from '../../shared/anchoring/text-projection'

/*
 * An offset counts UTF-16 units of the text projection, where a line break stands between two blocks. A
 * ProseMirror position counts tokens: two stand between two blocks (one closes, one opens) and one before the
 * first. So the n-th block, counted from 0, starts n + 1 positions behind its offset.
 */

/** The caret position of `offset`; the line break after a block is the end of that block. */
export function positionOf(projection: TextProjection, offset: number): number {
  return offset + blockIndexAt(projection, offset) + 1
}

/** The offset of a position; a position between two blocks is the start of the later one. */
export function offsetOf(projection: TextProjection, position: number): number {
  const index = lastIndexWhere(projection.starts, (start, index) => start + index <= position)
  const { start, end } = blockSpan(projection, index)
  return Math.min(Math.max(position - index - 1, start), end)
}

/** The words between two positions as a range of offsets, without white space at its ends; null for none. */
export function rangeBetween(projection: TextProjection, from: number, to: number) {
  return trimRange(projection.text, offsetOf(projection, from), offsetOf(projection, to))
}

import { blockSpan, type TextProjection, trimRange } from '../../shared/anchoring/text-projection'

/*
 * An offset counts UTF-16 units of the text projection, where a line break stands between two blocks. A
 * ProseMirror position counts tokens: two stand between two blocks (one closes, one opens) and one before the
 * first. So the n-th block, counted from 0, starts n + 1 positions behind its offset.
 */

/** The position at which the text of block `index` starts. */
export function blockStart({ starts }: TextProjection, index: number): number {
  const start = starts[index]
  if (start === undefined) throw new RangeError(`there is no block ${index}`)
  return start + index + 1
}

/** The caret position of `offset`; the line break after a block is the end of that block. */
export function positionOf(projection: TextProjection, offset: number): number {
  return offset + lastIndex(projection.starts, (start) => start <= offset) + 1
}

/** The offset of a position; a position between two blocks is the start of the later one. */
export function offsetOf(projection: TextProjection, position: number): number {
  const index = lastIndex(projection.starts, (start, index) => start + index <= position)
  const { start, end } = blockSpan(projection, index)
  return Math.min(Math.max(position - index - 1, start), end)
}

/** The words between two positions as a range of offsets, without white space at its ends; null for none. */
export function rangeBetween(projection: TextProjection, from: number, to: number) {
  return trimRange(projection.text, offsetOf(projection, from), offsetOf(projection, to))
}

/** Index of the last start that passes `test`, which holds up to some place and not behind it. */
function lastIndex(starts: readonly number[], test: (start: number, index: number) => boolean): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (test(starts[middle] ?? 0, middle)) low = middle
    else high = middle - 1
  }
  return low
}

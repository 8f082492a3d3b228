import type { TargetRange } from '../model/annotation'

/** Characters of context on each side of a quote: the length Hypothesis uses. */
const CONTEXT = 32

/**
 * Describe the passage from `start` to `end` by its words and by its offsets (UTF-16 units of `text`).
 * Throws a RangeError when the passage is empty, lies outside the text or cuts a character in two.
 */
export function describeRange(text: string, start: number, end: number): TargetRange {
  if (!(start >= 0 && start < end && end <= text.length)) {
    throw new RangeError(
      `the text has ${text.length} characters; there is no passage from ${start} to ${end}`,
    )
  }
  if (cutsCharacter(text, start) || cutsCharacter(text, end)) {
    throw new RangeError(`the passage from ${start} to ${end} cuts a character in two`)
  }
  return {
    quote: {
      type: 'TextQuoteSelector',
      exact: text.slice(start, end),
      prefix: text.slice(wholeFrom(text, Math.max(0, start - CONTEXT)), start),
      suffix: text.slice(end, wholeFrom(text, Math.min(text.length, end + CONTEXT))),
    },
    position: { type: 'TextPositionSelector', start, end },
  }
}

/** True when `offset` lies between the two halves of a surrogate pair. */
function cutsCharacter(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}

function wholeFrom(text: string, offset: number): number {
  return cutsCharacter(text, offset) ? offset + 1 : offset
}

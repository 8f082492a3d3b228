import { alignTexts } from './align-texts'

/** So many of the same words in a row are a passage, rather than a phrase that anybody uses. */
const PASSAGE = 6
/** Changed words that a passage may have between words that are the same. */
const CHANGED = 3

/**
 * The share of the words of the shorter text that stand in passages of both, from 0 to 1. A passage has at least six of
 * the same words in a row; words that are the same go on with it across up to three changed ones. A word counts once,
 * however often the other text says it; two texts without words share nothing.
 */
export function sharedShare(one: string, two: string): number {
  const { before, after, to } = alignTexts(one, two)
  const shorter = Math.min(before.count, after.count)
  if (shorter === 0) return 0
  let shared = 0
  let words = 0
  let inRow = 0
  let longest = 0
  let previous = -1
  const close = () => {
    if (longest >= Math.min(PASSAGE, shorter)) shared += words
    words = inRow = longest = 0
  }
  for (let at = 0; at < to.length; at += 1) {
    const place = to[at] ?? -1
    if (place === -1) continue
    const last = to[previous] ?? -1
    const goesOn =
      previous !== -1 && at - previous <= CHANGED + 1 && place > last && place - last <= CHANGED + 1
    if (!goesOn) close()
    inRow = goesOn && at === previous + 1 && place === last + 1 ? inRow + 1 : 1
    words += 1
    longest = Math.max(longest, inRow)
    previous = at
  }
  close()
  return shared / shorter
}

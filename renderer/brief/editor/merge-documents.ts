import type { BriefBlock, BriefDocument } from '../../../shared/model/brief'

/**
 * What becomes of a document that was changed both here and elsewhere since `base`: both changes, where each left the
 * blocks of the other alone, and null where they did not.
 */
export function mergeDocuments(
  base: BriefDocument,
  mine: BriefDocument,
  theirs: BriefDocument,
): BriefDocument | null {
  const [was, here, there] = [base, mine, theirs].map(({ content }) =>
    content.map((block) => JSON.stringify(block)),
  )
  if (was === undefined || here === undefined || there === undefined) return null
  const ours = changeOf(was, here)
  const other = changeOf(was, there)
  const theirsBlocks = theirs.content.slice(other.start, there.length - (was.length - other.end))
  const isBelow = other.start >= ours.end
  if (!isBelow && other.end > ours.start) return null
  const grown = here.length - was.length
  const at = isBelow ? other.start + grown : other.start
  return { ...mine, content: spliced(mine.content, at, other.end - other.start, theirsBlocks) }
}

/** True when both say the same. */
export function sameDocument(a: BriefDocument, b: BriefDocument): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** The stretch of `before` that is another one in `after`. */
function changeOf(before: readonly string[], after: readonly string[]): { start: number; end: number } {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start += 1
  let kept = 0
  while (kept < most - start && before.at(-1 - kept) === after.at(-1 - kept)) kept += 1
  return { start, end: before.length - kept }
}

function spliced(blocks: readonly BriefBlock[], at: number, dropped: number, added: readonly BriefBlock[]) {
  return [...blocks.slice(0, at), ...added, ...blocks.slice(at + dropped)]
}

import { projectText } from '../../shared/anchoring/text-projection'
import type { Block } from '../../shared/model/version'
import { Draft } from '../../shared/structure/draft'
import { findTitle } from '../../shared/structure/find-title'
import { linesOf } from '../../shared/structure/lines'

const EARLY_BLOCKS = 15

/** Index of the block that reads like the title, among the first ones; null when none does. */
export function inferTitle(blocks: readonly Block[]): number | null {
  const early = blocks.slice(0, EARLY_BLOCKS)
  return findTitle(new Draft(linesOf(early, projectText(early))))?.line.index ?? null
}

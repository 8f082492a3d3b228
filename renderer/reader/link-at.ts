import { blockIndexAt, blockSpan, type TextProjection } from '../../shared/anchoring/text-projection'
import type { Block, WebLink } from '../../shared/model/version'

/** Where the link leads in which the offset stands; null where there is none. */
export function linkAt(
  blocks: readonly Pick<Block, 'marks'>[],
  projection: TextProjection,
  offset: number,
): WebLink | null {
  const index = blockIndexAt(projection, offset)
  const at = offset - blockSpan(projection, index).start
  const link = blocks[index]?.marks.find(
    ({ kind, start, end }) => kind === 'link' && start <= at && at <= end,
  )
  return link?.kind === 'link' ? link.href : null
}

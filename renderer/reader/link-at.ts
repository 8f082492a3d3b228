import { blockIndexAt, blockSpan, type TextProjection } from '../../shared/anchoring/text-projection'
import type { Block, WebLink } from '../../shared/model/version'

/** Where the link leads in which the offset stands, or else at whose end; null where there is none. */
export function linkAt(
  blocks: readonly Pick<Block, 'marks'>[],
  projection: TextProjection,
  offset: number,
): WebLink | null {
  const index = blockIndexAt(projection, offset)
  const at = offset - blockSpan(projection, index).start
  const links = (blocks[index]?.marks ?? []).filter(
    ({ kind, start, end }) => kind === 'link' && start <= at && at <= end,
  )
  const link = links.find(({ end }) => at < end) ?? links[0]
  return link?.kind === 'link' ? link.href : null
}

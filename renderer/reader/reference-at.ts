import { blockIndexAt, type TextProjection } from '../../shared/anchoring/text-projection'
import type { Structure } from '../../shared/model/structure'
import type { Block } from '../../shared/model/version'

/** Where the post begins that the words at `offset` point to; null without such words, or when this copy has no such post. */
export function referenceAt(
  blocks: readonly Block[],
  projection: TextProjection,
  structure: Structure | null,
  offset: number,
): number | null {
  const here = blocks[blockIndexAt(projection, offset)]?.id
  for (const mark of structure?.marks ?? []) {
    if (mark.kind !== 'reference' || mark.from !== here || mark.evidence === null) continue
    if (mark.post === null || offset < mark.evidence.start || offset > mark.evidence.end) continue
    const post = blocks.findIndex(({ id }) => id === mark.post)
    if (post !== -1) return projection.starts[post] ?? null
  }
  return null
}

import type { SourceId } from '../../shared/model/ids'
import type { SearchHit } from '../../shared/model/search'

/** Hits of one source, the best first. */
export type SourceHits = { readonly source: SourceId; readonly hits: readonly SearchHit[] }

/** The hits by source; the source with the best hit comes first. */
export function groupHits(hits: readonly SearchHit[]): SourceHits[] {
  const groups = new Map<SourceId, SearchHit[]>()
  for (const hit of hits) {
    const group = groups.get(hit.source)
    if (group === undefined) groups.set(hit.source, [hit])
    else group.push(hit)
  }
  return Array.from(groups, ([source, group]) => ({ source, hits: group }))
}

/** Tells one hit from another. */
export function keyOfHit(hit: SearchHit): string {
  return `${hit.source} ${hit.kind === 'annotation' ? hit.annotation : hit.kind}`
}

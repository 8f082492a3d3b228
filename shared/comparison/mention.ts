import { type Annotation, type AttributionChain, excerptOf, extentOf } from '../model/annotation'
import { dateOf } from '../model/arrange-library'
import type { AnnotationId, SourceId } from '../model/ids'
import type { SourceSummary } from '../model/notebook'
import type { PartialDate } from '../model/time'

/** The sources of a notebook by their ids. */
export type Sources = ReadonlyMap<SourceId, SourceSummary>

export type Mention = {
  readonly annotation: AnnotationId
  readonly source: SourceId
  readonly start: number
  readonly excerpt: string
  readonly chain: AttributionChain
  readonly date: PartialDate | null
}

/** Where an annotation says something, and since when: the date that was recorded, else that of its source. */
export function mentionOf(
  { id, target, body }: Annotation,
  date: PartialDate | null,
  sources: Sources,
): Mention {
  const source = sources.get(target.source)
  return {
    annotation: id,
    source: target.source,
    start: extentOf(target).start,
    excerpt: excerptOf(target),
    chain: body.attribution,
    date: date ?? (source === undefined ? null : dateOf(source)),
  }
}

/** The members of each key, keys and members in the order in which they come. */
export function groupBy<One, Key>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>()
  for (const one of all) {
    const key = keyOf(one)
    const members = groups.get(key)
    if (members === undefined) groups.set(key, [one])
    else members.push(one)
  }
  return groups
}

/** Groups with most members first, the unassigned last; those of one size in the order in which they come. */
export function largestFirst<Key, One>(groups: ReadonlyMap<Key | null, One[]>): [Key | null, One[]][] {
  return [...groups].toSorted(
    ([a, one], [b, two]) => Number(a === null) - Number(b === null) || two.length - one.length,
  )
}

import type { IssueClaims } from '../model/comparison'
import type { AnnotationId } from '../model/ids'

/** The number of the origin of each claim that can be traced, from 1 on in the order in which the claims are read. */
export function originNumbers({
  claims,
  origins,
}: Pick<IssueClaims, 'claims' | 'origins'>): ReadonlyMap<AnnotationId, number> {
  const originOf = new Map(
    origins.flatMap((origin) => origin.claims.map((claim) => [claim, origin] as const)),
  )
  const read = [...new Set(claims.flatMap(({ annotation }) => originOf.get(annotation) ?? []))]
  return new Map(read.flatMap((origin, index) => origin.claims.map((claim) => [claim, index + 1] as const)))
}

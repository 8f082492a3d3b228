import { type Alignment, alignTexts } from '../anchoring/align-texts'
import { carryTarget } from '../anchoring/carry-target'
import type { CarriedCounts } from '../contract/intake'
import { type Annotation, type Carried, excerptOf, type Target, withEarlier } from '../model/annotation'
import type { Carry, TextOfVersion } from './carry-overlay'

/**
 * What carries annotations of a source into the newest version, which `carry` leads to. `textOf` gives the texts of the
 * versions before it; each of them that an annotation stands in is aligned with the newest once.
 */
export function annotationCarrier(
  { before, after, alignment }: Pick<Carry, 'before' | 'after' | 'alignment'>,
  textOf: (version: number) => TextOfVersion,
): (annotation: Annotation) => Annotation {
  const { number } = after
  const { text } = after.projection
  const alignments = new Map([[before.number, alignment]])
  const alignmentWith = (version: number): Alignment => {
    const known = alignments.get(version)
    if (known !== undefined) return known
    const made = alignTexts(textOf(version).projection.text, text)
    alignments.set(version, made)
    return made
  }
  return (annotation) => {
    const { target, earlier = [] } = annotation
    if (target.version >= number || staysBehind(annotation)) return annotation
    const { version, ranges } = target
    const found = carryTarget(ranges, alignmentWith(version), textOf(version).projection.text, text)
    const revision = annotation.revision + 1
    if (found.status === 'orphaned') {
      const { status, score } = found
      return { ...annotation, revision, carried: { into: number, status, score, settled: false } }
    }
    return {
      ...withTarget(annotation, { ...target, version: number, ranges: found.ranges }),
      revision,
      earlier: withEarlier(earlier, { version, ranges }),
      carried: { into: number, ...outcome(annotation, found) },
    }
  }
}

/** A person said that it belongs to the older version: it is not looked for again. */
function staysBehind({ carried }: Annotation): boolean {
  return carried?.status === 'orphaned' && carried.settled
}

/** What nobody has decided about yet stays to be decided, though nothing changed any more this time. */
function outcome(
  { carried }: Annotation,
  found: { readonly status: 'exact' | 'moved' | 'fuzzy'; readonly score: number },
): Pick<Carried, 'status' | 'score' | 'settled'> {
  if (carried?.status === 'fuzzy' && !carried.settled)
    return { status: 'fuzzy', score: Math.min(carried.score, found.score), settled: false }
  return { status: found.status, score: found.score, settled: found.status !== 'fuzzy' }
}

/** As long as `asWritten` of a figure may be. */
export const LONGEST_FIGURE = 10_000

/** The annotation with its passages elsewhere. What a figure wrote follows while it is still the excerpt. */
export function withTarget(annotation: Annotation, target: Target): Annotation {
  const { body } = annotation
  const asWritten = excerptOf(target)
  const follows =
    body.kind === 'figure' &&
    body.asWritten === excerptOf(annotation.target) &&
    asWritten.length <= LONGEST_FIGURE
  return { ...annotation, target, body: follows ? { ...body, asWritten } : body }
}

/** How the annotations that were looked for in this version came through. */
export function countCarried(annotations: readonly Annotation[], into: number): CarriedCounts {
  const counts = { exact: 0, moved: 0, fuzzy: 0, orphaned: 0 }
  for (const { carried } of annotations) if (carried?.into === into) counts[carried.status] += 1
  return counts
}

import { alignTexts } from '../anchoring/align-texts'
import { type Annotation, excerptOf, type Target, withEarlier } from '../model/annotation'
import { withTarget } from './carry-annotation'

/** A decision: it stands where it is. Null for one that no newer version came after, and for one that was not found there. */
export function keepPlaced(annotation: Annotation): Annotation | null {
  const { carried } = annotation
  if (carried === undefined || carried.status === 'orphaned') return null
  return { ...annotation, carried: { ...carried, settled: true } }
}

/** A decision: it belongs to the older version, where it stands from now on. Null for one that no newer version came after. */
export function keepWithOlder(annotation: Annotation): Annotation | null {
  const { carried, target, earlier = [] } = annotation
  if (carried === undefined) return null
  const stays = { ...carried, status: 'orphaned' as const, settled: true }
  const last = earlier.at(-1)
  if (carried.status === 'orphaned' || last === undefined) return { ...annotation, carried: stays }
  const { earlier: _, ...back } = withTarget(annotation, { ...target, ...last })
  const rest = earlier.slice(0, -1)
  return { ...back, ...(rest.length > 0 && { earlier: rest }), carried: stays }
}

/** A decision: it stands at `target`, a place in the newest version that a person chose. */
export function putAt(annotation: Annotation, target: Target): Annotation {
  const { version, ranges } = annotation.target
  const before = annotation.earlier ?? []
  const earlier = version === target.version ? before : withEarlier(before, { version, ranges })
  const score = sameWords(earlier.at(-1) ?? annotation.target, target)
  return {
    ...withTarget(annotation, target),
    ...(earlier.length > 0 && { earlier }),
    carried: { into: target.version, status: score === 1 ? 'moved' : 'fuzzy', score, settled: true },
  }
}

/** Which share of the words of the one passage stand in the other. */
function sameWords(one: Pick<Target, 'ranges'>, two: Target): number {
  const [before, after] = [excerptOf({ ...two, ranges: one.ranges }), excerptOf(two)]
  if (before === after) return 1
  const { to } = alignTexts(before, after)
  const same = to.filter((place) => place !== -1).length
  // Signs or words that came make it another passage, though all of its words are there.
  return Math.min(to.length === 0 ? 0 : same / to.length, 0.99)
}

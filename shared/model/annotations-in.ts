import { type Annotation, byPlace, type EarlierTarget } from './annotation'

/** An annotation as one version shows it. */
export type ShownAnnotation = {
  readonly annotation: Annotation
  /** True when a newer version has it: what is shown is where it stood. */
  readonly isEarlier: boolean
}

/**
 * The annotations that a version of a text shows, in reading order: those that stand in it, and those that stood in it
 * before a newer version came, each where it was then.
 */
export function annotationsIn(all: readonly Annotation[], version: number): ShownAnnotation[] {
  return all
    .flatMap((annotation): ShownAnnotation[] => {
      const { target, earlier = [] } = annotation
      if (target.version === version) return [{ annotation, isEarlier: false }]
      const then = earlier.find((one) => one.version === version)
      return then === undefined ? [] : [{ annotation: asItStood(annotation, then), isEarlier: true }]
    })
    .toSorted((one, other) => byPlace(one.annotation, other.annotation))
}

function asItStood(annotation: Annotation, { version, ranges }: EarlierTarget): Annotation {
  return { ...annotation, target: { ...annotation.target, version, ranges } }
}

/** Those that a newer version changed or lost and nobody has decided about, in the order in which they were given. */
export function openDecisions(all: readonly Annotation[]): Annotation[] {
  return all.filter(({ carried }) => carried?.settled === false)
}

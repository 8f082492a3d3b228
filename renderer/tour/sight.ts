import type { AnnotationBody, AnnotationKind } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'

/** What a step can see of what the person has done. */
export type Sight = {
  readonly tab: 'read' | 'compare' | 'brief'
  /** The text that is open, by its title too. */
  readonly source: { readonly id: SourceId; readonly title: string } | null
  /** What Compare shows. */
  readonly section: string
  /** What the search of the notebook is asked. */
  readonly query: string
  /** How many annotations of each kind the notebook has. */
  readonly counts: Readonly<Record<AnnotationKind, number>>
  readonly chosen: AnnotationBody | null
  /** How many passages the open brief names; null while none is open. */
  readonly passages: number | null
  /** How many times something was exported since the window was opened. */
  readonly exports: number
}

export function isFilledFigure(body: AnnotationBody | null): boolean {
  return body?.kind === 'figure' && body.quantity !== null && body.measure !== null
}

export function isTracedClaim(body: AnnotationBody | null): boolean {
  return body?.kind === 'claim' && body.attribution.length > 0
}

export function isTakenPosition(body: AnnotationBody | null): boolean {
  return body?.kind === 'position' && body.actor !== null && body.issue !== null && body.stance !== null
}

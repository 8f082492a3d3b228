import type { AnnotationBody } from '../model/annotation'

/**
 * True when all is filled in without which an annotation cannot be compared: a figure's quantity and measure, a
 * position's actor, issue and stance, a claim's issue and chain of attribution.
 */
export function isComplete(body: AnnotationBody): boolean {
  switch (body.kind) {
    case 'claim':
      return body.issue !== null && body.attribution.length > 0
    case 'figure':
      return body.quantity !== null && body.measure !== null
    case 'position':
      return body.actor !== null && body.issue !== null && body.stance !== null
  }
}

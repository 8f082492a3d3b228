import { type AnnotationKind, annotationKinds } from '../../shared/model/annotation'
import { commandOfEvent } from '../state/keys'

type Pressed = Parameters<typeof commandOfEvent>[0]

/** The kind that a key tags; null for every other key. */
export function kindOfKey(event: Pressed): AnnotationKind | null {
  const command = commandOfEvent(event, 'text')
  return annotationKinds.find((kind) => command === `tag-${kind}`) ?? null
}

export type ReaderCommand = 'next' | 'previous' | 'remove'

/** What the other keys do while the reader has the focus. */
export function commandOfKey(event: Pressed): ReaderCommand | null {
  switch (commandOfEvent(event, 'text')) {
    case 'next-annotation':
      return 'next'
    case 'previous-annotation':
      return 'previous'
    case 'remove-annotation':
      return 'remove'
    default:
      return null
  }
}

import { type AnnotationKind, annotationKinds } from '../../shared/model/annotation'
import type { CommandId } from '../state/command-table'
import { commandOfEvent } from '../state/keys'

type Pressed = Parameters<typeof commandOfEvent>[0]

/** The kind that a key tags; null for every other key. */
export function kindOfKey(event: Pressed): AnnotationKind | null {
  const command = commandOfEvent(event, 'text')
  return annotationKinds.find((kind) => command === `tag-${kind}`) ?? null
}

export type ReaderCommand = 'next' | 'previous' | 'remove'

const others: Readonly<Partial<Record<CommandId, ReaderCommand>>> = {
  'next-annotation': 'next',
  'previous-annotation': 'previous',
  'remove-annotation': 'remove',
}

/** What the other keys do while the reader has the focus. */
export function commandOfKey(event: Pressed): ReaderCommand | null {
  const command = commandOfEvent(event, 'text')
  return command === null ? null : (others[command] ?? null)
}

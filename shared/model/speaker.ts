import type { AnnotationBody, Hop } from './annotation'
import type { ActorId } from './ids'

/**
 * Whose word something is: an actor, or else the words by which the text names or describes somebody who is no entry
 * yet. Both are null where nobody is named.
 */
export type Speaker = { readonly actor: ActorId | null; readonly written: string | null }

/** Who speaks or acts: the holder of a position, else the last speaker of the chain. Who only published it says nothing. */
export function speakerIn(body: AnnotationBody): Speaker {
  if (body.kind === 'position' && body.actor !== null) return { actor: body.actor, written: null }
  const hop = speakingHop(body)
  return { actor: hop?.actor ?? null, written: hop?.actor === null ? hop.asWritten.trim() : null }
}

/** Where the chain names who speaks; null where it does not. */
export function speakingHop({ attribution }: AnnotationBody): Hop | null {
  return attribution.findLast(({ role }) => role === 'speaker') ?? null
}

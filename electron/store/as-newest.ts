import { isDeepStrictEqual } from 'node:util'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationFile } from '../../shared/model/notebook'
import { documentSchemas } from './document-schemas'

/** No document goes on by more changes than these between two states of it that are kept. */
const FURTHEST = 1000

/** The states of a document that somebody may have seen: those that are known, and whether another one was lost. */
export type Seen = { readonly states: readonly unknown[]; readonly lost: boolean }

/**
 * The document `name` as it is to be put in the place of other states of it: a thing in it (the document itself, an annotation)
 * that somebody may have seen say something else bears a higher revision than it had there. Whoever saw that would else take
 * this one for an earlier one, and pass it over.
 */
export function asNewest<T>(name: string, document: T, { states, lost }: Seen): T {
  const renewed = <Thing extends object>(thing: Thing, others: readonly object[]): Thing => {
    const revision = revisionOf(thing)
    if (revision === null) return thing
    const later = others.filter((other) => (revisionOf(other) ?? 0) >= revision)
    if (!lost && later.every((other) => isDeepStrictEqual(other, thing))) return thing
    const highest = Math.max(revision, ...later.map((other) => revisionOf(other) ?? 0))
    return { ...thing, revision: highest + (lost ? FURTHEST : 1) }
  }
  if (typeof document !== 'object' || document === null) return document
  const whole = states.filter((state) => typeof state === 'object' && state !== null)
  if (!documentSchemas.annotations.name.test(name)) return renewed(document, whole)

  // Who reads a document of this name holds it against this schema.
  const { annotations, trash } = document as T & AnnotationFile
  const others = new Map<string, Annotation[]>()
  // As above.
  for (const state of whole as AnnotationFile[])
    for (const one of [...state.annotations, ...state.trash.map(({ annotation }) => annotation)])
      others.set(one.id, [...(others.get(one.id) ?? []), one])
  const renew = (one: Annotation) => renewed(one, others.get(one.id) ?? [])
  return {
    ...document,
    annotations: annotations.map(renew),
    trash: trash.map((entry) => ({ ...entry, annotation: renew(entry.annotation) })),
  }
}

function revisionOf(thing: object): number | null {
  return 'revision' in thing && typeof thing.revision === 'number' ? thing.revision : null
}

import { sampleAnnotation } from '../../../electron/store/testing/samples'
import type { Annotation } from '../../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../../shared/model/ids'
import type { AnnotationFile } from '../../../shared/model/notebook'
import { currentVersion, type Source } from '../../../shared/model/source'
import type { Effect } from '../model'
import { type Desk, entry, into, type Kind, type Made } from './desk'
import { withCode } from './lists-and-briefs'

export const changesOfAnnotations: readonly Kind[] = [
  ['annotate', annotate, 10],
  ['change annotation', changeAnnotation, 6],
  ['trash annotation', trashAnnotation, 3],
  ['restore annotation', restoreAnnotation, 3],
  ['change many', changeMany, 4],
  ['change with books', changeWithBooks, 3],
  ['bring in annotations', bringInAnnotations, 2],
]

function newAnnotation(desk: Desk, source: Source): Annotation {
  const version = desk.version(source.id, currentVersion(source).number)
  const made = sampleAnnotation(
    desk.ports,
    { source, version },
    desk.random.below(60),
    desk.random.pick(['claim', 'figure', 'position']),
  )
  return { ...made, target: { ...made.target, version: version.number } }
}

function annotate(desk: Desk): Made | null {
  const source = desk.some(desk.sources())
  if (source === null) return null
  const annotation = newAnnotation(desk, source)
  return {
    effect: [entry(`annotation ${annotation.id}`, annotation)],
    make: (store) => store.addAnnotation(annotation),
  }
}

function rememoed(desk: Desk, annotation: Annotation): Annotation {
  return { ...annotation, revision: annotation.revision + 1, memo: desk.memo() }
}

function changeAnnotation(desk: Desk): Made | null {
  const annotation = desk.some(desk.annotations())
  if (annotation === null) return null
  const { id, target } = annotation
  const after = rememoed(desk, annotation)
  return {
    effect: [entry(`annotation ${id}`, after)],
    make: (store) => store.changeAnnotation(target.source, id, into(annotation, after)),
  }
}

function trashAnnotation(desk: Desk): Made | null {
  const annotation = desk.some(desk.annotations())
  if (annotation === null) return null
  const { id, target } = annotation
  return {
    effect: [[`annotation ${id}`, null], entry(`deleted ${id}`, annotation)],
    make: (store) => store.trashAnnotation(target.source, id),
  }
}

function restoreAnnotation(desk: Desk): Made | null {
  const annotation = desk.some(desk.deleted())
  if (annotation === null) return null
  const { id, target } = annotation
  return {
    effect: [[`deleted ${id}`, null], entry(`annotation ${id}`, annotation)],
    make: (store) => store.restoreAnnotation(target.source, id),
  }
}

/** Several annotations, mostly of several sources, as one change. */
function someChanged(desk: Desk): Map<AnnotationId, readonly [before: Annotation, after: Annotation]> {
  const chosen = desk.annotations().filter(() => !desk.random.oneIn(4))
  return new Map(chosen.map((before) => [before.id, [before, rememoed(desk, before)]]))
}

function changeIn(changed: ReturnType<typeof someChanged>) {
  return (file: AnnotationFile): AnnotationFile => {
    if (!file.annotations.some(({ id }) => changed.has(id))) return file
    const annotations = file.annotations.map((seen) => {
      const both = changed.get(seen.id)
      return both === undefined ? seen : into(...both)(seen)
    })
    return { ...file, annotations }
  }
}

function sourcesOf(changed: ReturnType<typeof someChanged>): SourceId[] {
  return [...new Set([...changed.values()].map(([{ target }]) => target.source))]
}

function effectOf(changed: ReturnType<typeof someChanged>): Effect {
  return [...changed].map(([id, [, after]]) => entry(`annotation ${id}`, after))
}

function changeMany(desk: Desk): Made | null {
  const changed = someChanged(desk)
  if (changed.size === 0) return null
  return {
    effect: effectOf(changed),
    make: (store) => store.changeFiles(sourcesOf(changed), changeIn(changed)),
  }
}

function changeWithBooks(desk: Desk): Made | null {
  const annotation = desk.some(desk.annotations())
  if (annotation === null) return null
  const { id, target } = annotation
  const after = rememoed(desk, annotation)
  const books = withCode(desk)
  return {
    effect: [entry(`annotation ${id}`, after), ...books.effect],
    make: (store) =>
      store.changeWithBooks(target.source, id, into(books.before, books.after), into(annotation, after)),
  }
}

function bringInAnnotations(desk: Desk): Made | null {
  const sources = desk.sources()
  if (sources.length === 0) return null
  const changed = someChanged(desk)
  const more = Array.from({ length: 1 + desk.random.below(4) }, () =>
    newAnnotation(desk, desk.random.pick(sources)),
  )
  const books = withCode(desk)
  return {
    effect: [...effectOf(changed), ...more.map((one) => entry(`annotation ${one.id}`, one)), ...books.effect],
    make: (store) =>
      store.changeFilesWithBooks(sourcesOf(changed), {
        change: changeIn(changed),
        more,
        books: into(books.before, books.after),
      }),
  }
}

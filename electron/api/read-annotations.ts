import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import type { SessionContext } from './session-context'

type Reading = Pick<SessionContext, 'store' | 'damage'>

/**
 * Every annotation of the notebook, in the order of the library and of reading. A source that cannot be read does not
 * hide the others: it is noted among the damage, which the notebook's state tells.
 */
export async function allAnnotations(context: Reading): Promise<Annotation[]> {
  const all: Annotation[] = []
  // The counts of the library do not decide what is read: another program may have put annotations there.
  for (const { id } of context.store.library()) all.push(...(await readOrNote(context, id)))
  return all
}

async function readOrNote({ store, damage }: Reading, source: SourceId): Promise<readonly Annotation[]> {
  try {
    const annotations = await store.readAnnotations(source)
    damage.delete(source)
    return annotations
  } catch (error) {
    if (!(error instanceof Failure && error.reason === 'damaged')) throw error
    damage.set(source, error.message)
    return []
  }
}

/** The annotations of these ids, in their order; each source is read once. Throws a Failure when one is not there. */
export async function namedAnnotations(
  { store }: Reading,
  ids: readonly AnnotationId[],
): Promise<Annotation[]> {
  const found = new Map<AnnotationId, Annotation>()
  for (const id of ids) {
    if (found.has(id)) continue
    const source = await store.locateAnnotation(id)
    const annotations = source === null ? [] : await store.readAnnotations(source)
    for (const annotation of annotations) found.set(annotation.id, annotation)
  }
  return ids.map((id) => {
    const annotation = found.get(id)
    if (annotation === undefined)
      throw new Failure('not-found', `There is no annotation ${id} in this notebook.`)
    return annotation
  })
}

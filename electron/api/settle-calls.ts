import { projectText } from '../../shared/anchoring/text-projection'
import type { Input } from '../../shared/contract/calls'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { Annotation, Target } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import { currentVersion } from '../../shared/model/source'
import { keepPlaced, keepWithOlder, putAt } from '../../shared/versions/settle-annotation'
import { changeAnnotationBy, describeTarget, tellOfAnnotations } from './annotation-calls'
import { EditStep } from './history'
import { expectRevision, recordStep, type SessionContext } from './session-context'

type SettleCalls = Pick<Handlers, 'annotation.places' | 'annotation.settle'>
type Decided = Input<'annotation.settle'>['as']

const labels: Record<Decided['what'], string> = {
  placed: 'accept place of highlight',
  older: 'leave highlight in older version',
  put: 'put highlight into new version',
}

/** What the calls on annotations do that came through to a newer version changed, or not at all. */
export function settleCalls(context: SessionContext): SettleCalls {
  const { store, annotations: all, now, work } = context
  return {
    'annotation.places': async ({ source, annotation: id }) => {
      const { target, earlier } = await store.readAnnotation(source, id)
      const newest = currentVersion(await store.readSource(source)).number
      const text = await textOf(context, source, newest)
      // One that came through with other words is looked for by those that it had.
      const { ranges } = target.version === newest ? (earlier?.at(-1) ?? target) : target
      const [first] = ranges
      if (first === undefined) throw new Error('a target has at least one range')
      return work('places', { range: first, text })
    },

    'annotation.settle': async ({ source, annotation: id, revision, as }) => {
      const stored = await store.readAnnotation(source, id)
      expectRevision('annotation', stored, revision)
      if (stored.carried === undefined) {
        throw new Failure(
          'invalid-input',
          'No newer version came since this highlight was made, so there is nothing to decide about it.',
        )
      }
      const next = await decided(context, stored, as)
      const { before, after } = await store.changeAnnotation(source, id, (seen) => {
        expectRevision('annotation', seen, revision)
        return { ...next, modified: now(), revision: seen.revision + 1 }
      })
      tellOfAnnotations(context, source)
      const step = new EditStep(labels[as.what], null, before, after, changeAnnotationBy(context, source, id))
      await recordStep(context, step, { source, annotation: id })
      return all.asRead(after)
    },
  }
}

/** As a person decided; for an orphan there is no place to accept. */
async function decided(context: SessionContext, annotation: Annotation, as: Decided): Promise<Annotation> {
  const next =
    as.what === 'put'
      ? putAt(annotation, await chosenPlace(context, annotation, as.ranges))
      : as.what === 'placed'
        ? keepPlaced(annotation)
        : keepWithOlder(annotation)
  if (next !== null) return next
  throw new Failure(
    'invalid-input',
    'This highlight was not found in the new version: put it somewhere, or leave it in the older one.',
  )
}

/** The passages of the newest version that a person chose. */
async function chosenPlace(
  context: SessionContext,
  { target: { source } }: Annotation,
  ranges: Extract<Decided, { what: 'put' }>['ranges'],
): Promise<Target> {
  const { number: version } = currentVersion(await context.store.readSource(source))
  return describeTarget(context, { source, version, place: { by: 'position', ranges } })
}

async function textOf({ store }: SessionContext, source: SourceId, version: number): Promise<string> {
  return projectText((await store.readVersion(source, version)).blocks).text
}

import { alignTexts } from '../../shared/anchoring/align-texts'
import { placesOf } from '../../shared/anchoring/places-of'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Input } from '../../shared/contract/calls'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import { type Annotation, excerptOf, type Target } from '../../shared/model/annotation'
import { assertNever } from '../../shared/model/assert-never'
import type { SourceId } from '../../shared/model/ids'
import { currentVersion } from '../../shared/model/source'
import { withTarget } from '../../shared/versions/carry-annotation'
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
  const { store, annotations: all, now } = context
  return {
    'annotation.places': async ({ source, annotation: id }) => {
      const { target, earlier } = await store.readAnnotation(source, id)
      const newest = currentVersion(await store.readSource(source)).number
      const text = await textOf(context, source, newest)
      // One that came through with other words is looked for by those that it had.
      const { ranges } = target.version === newest ? (earlier?.at(-1) ?? target) : target
      const [first] = ranges
      if (first === undefined) throw new Error('a target has at least one range')
      return placesOf(first, text)
    },

    'annotation.settle': async ({ source, annotation: id, revision, as }) => {
      const stored = await store.readAnnotation(source, id)
      const { carried } = stored
      if (carried === undefined) {
        throw new Failure(
          'invalid-input',
          'No newer version came since this highlight was made, so there is nothing to decide about it.',
        )
      }
      const put = as.what === 'put' ? await putInto(context, stored, as.ranges) : null
      const { before, after } = await store.changeAnnotation(source, id, (seen) => {
        expectRevision('annotation', seen, revision)
        return { ...(put ?? settled(seen, as)), modified: now(), revision: seen.revision + 1 }
      })
      tellOfAnnotations(context, source)
      const step = new EditStep(labels[as.what], null, before, after, changeAnnotationBy(context, source, id))
      await recordStep(context, step, { source, annotation: id })
      return all.asRead(after)
    },
  }
}

/** As a person decided, without another place. */
function settled(annotation: Annotation, as: Decided): Annotation {
  const { carried, target, earlier = [] } = annotation
  if (carried === undefined) throw new Error('an annotation that was not carried is settled')
  const isOrphan = carried.status === 'orphaned'
  switch (as.what) {
    case 'placed':
      if (isOrphan) {
        throw new Failure(
          'invalid-input',
          'This highlight was not found in the new version: put it somewhere, or leave it in the older one.',
        )
      }
      return { ...annotation, carried: { ...carried, settled: true } }
    case 'older': {
      const last = earlier.at(-1)
      if (isOrphan || last === undefined)
        return { ...annotation, carried: { ...carried, status: 'orphaned', settled: true } }
      const { earlier: _, ...back } = withTarget(annotation, { ...target, ...last })
      const rest = earlier.slice(0, -1)
      return {
        ...back,
        ...(rest.length > 0 && { earlier: rest }),
        carried: { ...carried, status: 'orphaned', settled: true },
      }
    }
    case 'put':
      throw new Error('what is put somewhere is settled with its place')
    default:
      return assertNever(as)
  }
}

/** The annotation at a place in the newest version that a person chose. */
async function putInto(
  context: SessionContext,
  annotation: Annotation,
  ranges: Extract<Decided, { what: 'put' }>['ranges'],
): Promise<Annotation> {
  const { source, version } = annotation.target
  const newest = currentVersion(await context.store.readSource(source)).number
  const target = await describeTarget(context, { source, version: newest, place: { by: 'position', ranges } })
  const left = version === newest ? [] : [{ version, ranges: annotation.target.ranges }]
  const earlier = [...(annotation.earlier ?? []), ...left]
  const score = sameWords(earlier.at(-1) ?? annotation.target, target)
  return {
    ...withTarget(annotation, target),
    ...(earlier.length > 0 && { earlier }),
    carried: { into: newest, status: score === 1 ? 'moved' : 'fuzzy', score, settled: true },
  }
}

/** Which share of the words of the one passage stand in the other. */
function sameWords(one: Pick<Target, 'ranges'>, two: Target): number {
  const [before, after] = [excerptOf({ ...two, ranges: one.ranges }), excerptOf(two)]
  const { to } = alignTexts(before, after)
  if (before === after) return 1
  const same = to.filter((place) => place !== -1).length
  // Signs or words that came make it another passage, though all of its words are there.
  return Math.min(to.length === 0 ? 0 : same / to.length, 0.99)
}

async function textOf({ store }: SessionContext, source: SourceId, version: number): Promise<string> {
  return projectText((await store.readVersion(source, version)).blocks).text
}

import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import type { SourceNow, SourcesChange, WantedSource } from '../store/change-sources'
import { moveFields, presenceStep, type StepPlace } from './history'
import { recordStep, type SessionContext } from './session-context'

/** What such a change touches in an annotation. A step is kept for long, so that it holds no more than that. */
type Touched = Pick<Annotation, 'revision' | 'target' | 'body' | 'earlier' | 'carried'>
type Edit = { readonly before: Touched; readonly after: Touched }
type State = Pick<WantedSource, 'source' | 'in'>
type SourceEdit = { readonly before: State | null; readonly after: State }

/** What the step is called, which text it is about, and what it is a part of. */
export type StepName = {
  readonly label: string
  readonly place: StepPlace | null
  readonly batch?: string | undefined
}

/**
 * Change several sources with their annotations as one step to undo, all or none; see `NotebookStore.changeSources`. A
 * source that came goes to the trash when it is undone. What was changed since and is not a part of it stays as it is.
 */
export async function changeAsStep(
  context: SessionContext,
  { label, place, batch }: StepName,
  ids: readonly SourceId[],
  plan: (now: readonly SourceNow[]) => Promise<SourcesChange>,
): Promise<void> {
  const sources = new Map<SourceId, SourceEdit>()
  const edits = new Map<AnnotationId, Edit>()
  await change(context, ids, async (now) => {
    const wanted = await plan(now)
    const before = new Map(now.map(({ source }) => [source.id, source]))
    for (const { source, in: where } of wanted.sources) {
      const was = before.get(source.id)
      sources.set(source.id, {
        before: was === undefined ? null : { source: was, in: 'library' },
        after: { source, in: where },
      })
    }
    const annotation = (current: Annotation) => {
      const after = wanted.annotation(current)
      if (after !== current) edits.set(current.id, { before: touchedIn(current), after: touchedIn(after) })
      return after
    }
    return { ...wanted, annotation }
  })
  const move = (from: 'before' | 'after', to: 'before' | 'after') => () =>
    change(context, [...sources.keys()], async (now) => {
      const moved = now.map(({ source }) => movedSource(source, sources.get(source.id), from, to))
      const annotation = movedBy(edits, from, to)
      expectPlaces(now, moved, annotation)
      return { sources: moved, annotation }
    })
  const step = presenceStep(label, { undo: move('after', 'before'), redo: move('before', 'after') })
  await recordStep(context, step, place, batch)
}

async function change(
  { store, publish }: SessionContext,
  ids: readonly SourceId[],
  plan: (now: readonly SourceNow[]) => Promise<SourcesChange>,
): Promise<void> {
  let touched: readonly SourceId[] = []
  await store.changeSources(ids, async (now) => {
    const wanted = await plan(now)
    touched = wanted.sources.map(({ source }) => source.id)
    return wanted
  })
  for (const source of touched) {
    publish({ kind: 'source', source })
    publish({ kind: 'annotations', source })
  }
  publish({ kind: 'library' })
}

function touchedIn({ revision, target, body, earlier, carried }: Annotation): Touched {
  return {
    revision,
    target,
    body,
    ...(earlier !== undefined && { earlier }),
    ...(carried !== undefined && { carried }),
  }
}

function movedBy(edits: ReadonlyMap<AnnotationId, Edit>, from: keyof Edit, to: keyof Edit) {
  return (current: Annotation): Annotation => {
    const edit = edits.get(current.id)
    return edit === undefined ? current : moveFields(current, edit[from], edit[to])
  }
}

function movedSource(
  current: Source,
  edit: SourceEdit | undefined,
  from: keyof SourceEdit,
  to: keyof SourceEdit,
): WantedSource {
  const [one, two] = [edit?.[from] ?? null, edit?.[to] ?? null]
  // It came with the step: there is nothing to it but that it is there.
  if (one === null || two === null)
    return { source: current, in: two === null ? 'trash' : two.in, arrives: null }
  const moved = moveFields(current, one.source, two.source)
  const listed = moved.versions.some(({ number }) => number === current.place?.version)
  return { source: listed ? moved : { ...moved, place: two.source.place }, in: two.in, arrives: null }
}

/** Refuse to take back a version in which something stands that the step does not take away. */
function expectPlaces(
  now: readonly SourceNow[],
  sources: readonly WantedSource[],
  change: (annotation: Annotation) => Annotation,
): void {
  const listed = new Set(
    sources.flatMap(({ source }) => source.versions.map(({ number }) => `${source.id} ${number}`)),
  )
  for (const { annotations } of now)
    for (const annotation of annotations) {
      const { source, version } = change(annotation).target
      if (listed.has(`${source} ${version}`)) continue
      throw new Failure(
        'conflict',
        'Something was highlighted in the new version since, so it can no longer be taken back; delete those highlights first.',
      )
    }
}

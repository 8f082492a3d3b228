import type { BulkChange, Input } from '../../shared/contract/calls'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import { assertNever } from '../../shared/model/assert-never'
import { type BulkEdit, bulkEdit, nameBulkChange } from '../../shared/model/bulk-edit'
import type { EntryId } from '../../shared/model/codebook'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import type { AnnotationFile } from '../../shared/model/notebook'
import { expectEntries } from './annotation-calls'
import { excerptTableOf } from './excerpt-table-of'
import { moveFields, presenceStep } from './history'
import { recordStep, type SessionContext } from './session-context'

type BulkCalls = Pick<Handlers, 'annotation.bulk'>

/** What a change may touch, as it is stored. A step is kept for long, so that it does not hold the passages. */
type Touched = Pick<Annotation, 'revision' | 'body' | 'codes'>
type Edit = { readonly before: Touched; readonly after: Touched }

/** What the call on many annotations does. */
export function bulkCalls(context: SessionContext): BulkCalls {
  return {
    'annotation.bulk': async ({ of, change }) => {
      await expectEntries(context, entriesIn(change))
      const chosen = await chosenBy(context, of)
      const ids = new Set(chosen.map(({ id }) => id))
      const sources = [...new Set(chosen.map(({ target }) => target.source))]
      const changed =
        change.do === 'remove'
          ? await removeAll(context, sources, ids)
          : await editAll(context, sources, ids, change)
      return { changed }
    },
  }
}

async function chosenBy(
  context: SessionContext,
  of: Input<'annotation.bulk'>['of'],
): Promise<readonly Annotation[]> {
  if (of.by === 'id') return context.annotations.named(of.annotations)
  return (await excerptTableOf(context, of.filter)).passing(of.filter)
}

async function editAll(
  context: SessionContext,
  sources: readonly SourceId[],
  ids: ReadonlySet<AnnotationId>,
  change: BulkEdit,
): Promise<number> {
  const resolve = await context.annotations.resolver()
  const edits = new Map<AnnotationId, Edit>()
  const edit = (before: Annotation): Annotation => {
    const after = ids.has(before.id) ? bulkEdit(change, before, resolve) : before
    if (after === before) return before
    expectRoom(after)
    const grown = { ...after, revision: before.revision + 1 }
    edits.set(before.id, { before: touchedIn(before), after: touchedIn(grown) })
    return grown
  }
  await changeEach(context, sources, edit)
  if (edits.size === 0) return 0

  const move = (from: keyof Edit, to: keyof Edit) => () =>
    changeEach(context, sources, (current) => {
      const its = edits.get(current.id)
      return its === undefined ? current : moveFields(current, its[from], its[to])
    })
  const label = nameBulkChange(change.do, edits.size)
  await recordStep(
    context,
    presenceStep(label, { undo: move('after', 'before'), redo: move('before', 'after') }),
  )
  return edits.size
}

function touchedIn({ revision, body, codes }: Annotation): Touched {
  return { revision, body, codes }
}

async function changeEach(
  context: SessionContext,
  sources: readonly SourceId[],
  edit: (annotation: Annotation) => Annotation,
): Promise<void> {
  const modified = context.now()
  await changeFiles(context, sources, (file) => {
    const annotations = file.annotations.map((before) => {
      const after = edit(before)
      return after === before ? before : { ...after, modified }
    })
    return annotations.every((after, index) => after === file.annotations[index])
      ? file
      : { ...file, annotations }
  })
}

async function removeAll(
  context: SessionContext,
  sources: readonly SourceId[],
  ids: ReadonlySet<AnnotationId>,
): Promise<number> {
  let removed = 0
  const remove = () => {
    const deleted = context.now()
    return changeFiles(context, sources, (file) => {
      const gone = file.annotations.filter(({ id }) => ids.has(id))
      if (gone.length === 0) return file
      removed += gone.length
      return {
        ...file,
        annotations: file.annotations.filter(({ id }) => !ids.has(id)),
        trash: [...file.trash, ...gone.map((annotation) => ({ deleted, annotation }))],
      }
    })
  }
  const restore = () =>
    changeFiles(context, sources, (file) => {
      const back = file.trash.filter(({ annotation }) => ids.has(annotation.id))
      if (back.length === 0) return file
      return {
        ...file,
        annotations: [...file.annotations, ...back.map(({ annotation }) => annotation)],
        trash: file.trash.filter(({ annotation }) => !ids.has(annotation.id)),
      }
    })
  await remove()
  const label = nameBulkChange('remove', removed)
  if (removed > 0) await recordStep(context, presenceStep(label, { undo: restore, redo: remove }))
  return removed
}

/** Change the files of these sources, all or none, and tell the windows. */
async function changeFiles(
  { store, annotations, publish }: SessionContext,
  sources: readonly SourceId[],
  change: (file: AnnotationFile) => AnnotationFile,
): Promise<void> {
  annotations.keep(await store.changeFiles(sources, change))
  for (const source of sources) publish({ kind: 'annotations', source })
  publish({ kind: 'library' })
}

const MOST_CODES = 1000

function expectRoom({ id, codes }: Annotation): void {
  if (codes.length <= MOST_CODES) return
  const message = `An annotation has at most ${MOST_CODES} codes, and ${id} has them already: nothing was changed.`
  throw new Failure('invalid-input', message)
}

function entriesIn(change: BulkChange): EntryId[] {
  switch (change.do) {
    case 'add-code':
      return [change.code]
    case 'set-measure':
      return change.measure === null ? [] : [change.measure]
    case 'set-issue':
      return change.issue === null ? [] : [change.issue]
    case 'set-actor':
      return change.actor === null ? [] : [change.actor]
    // What is dropped need not be there any more; the others name no entry.
    case 'drop-code':
    case 'set-stance':
    case 'set-certainty':
    case 'remove':
      return []
    default:
      return assertNever(change)
  }
}

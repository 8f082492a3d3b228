import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { SourceId } from '../../shared/model/ids'
import { inPlaceOf } from '../../shared/model/in-place-of'
import { lineTyped } from '../../shared/model/line-typed'
import { Decision, type ReadingStatus, type Source, type VersionEntry } from '../../shared/model/source'
import { Structure } from '../../shared/model/structure'
import { structureMisfit } from '../../shared/model/structure-misfit'
import { type ChangeDocument, EditStep, type Presence, presenceStep, type Step } from './history'
import { expectRevision, isSame, recordStep, type SessionContext } from './session-context'

type SourceCalls = Pick<
  Handlers,
  'library.list' | 'source.get' | 'source.update' | 'source.keepPlace' | 'source.remove' | 'version.get'
>

/** What the calls on sources do. */
export function sourceCalls(context: SessionContext): SourceCalls {
  const { store } = context
  return {
    'library.list': async () => [...store.library()],
    'source.get': ({ source }) => store.readSource(source),
    'version.get': ({ source, version }) => store.readVersion(source, version),

    'source.update': async ({ source, revision, batch, ...given }) => {
      const { details = {}, status, memo, structure, decisions = [] } = given
      if (structure !== undefined) await expectBlocks(context, source, structure)
      await expectPassages(context, source, decisions)
      const { before, after } = await store.changeSource(source, (seen) => {
        expectRevision('source', seen, revision)
        const wanted = {
          ...seen,
          details: { ...seen.details, ...details },
          // What a person sets is no longer inferred.
          inferences: seen.inferences.filter(({ field }) => !Object.hasOwn(details, field)),
          status: status ?? seen.status,
          memo: memo ?? seen.memo,
          structures: structure === undefined ? seen.structures : withStructure(seen.structures, structure),
          decisions: withDecisions(seen.decisions, decisions),
        }
        return isSame(seen, wanted) ? seen : { ...wanted, revision: seen.revision + 1 }
      })
      if (after === before) return after
      changed(context, source)
      const step = stepOf(context, before, after)
      if (step !== null) await recordStep(context, step, { source, annotation: null }, batch)
      return after
    },

    'source.keepPlace': async ({ source, version, offset }) => {
      expectOffset(await versionEntry(context, source, version), offset)
      // Where nothing can be written one reads on all the same.
      if (store.readOnly !== null) return {}
      await store.changeSource(source, (seen) => {
        const wanted = { ...seen, place: { version, offset } }
        return isSame(seen, wanted) ? seen : wanted
      })
      return {}
    },

    'source.remove': async ({ source, batch }) => {
      const { remove, restore } = presenceOfSource(context, source)
      await remove()
      const step = presenceStep('remove source', { undo: restore, redo: remove })
      await recordStep(context, step, { source, annotation: null }, batch)
      return {}
    },
  }
}

/** The two ways of a source: into the trash and out of it. */
export function presenceOfSource(context: SessionContext, source: SourceId): Presence<'source'> {
  return {
    remove: async () => {
      await context.store.trashSource(source)
      changed(context, source)
      return 'source'
    },
    restore: async () => {
      await context.store.restoreSource(source)
      changed(context, source)
      return 'source'
    },
  }
}

const statusLabels: Record<ReadingStatus, string> = {
  unread: 'mark as unread',
  reading: 'mark as being read',
  read: 'mark as read',
}

/** What an update did, as the step that takes it back; null for what nobody did by hand: opening an unread text. */
function stepOf(context: SessionContext, before: Source, after: Source): Step | null {
  const { id } = after
  const edit = changeBy(context, id)
  const differ = (field: keyof Source) => !isSame([before[field]], [after[field]])
  if (differ('details') || differ('inferences'))
    return new EditStep('edit source', lineTyped(before, after), before, after, edit)
  if (differ('structures')) return new EditStep('edit structure', null, before, after, edit)
  if (differ('decisions')) return new EditStep('decide on suggestion', null, before, after, edit)
  if (differ('memo')) return new EditStep('memo on source', `memo ${id}`, before, after, edit)
  if (before.status === 'unread' && after.status === 'reading') return null
  // Opening the text may have moved the status on since, and that is no reason to refuse.
  const set = (status: ReadingStatus) => () =>
    edit((current) =>
      current.status === status ? current : { ...current, status, revision: current.revision + 1 },
    )
  return presenceStep(statusLabels[after.status], { undo: set(before.status), redo: set(after.status) })
}

function withStructure(all: readonly Structure[], structure: Structure): Structure[] {
  const index = all.findIndex(({ version }) => version === structure.version)
  const there = all[index]
  return there === undefined ? [...all, structure] : all.with(index, inPlaceOf(Structure, there, structure))
}

/** The decisions with further ones: one on the same rule and passage takes the place of the other. */
function withDecisions(all: readonly Decision[], given: readonly Decision[]): Decision[] {
  // The place in a map is that of the first with its key.
  const kept = new Map(all.map((decision) => [keyOf(decision), decision]))
  for (const decision of given) {
    const there = kept.get(keyOf(decision))
    kept.set(keyOf(decision), there === undefined ? decision : inPlaceOf(Decision, there, decision))
  }
  return [...kept.values()]
}

function keyOf({ rule, passage: { version, start, end } }: Decision): string {
  return JSON.stringify([rule, version, start, end])
}

/** Refuse decisions on passages that no version has. */
async function expectPassages(
  context: SessionContext,
  source: SourceId,
  decisions: readonly Decision[],
): Promise<void> {
  for (const { passage } of decisions)
    expectOffset(await versionEntry(context, source, passage.version), Math.max(passage.start, passage.end))
}

/** The entry of a version, which must be there. */
async function versionEntry(
  { store }: SessionContext,
  source: SourceId,
  version: number,
): Promise<VersionEntry> {
  const { versions } = await store.readSource(source)
  const entry = versions.find(({ number }) => number === version)
  if (entry === undefined) throw new Failure('not-found', `The source ${source} has no version ${version}.`)
  return entry
}

function expectOffset({ characters, number }: VersionEntry, offset: number): void {
  if (offset <= characters) return
  const message = `There is no place ${offset} in version ${number}: the text has ${characters} characters.`
  throw new Failure('invalid-input', message)
}

/** Refuse an overlay that names blocks which the version does not have, or in the wrong order. */
async function expectBlocks(
  { store }: SessionContext,
  source: SourceId,
  structure: Structure,
): Promise<void> {
  const { blocks } = await store.readVersion(source, structure.version)
  const misfit = structureMisfit(blocks, structure)
  if (misfit !== null) throw new Failure('invalid-input', misfit)
}

function changed({ publish }: SessionContext, source: SourceId): void {
  publish({ kind: 'source', source })
  publish({ kind: 'library' })
}

function changeBy(context: SessionContext, source: SourceId): ChangeDocument<Source> {
  return async (edit) => {
    await context.store.changeSource(source, edit)
    changed(context, source)
  }
}

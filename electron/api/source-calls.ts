import type { Handlers } from '../../shared/contract/dispatch'
import type { SourceId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import { type ChangeDocument, EditStep, presenceStep } from './history'
import { expectRevision, isSame, recordStep, type SessionContext } from './session-context'

type SourceCalls = Pick<
  Handlers,
  'library.list' | 'source.get' | 'source.update' | 'source.remove' | 'version.get'
>

/** What the calls on sources do. */
export function sourceCalls(context: SessionContext): SourceCalls {
  const { store } = context
  return {
    'library.list': async () => [...store.library()],
    'source.get': ({ source }) => store.readSource(source),
    'version.get': ({ source, version }) => store.readVersion(source, version),

    'source.update': async ({ source, revision, details = {}, status, memo }) => {
      const { before, after } = await store.changeSource(source, (seen) => {
        expectRevision('source', seen, revision)
        const wanted = {
          ...seen,
          details: { ...seen.details, ...details },
          // What a person sets is no longer inferred.
          inferences: seen.inferences.filter(({ field }) => !Object.hasOwn(details, field)),
          status: status ?? seen.status,
          memo: memo ?? seen.memo,
        }
        return isSame(seen, wanted) ? seen : { ...wanted, revision: seen.revision + 1 }
      })
      if (after === before) return after
      changed(context, source)
      // Reading is not an action one takes back: the status alone makes no step.
      if (Object.keys(details).length > 0 || memo !== undefined) {
        const typing = memo === undefined ? null : `memo ${source}`
        await recordStep(
          context,
          new EditStep(
            memo === undefined ? 'edit source' : 'memo on source',
            typing,
            before,
            after,
            changeBy(context, source),
          ),
        )
      }
      return after
    },

    'source.remove': async ({ source }) => {
      const { remove, restore } = presenceOfSource(context, source)
      await remove()
      await recordStep(context, presenceStep('remove source', { undo: restore, redo: remove }))
      return {}
    },
  }
}

/** The two ways of a source: into the trash and out of it. */
export function presenceOfSource(context: SessionContext, source: SourceId) {
  return {
    remove: async (): Promise<void> => {
      await context.store.trashSource(source)
      changed(context, source)
    },
    restore: async (): Promise<void> => {
      await context.store.restoreSource(source)
      changed(context, source)
    },
  }
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

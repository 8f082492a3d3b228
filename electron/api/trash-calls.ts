import type { Handlers } from '../../shared/contract/dispatch'
import { assertNever } from '../../shared/model/assert-never'
import { resolved } from '../../shared/model/edit-codebook'
import { presenceOfAnnotation } from './annotation-calls'
import { presenceOfBrief } from './brief-calls'
import { presenceStep, type StepPlace } from './history'
import { recordStep, type SessionContext } from './session-context'
import { presenceOfSource } from './source-calls'

type TrashCalls = Pick<Handlers, 'trash.list' | 'trash.restore'>

/** What the calls on the trash do. */
export function trashCalls(context: SessionContext): TrashCalls {
  const { store } = context

  function presenceOf(wanted: Parameters<TrashCalls['trash.restore']>[0]) {
    switch (wanted.kind) {
      case 'source':
        return presenceOfSource(context, wanted.source)
      case 'brief':
        return presenceOfBrief(context, wanted.brief)
      case 'annotation':
        return presenceOfAnnotation(context, wanted.source, wanted.annotation)
      default:
        return assertNever(wanted)
    }
  }

  return {
    'trash.list': async ({ source }) => {
      if (source === null) return store.listTrash()
      const resolve = await context.annotations.resolver()
      const trash = await store.listTrashOf(source)
      return trash.map((entry) =>
        entry.kind === 'annotation' ? { ...entry, annotation: resolved(entry.annotation, resolve) } : entry,
      )
    },

    'trash.restore': async (wanted) => {
      const { restore, remove } = presenceOf(wanted)
      const kind = await restore()
      const step = presenceStep(`restore ${kind}`, { undo: remove, redo: restore })
      await recordStep(context, step, placeOf(wanted))
      return {}
    },
  }
}

function placeOf(wanted: Parameters<TrashCalls['trash.restore']>[0]): StepPlace | null {
  if (wanted.kind === 'brief') return null
  return { source: wanted.source, annotation: wanted.kind === 'annotation' ? wanted.annotation : null }
}

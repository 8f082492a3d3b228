import type { Handlers } from '../../shared/contract/dispatch'
import type { NotebookEvent } from '../../shared/contract/events'
import { Failure } from '../../shared/contract/failure'
import { readSample } from '../sample/sample'
import { startFilling } from './fill-sample'
import { presenceStep } from './history'
import { recordStep, type SessionContext } from './session-context'

type SampleCalls = Pick<Handlers, 'sample.add'>

/** What the call that fills an empty notebook with the sample does. */
export function sampleCalls(context: SessionContext): SampleCalls {
  const { store, publish } = context
  let isAdding = false
  return {
    'sample.add': async () => {
      if (isAdding || store.library().length > 0) throw notEmpty()
      isAdding = true
      // The windows are told once, when all of it is there.
      const events = new Map<string, NotebookEvent>()
      const collect = (event: NotebookEvent) => void events.set(JSON.stringify(event), event)
      const filling = startFilling(context, collect)
      const remember = (redo: () => Promise<void>) =>
        recordStep(
          { ...context, publish: collect },
          presenceStep('add the sample', { undo: () => filling.undo(), redo }),
        )
      try {
        const added = await filling.fill(readSample()).catch(async (error: unknown) => {
          await filling.undo().catch((fault: unknown) => {
            // What a full disk did not let go is taken away by an undo, once there is space.
            context.report(fault)
            return remember(() => Promise.reject(onlyHalf()))
          })
          throw error
        })
        await remember(() => filling.redo())
        return added
      } finally {
        isAdding = false
        filling.tellTo(publish)
        for (const event of events.values()) publish(event)
      }
    },
  }
}

function notEmpty(): Failure {
  return new Failure(
    'conflict',
    'This notebook has texts already, and the sample is no part of anybody’s work: open it in a new notebook.',
  )
}

function onlyHalf(): Failure {
  return new Failure('conflict', 'The sample was here only half, so that it cannot come back; add it anew.')
}

import type { Output } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import type { SourceId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import { useCommand } from '../state/commands'
import { sentenceOf } from '../state/host'
import { useHost, useRefusal } from '../state/host-context'
import { useSaves } from '../state/saves'
import { useStatus } from '../state/status'
import { useAnswer } from '../state/use-answer'

/** A text in which something was done. */
export type Where = NonNullable<Output<'history.undo'>['where']>

type Given = {
  /** The text in view; null when there is none. */
  readonly shown: SourceId | null
  readonly onShow: (where: Where) => void
}

/**
 * Undo and redo of the notebook, offered with the name of the step while there is one; the status bar names what was
 * undone, and the text when another one is in view, and leads there. It waits for what this window is still saving, and
 * what it returns asks the host in any case: a change that another window is saving is a step too.
 */
export function useHistory({ shown, onShow }: Given) {
  const host = useHost()
  const status = useStatus()
  const refusal = useRefusal()
  const saves = useSaves()
  const { value } = useAnswer('history.state', {}, ({ kind }) => kind === 'history')
  const steps = value === null || refusal !== null ? { undo: null, redo: null } : value

  const move = async (go: () => Promise<{ readonly words: string; readonly where: Where | null }>) => {
    await saves.settled()
    if (refusal !== null) return status.refuse(refusal)
    try {
      const { words, where } = await go()
      if (where === null || where.source === shown) status.say(words)
      else status.say(`${words}${nameOf(where)}`, () => onShow(where))
    } catch (error) {
      // Nothing went wrong where there is nothing to take back, and nobody has to be told of it for long.
      if (error instanceof Failure && error.reason === 'nothing-to-undo') status.say(error.message)
      else status.refuse(sentenceOf(error))
    }
  }
  const undo = () =>
    move(async () => {
      const { undone, where } = await host.call('history.undo', {})
      return { words: `Undone: ${undone}`, where }
    })
  const redo = () =>
    move(async () => {
      const { redone, where } = await host.call('history.redo', {})
      return { words: `Redone: ${redone}`, where }
    })
  useCommand('undo', steps.undo === null ? null : () => void undo(), `Undo: ${steps.undo}`)
  useCommand('redo', steps.redo === null ? null : () => void redo(), `Redo: ${steps.redo}`)
  return { undo: () => void undo(), redo: () => void redo() }
}

function nameOf({ title, within }: Where): string {
  const named = `“${shortened(title, 40)}”`
  return within ? ` in ${named}` : `: ${named}`
}

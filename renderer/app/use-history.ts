import { useCommand } from '../state/commands'
import { useRefusal } from '../state/host-context'
import { useSaves } from '../state/saves'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'

/**
 * Undo and redo of the notebook, offered with the name of the step while there is one; the status bar names what was
 * undone. It waits for what this window is still saving, and what it returns asks the host in any case: a change that
 * another window is saving is a step too.
 */
export function useHistory() {
  const attempt = useAttempt()
  const refusal = useRefusal()
  const saves = useSaves()
  const { value } = useAnswer('history.state', {}, ({ kind }) => kind === 'history')
  const steps = value === null || refusal !== null ? { undo: null, redo: null } : value
  const undo = async () => {
    await saves.settled()
    await attempt('history.undo', {}, ({ undone }) => `Undone: ${undone}`)
  }
  const redo = async () => {
    await saves.settled()
    await attempt('history.redo', {}, ({ redone }) => `Redone: ${redone}`)
  }
  useCommand('undo', steps.undo === null ? null : () => void undo(), `Undo: ${steps.undo}`)
  useCommand('redo', steps.redo === null ? null : () => void redo(), `Redo: ${steps.redo}`)
  return { undo: () => void undo(), redo: () => void redo() }
}

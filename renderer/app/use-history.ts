import { useCommand } from '../state/commands'
import { useRefusal } from '../state/host-context'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'

/**
 * Undo and redo of the notebook, offered with the name of the step while there is one; the status bar names what was
 * undone. What it returns asks the host in any case: a change that is still being saved is a step too.
 */
export function useHistory() {
  const attempt = useAttempt()
  const refusal = useRefusal()
  const { value } = useAnswer('history.state', {}, ({ kind }) => kind === 'history')
  const steps = value === null || refusal !== null ? { undo: null, redo: null } : value
  const undo = () => void attempt('history.undo', {}, ({ undone }) => `Undone: ${undone}`)
  const redo = () => void attempt('history.redo', {}, ({ redone }) => `Redone: ${redone}`)
  useCommand('undo', steps.undo === null ? null : undo, `Undo: ${steps.undo}`)
  useCommand('redo', steps.redo === null ? null : redo, `Redo: ${steps.redo}`)
  return { undo, redo }
}

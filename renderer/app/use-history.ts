import { useAttempt } from '../state/use-attempt'

/** Undo and redo of the notebook; the status bar names what was undone. */
export function useHistory() {
  const attempt = useAttempt()
  return {
    undo: () => attempt('history.undo', {}, ({ undone }) => `Undone: ${undone}`),
    redo: () => attempt('history.redo', {}, ({ redone }) => `Redone: ${redone}`),
  }
}

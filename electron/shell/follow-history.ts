import type { Output } from '../../shared/contract/calls'
import type { Session } from '../api/open-session'

/** What undo and redo would do now; null where there is nothing to do. */
export type HistoryState = Output<'history.state'>

/** Calls `show` at once, and again whenever undo or redo would do something else. */
export function followHistory(
  session: Pick<Session, 'call' | 'onEvent'>,
  show: (state: HistoryState) => void,
): void {
  let shown: HistoryState = { undo: null, redo: null }
  const ask = async () => {
    const answer = await session.call('history.state', {})
    if (!answer.ok) return
    // The handler of `history.state` gave it.
    const state = answer.value as HistoryState
    if (state.undo === shown.undo && state.redo === shown.redo) return
    shown = state
    show(state)
  }
  show(shown)
  session.onEvent(({ kind }) => {
    if (kind === 'history') void ask()
  })
}

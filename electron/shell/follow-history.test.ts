import { expect, test, vi } from 'vitest'
import type { NotebookEvent } from '../../shared/contract/events'
import { followHistory, type HistoryState } from './follow-history'

/** A session of which only the history matters. */
function sessionWith(start: HistoryState) {
  let state = start
  let tell: ((event: NotebookEvent) => void) | null = null
  return {
    session: {
      call: async () => ({ ok: true as const, value: state }),
      onEvent: (listener: (event: NotebookEvent) => void) => {
        tell = listener
        return () => {}
      },
    },
    tell: (event: NotebookEvent) => tell?.(event),
    change: (next: HistoryState) => {
      state = next
      tell?.({ kind: 'history' })
    },
  }
}

test('the menu is there before anything was done, and follows what is done', async () => {
  const { session, change, tell } = sessionWith({ undo: null, redo: null })
  const show = vi.fn<(state: HistoryState) => void>()
  followHistory(session, show)
  expect(show).toHaveBeenLastCalledWith({ undo: null, redo: null })
  change({ undo: 'tag figure', redo: null })
  await vi.waitFor(() => expect(show).toHaveBeenLastCalledWith({ undo: 'tag figure', redo: null }))
  change({ undo: 'tag figure', redo: null })
  tell({ kind: 'library' })
  change({ undo: null, redo: 'tag figure' })
  await vi.waitFor(() => expect(show).toHaveBeenLastCalledWith({ undo: null, redo: 'tag figure' }))
  // A step of the same name changes nothing that the menu shows.
  expect(show).toHaveBeenCalledTimes(3)
})

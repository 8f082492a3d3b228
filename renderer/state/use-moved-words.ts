import { useEffect, useReducer } from 'react'
import { useHost } from './host-context'
import { useStatus } from './status'
import { foldersBefore, takeUp, type WhichNotebook } from './unsaved'

/**
 * Tells of words that are kept for the notebook in another folder: whoever moved it wants them here, and whoever copied it does
 * not. Counts how often they were taken up: then all fields are to be drawn anew.
 */
export function useMovedWords(notebook: WhichNotebook | null): number {
  const host = useHost()
  const status = useStatus()
  const [times, count] = useReducer((before: number) => before + 1, 0)
  const { id, folder } = notebook ?? { id: null, folder: '' }
  useEffect(() => {
    if (id === null) return
    const [from] = foldersBefore(host, { id, folder })
    if (from === undefined) return
    const take = () => {
      takeUp(host, { id, folder }, from)
      count()
    }
    // What is met in the files, as it may well be where a notebook was moved, does not take the place of this offer.
    status.refuse(
      `What was typed in this notebook while it lay in ${from} is not saved yet. Show takes it up here.`,
      take,
    )
  }, [host, status, id, folder])
  return times
}

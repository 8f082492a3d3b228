import { createContext, useContext, useEffect, useMemo, useReducer } from 'react'
import { useHost } from './host-context'
import { useStatus } from './status'
import { foldersBefore, takeUp, type WhichNotebook } from './unsaved'

/** Words that were typed in this notebook while it lay in another folder, and what takes them up here. */
export type MovedWords = { readonly from: string; readonly take: () => void }

export const MovedWordsContext = createContext<MovedWords | null>(null)

/** The words that wait for being taken up; null when there are none. */
export function useMovedWordsOffer(): MovedWords | null {
  return useContext(MovedWordsContext)
}

/**
 * Tells of words that are kept for the notebook in another folder: whoever moved it wants them here, and whoever copied it does
 * not. Counts how often they were taken up: then all fields are to be drawn anew.
 */
export function useMovedWords(notebook: WhichNotebook | null): {
  readonly offer: MovedWords | null
  readonly times: number
} {
  const host = useHost()
  const status = useStatus()
  const [times, count] = useReducer((before: number) => before + 1, 0)
  const { id, folder } = notebook ?? { id: null, folder: '' }
  // Asked again once some were taken up.
  const from = useMemo(
    () => (id === null || times < 0 ? null : (foldersBefore(host, { id, folder })[0] ?? null)),
    [host, id, folder, times],
  )
  const offer = useMemo(() => {
    if (id === null || from === null) return null
    const take = () => {
      takeUp(host, { id, folder }, from)
      status.over(MOVED)
      count()
    }
    return { from, take }
  }, [host, status, id, folder, from])
  useEffect(() => {
    // What is met in the files, as it may well be where a notebook was moved, does not take the place of this offer.
    if (offer !== null)
      status.refuse(
        `What was typed in this notebook while it lay in ${offer.from} is not saved yet. Show takes it up here.`,
        offer.take,
        MOVED,
      )
  }, [status, offer])
  return { offer, times }
}

/** What the offer is about, so that it goes when the words are taken up elsewhere. */
const MOVED = 'words of a moved notebook'

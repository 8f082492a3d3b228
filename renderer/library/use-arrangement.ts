import { useDeferredValue, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import {
  arrangeLibrary,
  indexSources,
  type LibraryFilter,
  noFilter,
  outletsIn,
} from '../../shared/model/arrange-library'
import type { SourceSummary } from '../../shared/model/notebook'
import type { Host } from '../state/host'
import { useHost } from '../state/host-context'
import { usePreferences } from '../state/preferences'

// The filter lasts as long as the window, also while another view takes the place of the library.
const filters = new WeakMap<Host, LibraryFilter>()

/** The sources as this person has them stand, and what the library was asked for. */
export function useArrangement(sources: readonly SourceSummary[]) {
  const host = useHost()
  const [filter, setFilter] = useState(() => filters.get(host) ?? noFilter)
  const {
    librarySort: sort,
    libraryDescending: descending,
    libraryGroup: group,
  } = usePreferences().preferences
  const [hurried, setHurried] = useState(filter)
  const deferred = useDeferredValue(filter) // a letter is on the screen before the list has caught up
  const applied = hurried === filter ? filter : deferred
  const index = useMemo(() => indexSources(sources), [sources])
  const outlets = useMemo(() => outletsIn(index), [index])
  const arranged = useMemo(
    () => arrangeLibrary(index, { filter: applied, sort, descending, group }),
    [index, applied, sort, descending, group],
  )
  return {
    filter,
    changeFilter: (given: Partial<LibraryFilter>) => {
      const next = { ...filter, ...given }
      filters.set(host, next)
      setFilter(next)
    },
    /** What `arranged` has caught up with. */
    applied,
    group,
    outlets,
    arranged,
    /** Draws `arranged` for what is asked now, at once: for who goes on into it. */
    catchUp: () => flushSync(() => setHurried(filter)),
    /** Changes whenever something else is asked for, and not when the sources change. */
    asked: JSON.stringify([applied, sort, descending, group]),
  }
}

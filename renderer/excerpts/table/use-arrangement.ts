import { useState } from 'react'
import { anyExcerpt, type ExcerptArrangement, type ExcerptFilter } from '../../../shared/model/excerpts'
import type { Host } from '../../state/host'
import { useHost } from '../../state/host-context'

const plain: ExcerptArrangement = { filter: anyExcerpt, sort: 'place', descending: false, group: 'none' }

// The arrangement lasts as long as the window, also while another view takes the place of the table.
const kept = new WeakMap<Host, ExcerptArrangement>()

/** What the table was asked for. A filter that is `given` takes the place of the present one. */
export function useArrangement(given: ExcerptFilter | null) {
  const host = useHost()
  const [arrangement, setArrangement] = useState(() => {
    const last = kept.get(host) ?? plain
    const first = given === null ? last : { ...last, filter: given }
    kept.set(host, first)
    return first
  })
  const [taken, setTaken] = useState(given)
  if (taken !== given) {
    setTaken(given)
    if (given !== null) setArrangement({ ...arrangement, filter: given })
  }
  const change = (wanted: Partial<ExcerptArrangement>) => {
    const next = { ...arrangement, ...wanted }
    kept.set(host, next)
    setArrangement(next)
  }
  return {
    arrangement,
    change,
    changeFilter: (wanted: Partial<ExcerptFilter>) =>
      change({ filter: { ...arrangement.filter, ...wanted } }),
  }
}

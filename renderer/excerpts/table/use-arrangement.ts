import { useEffect, useState } from 'react'
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
    return given === null ? last : { ...last, filter: given }
  })
  const [taken, setTaken] = useState(given)
  if (taken !== given) {
    setTaken(given)
    if (given !== null) setArrangement({ ...arrangement, filter: given })
  }
  useEffect(() => void kept.set(host, arrangement), [host, arrangement])
  // A date that had to be read comes late, maybe when the table has gone: it goes with what there is by then.
  const latest = () => kept.get(host) ?? arrangement
  const change = (wanted: Partial<ExcerptArrangement>) => {
    const next = { ...latest(), ...wanted }
    kept.set(host, next)
    setArrangement(next)
  }
  return {
    arrangement,
    change,
    changeFilter: (wanted: Partial<ExcerptFilter>) => change({ filter: { ...latest().filter, ...wanted } }),
  }
}

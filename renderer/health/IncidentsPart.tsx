import { useState } from 'react'
import type { ToldIncident } from '../../shared/model/health'
import { IncidentItem } from './IncidentItem'

type Props = {
  /** Newest first. */
  readonly past: readonly ToldIncident[]
  readonly now: Date
}

/** So many are shown before one asks for all of them. */
const FEW = 10

/** What was met and is in order again. */
export function IncidentsPart({ past, now }: Props) {
  const [all, setAll] = useState(false)
  if (past.length === 0) return null
  return (
    <section aria-labelledby="health-incidents">
      <h2 id="health-incidents">
        Met and put right <span className="q num">{past.length.toLocaleString('en')}</span>
      </h2>
      <ul className="items">
        {past.slice(0, all ? undefined : FEW).map((incident, index) => (
          // Of two that were met at one moment in one file only the place tells which is which.
          <li key={`${incident.at} ${incident.file} ${past.length - index}`}>
            <IncidentItem incident={incident} isOpen={false} now={now} />
          </li>
        ))}
      </ul>
      {past.length <= FEW ? null : (
        <button type="button" className="btn quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Show the last ${FEW}` : `Show all ${past.length.toLocaleString('en')}`}
        </button>
      )}
    </section>
  )
}

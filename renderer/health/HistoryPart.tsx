import { useState } from 'react'
import type { Backup, ToldIncident } from '../../shared/model/health'
import { IncidentItem } from './IncidentItem'
import { Item } from './Items'
import { momentHeading } from './moment-words'

type Props = {
  /** What was met and is in order again, newest first. */
  readonly past: readonly ToldIncident[]
  /** The backups that were made before the notebook was brought to a newer format. */
  readonly migrations: readonly Backup[]
  readonly now: Date
}

type Entry =
  | { readonly kind: 'incident'; readonly at: string; readonly incident: ToldIncident }
  | { readonly kind: 'migration'; readonly at: string }

/** So many are shown before one asks for all of them. */
const FEW = 10

/** What was put right in the notebook, and when it was brought to a newer format. */
export function HistoryPart({ past, migrations, now }: Props) {
  const [all, setAll] = useState(false)
  const entries: Entry[] = [
    ...past.map((incident) => ({ kind: 'incident', at: incident.at, incident }) as const),
    ...migrations.map(({ made }) => ({ kind: 'migration', at: made }) as const),
  ].toSorted((one, two) => two.at.localeCompare(one.at))
  if (entries.length === 0) return null
  return (
    <section aria-labelledby="health-history">
      <h2 id="health-history">
        History <span className="q num">{entries.length.toLocaleString('en')}</span>
      </h2>
      <ul className="items">
        {entries.slice(0, all ? undefined : FEW).map((entry, index) => (
          // Of two that were met at one moment only the place tells which is which.
          <li key={`${entry.at} ${entries.length - index}`}>
            {entry.kind === 'incident' ? (
              <IncidentItem incident={entry.incident} isOpen={false} now={now} />
            ) : (
              <Migration at={entry.at} now={now} />
            )}
          </li>
        ))}
      </ul>
      {entries.length <= FEW ? null : (
        <button type="button" className="btn quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Show the last ${FEW}` : `Show all ${entries.length.toLocaleString('en')}`}
        </button>
      )}
    </section>
  )
}

function Migration({ at, now }: { readonly at: string; readonly now: Date }) {
  return (
    <Item
      icon="check"
      tone="good"
      title="The notebook was brought to the format of a newer version of Sourcebook."
    >
      <p>All that was in it is in it; the state before is among the backups below.</p>
      <p className="meta">{momentHeading(at, now)}</p>
    </Item>
  )
}

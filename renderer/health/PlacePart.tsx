import type { Health } from '../../shared/model/health'
import { LITTLE_SPACE } from './attention'
import { holderWords, spaceWords } from './health-words'

type Props = { readonly health: Health; readonly now: Date }

/** Who holds the notebook, and where it lies. */
export function PlacePart({ health: { folder, holder, disk, syncedBy }, now }: Props) {
  return (
    <section aria-labelledby="health-place">
      <h2 id="health-place">Where it is</h2>
      <dl className="facts">
        <div>
          <dt>Held by</dt>
          <dd>
            {holderWords(holder, now)}
            {holder.who === 'another' ? (
              <span className="more">Its process is number {holder.pid}.</span>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>Folder</dt>
          <dd className="path">{folder}</dd>
        </div>
        <div>
          <dt>Disk</dt>
          <dd>
            {disk === null
              ? 'The system does not say how much room there is'
              : `${spaceWords(disk.free)} free of ${spaceWords(disk.size)}`}
            {disk !== null && disk.free < LITTLE_SPACE ? (
              <span className="warning">, which is little: make some room before it is full</span>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>Synced by</dt>
          <dd>
            {syncedBy === null ? (
              'No program that is known here'
            ) : (
              <>
                {syncedBy}
                <span className="more">
                  Wait until it has finished before you open the notebook on another computer.
                </span>
              </>
            )}
          </dd>
        </div>
      </dl>
    </section>
  )
}

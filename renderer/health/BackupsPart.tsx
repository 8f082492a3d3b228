import { useId, useState } from 'react'
import type { Backup, Health } from '../../shared/model/health'
import { useHost, useRefusal } from '../state/host-context'
import { type Asked, useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'
import { ListBox } from '../ui/ListBox'
import { CopyDialog } from './CopyDialog'
import { causeWords, holdingsWords, lossWords } from './health-words'
import { agoWords, momentHeading, momentName, secondsOf } from './moment-words'
import { RestoreDialog } from './RestoreDialog'
import { useBackUp } from './use-back-up'

type Props = {
  readonly backups: Health['backups']
  /** The folder of the notebook is: only what lies outside can be gone back to, and only as a copy. */
  readonly isGone: boolean
  readonly states: Asked<readonly Backup[]>
  readonly now: Date
}

const noBackups: readonly Backup[] = []

/** The backups: when the last ones were made, and the states of the notebook that one can go back to. */
export function BackupsPart({ backups, isGone, states: { value, failure }, now }: Props) {
  const host = useHost()
  const refusal = useRefusal()
  const about = useId()
  const [picked, setPicked] = useState<string | null>(null)
  const [asking, setAsking] = useState<'restore' | 'copy' | null>(null)
  const all = value ?? noBackups
  const states = eachOnce(isGone ? all.filter(({ place }) => place === 'outside') : all)
  const losses = useAnswer('backup.losses', {}, ({ kind }) => kind === 'health').value ?? []
  const lossOf = ({ number, place }: Backup) =>
    losses.find((one) => one.number === number && one.place === place) ?? null
  const headings = headingsOf(states, now)
  // There is nothing to choose among one.
  const [only] = states.length === 1 ? states : []
  const chosen = picked ?? (only === undefined ? null : keyOf(only))
  const backup = states.find((one) => keyOf(one) === chosen) ?? null
  /** An answer that came late closes no other dialog. */
  const close = (own: typeof asking) => setAsking((now) => (now === own ? null : now))

  return (
    <section aria-labelledby="health-backups">
      <h2 id="health-backups">Backups</h2>
      {isGone ? null : <OwnBackups backups={backups} now={now} />}
      {failure === null ? null : <p>{failure}</p>}
      {states.length === 0 ? null : (
        <>
          <h3 id={about}>
            States to go back to <span className="q num">{states.length.toLocaleString('en')}</span>
          </h3>
          <ListBox
            label="States to go back to"
            className="states"
            items={states}
            keyOf={keyOf}
            chosen={chosen}
            onChoose={(one) => setPicked(keyOf(one))}
            estimate={50}
          >
            {(one) => (
              <div className="choosable state">
                <span className="t">{headings.get(keyOf(one))}</span>
                <span className="q">
                  {[...(one.place === 'outside' ? ['only outside'] : []), ...lossWords(lossOf(one))].join(
                    '; ',
                  )}
                </span>
                <span className="m">
                  Backup {one.number.toLocaleString('en')}: {holdingsWords(one)}; {causeWords[one.cause]}
                </span>
              </div>
            )}
          </ListBox>
          <div className="acts">
            {isGone ? null : (
              <button
                type="button"
                className="btn line"
                disabled={backup === null || refusal !== null}
                onClick={() => setAsking('restore')}
              >
                Restore…
              </button>
            )}
            <button
              type="button"
              className="btn line"
              disabled={backup === null}
              onClick={() => setAsking('copy')}
            >
              {host.kind === 'desktop' ? 'Open as a copy…' : 'Make a copy…'}
            </button>
            <span className="q">
              {backup === null ? 'Choose a state first.' : `The state of ${momentName(backup.made, now)}.`}
            </span>
          </div>
        </>
      )}
      {backup !== null && asking === 'restore' ? (
        <RestoreDialog backup={backup} now={now} onClose={() => close('restore')} />
      ) : null}
      {backup !== null && asking === 'copy' ? (
        <CopyDialog backup={backup} isGone={isGone} now={now} onClose={() => close('copy')} />
      ) : null}
    </section>
  )
}

/** When the last ones were made in each place, and how the next one is. */
function OwnBackups({ backups: { notebook, outside, outsideFolder }, now }: Pick<Props, 'backups' | 'now'>) {
  const attempt = useAttempt()
  const backUp = useBackUp()
  return (
    <>
      <dl className="facts">
        <div>
          <dt>In the notebook</dt>
          <dd>{notebook === null ? 'None yet' : `Last one ${agoWords(notebook, now)}`}</dd>
        </div>
        <div>
          <dt>Outside of it</dt>
          <dd>
            {outsideFolder === null
              ? outside === null
                ? 'None are made'
                : `None are made any more; the last one ${agoWords(outside, now)}`
              : outside === null
                ? 'None yet'
                : `Last one ${agoWords(outside, now)}`}
            {outsideFolder === null ? null : <span className="more path">{outsideFolder}</span>}
            <label className="tick">
              <input
                type="checkbox"
                checked={outsideFolder !== null}
                onChange={({ target: { checked: on } }) =>
                  void attempt('backup.setOutside', { on }, () =>
                    on
                      ? 'Backups are kept outside the notebook, too.'
                      : 'No more backups are made outside the notebook; those that are there stay.',
                  )
                }
              />
              Also keep backups outside the notebook
            </label>
          </dd>
        </div>
      </dl>
      <p>
        A backup is made by itself soon after each change, before anything large is done, and when the
        notebook is closed.
      </p>
      <div className="acts">
        <button type="button" className="btn line" onClick={() => void backUp()}>
          Back up now
        </button>
      </div>
    </>
  )
}

/** A backup that lies in both places is one state to go back to. */
function eachOnce(backups: readonly Backup[]): Backup[] {
  const inside = new Set(backups.filter(({ place }) => place === 'notebook').map(whichOf))
  return backups.filter((one) => one.place === 'notebook' || !inside.has(whichOf(one)))
}

/** When each was made, with the second where two were made in one minute. */
function headingsOf(states: readonly Backup[], now: Date): ReadonlyMap<string, string> {
  const minutes = states.map(({ made }) => momentHeading(made, now))
  return new Map(
    states.map((one, nth) => {
      const minute = minutes[nth] ?? ''
      const isShared = minutes.indexOf(minute) !== minutes.lastIndexOf(minute)
      return [keyOf(one), isShared ? `${minute}:${secondsOf(one.made)}` : minute]
    }),
  )
}

/** A copy of the notebook that is used elsewhere may have given the same numbers to other states. */
function whichOf({ number, made }: Backup): string {
  return `${number} ${made}`
}

function keyOf({ place, number }: Backup): string {
  return `${place} ${number}`
}

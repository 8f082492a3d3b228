import { useEffect, useState } from 'react'
import type { Output } from '../../shared/contract/calls'
import type { Health, LastCheck } from '../../shared/model/health'
import { withoutPaths } from '../../shared/model/without-paths'
import { sentenceOf } from '../state/host'
import { useHost } from '../state/host-context'
import { useStatus } from '../state/status'
import { Icon } from '../ui/Icon'
import { count } from '../ui/words'
import { agoWords } from './moment-words'

type Result = Output<'health.check'>
type Props = {
  readonly lastCheck: LastCheck | null
  /** How far a look is that was under way when this was asked; null for none. */
  readonly checking: Health['checking']
  readonly now: Date
}

/** The look at every file: the last one, and one that is made now. */
export function CheckPart({ lastCheck, checking, now }: Props) {
  const host = useHost()
  const status = useStatus()
  const [texts, setTexts] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const [told, setTold] = useState<Health['checking']>(null)
  const [result, setResult] = useState<Result | null>(null)
  useEffect(
    () =>
      host.onEvent((event) => {
        if (event.kind === 'checking') setTold(event)
        // When a look has ended, that is told so.
        else if (event.kind === 'health') setTold(null)
      }),
    [host],
  )
  const progress = told ?? checking ?? (isAsked ? { done: 0, of: 0 } : null)

  // Neither is a change: a notebook that can only be read is looked at, too.
  const look = async () => {
    setAsked(true)
    setResult(null)
    try {
      const found = await host.call('health.check', { texts })
      setResult(found)
      // What a person has to decide is not done.
      const tell = found.faults.every(({ mended }) => mended) ? status.say : status.refuse
      tell(resultWords(found))
    } catch (error) {
      status.refuse(sentenceOf(error))
    }
    setAsked(false)
    setTold(null)
  }
  const stop = () => {
    host.call('health.stopCheck', {}).catch((error: unknown) => status.refuse(sentenceOf(error)))
  }

  return (
    <section aria-labelledby="health-check">
      <h2 id="health-check">Look at every file</h2>
      <p>{lastWords(lastCheck, now)} What is damaged is mended where a whole state of it is known.</p>
      <div className="acts">
        {/* One button, which keeps the focus. */}
        <button
          type="button"
          className="btn line"
          onClick={() => {
            if (progress === null) void look()
            else stop()
          }}
        >
          {progress === null ? 'Look at every file now' : 'Stop'}
        </button>
        {progress === null ? null : (
          <>
            <progress
              aria-label="Looking at every file"
              max={Math.max(progress.of, 1)}
              value={progress.done}
            />
            <span className="num" aria-hidden="true">
              {progress.of === 0
                ? 'Counting the files…'
                : `${progress.done.toLocaleString('en')} of ${progress.of.toLocaleString('en')}`}
            </span>
          </>
        )}
        <label className="tick">
          <input
            type="checkbox"
            checked={texts}
            disabled={progress !== null}
            onChange={({ target }) => setTexts(target.checked)}
          />
          Also read the texts from their originals
        </label>
      </div>
      {result === null ? null : <ResultWords result={result} />}
    </section>
  )
}

function ResultWords({ result }: { readonly result: Result }) {
  const { faults } = result
  return (
    <div className="result">
      <p>{resultWords(result)}</p>
      {faults.length === 0 ? null : (
        <ul className="items">
          {faults.map(({ file, kind, message, mended }) => (
            <li key={`${kind} ${file} ${message}`} className="item">
              <Icon name={mended ? 'check' : 'warn'} size={14} className={mended ? 'good' : 'signal'} />
              <p>
                {withoutPaths(message)} <span className="path">{file}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function resultWords({ check: { files, texts }, faults, stopped }: Result): string {
  const looked = `${count(files, 'file')} looked at${texts && !stopped ? ', the texts read again' : ''}`
  const mended = faults.filter((fault) => fault.mended).length
  // Copies are no faults that `lastWords` counts.
  const copies = faults.filter((fault) => !fault.mended && fault.kind === 'conflict-copy').length
  const open = faults.length - mended - copies
  const found =
    faults.length === 0
      ? 'all whole'
      : [
          mended > 0 && `${mended} mended`,
          open > 0 && `${open} could not be mended`,
          copies > 0 && `${count(copies, 'copy', 'copies')} to be decided`,
        ]
          .filter((words) => words !== false)
          .join(', ')
  return stopped ? `Stopped. ${looked} until then: ${found}.` : `${looked}: ${found}.`
}

function lastWords(lastCheck: LastCheck | null, now: Date): string {
  if (lastCheck === null)
    return 'Not all files were looked at yet. That is done by itself about once a day while the notebook is open.'
  const { at, files, faults, texts } = lastCheck
  const found = faults === 0 ? 'Nothing was left to mend.' : `${count(faults, 'fault')} could not be mended.`
  return `Done ${agoWords(at, now)}: ${count(files, 'file')}${texts ? ' and the texts from their originals' : ''}. ${found}`
}

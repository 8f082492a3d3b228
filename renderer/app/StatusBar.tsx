import { assertNever } from '../../shared/model/assert-never'
import { wantedWords } from '../health/health-words'
import { refusedOf, useUnsavedWork } from '../health/use-unsaved-work'
import { commandTable } from '../state/command-table'
import { useCommand } from '../state/commands'
import { keyOf } from '../state/keys'
import { type Remark, stays, useRemark, useStatus } from '../state/status'
import { Icon } from '../ui/Icon'
import { clockTime } from '../ui/words'

type Props = {
  readonly counts: readonly string[]
  /** How many things about the files of the notebook want attention. */
  readonly wanted: number
  readonly onHealth: () => void
  readonly onKeys: () => void
}

/** The one place for confirmations and refusals, read out politely; then what there is, and where the keys are. */
export function StatusBar({ counts, wanted: wantedOfFiles, onHealth, onKeys }: Props) {
  const wanted = wantedOfFiles + refusedOf(useUnsavedWork())
  const remark = useRemark()
  const status = useStatus()
  const lead = remark === null || remark.tone === 'saved' ? null : remark.show
  const show =
    lead === null
      ? null
      : () => {
          if (stays(remark)) status.putAway()
          lead()
        }
  const putAway = stays(remark) ? status.putAway : null
  useCommand('show-change', show)
  useCommand('put-remark-away', putAway)
  return (
    <footer className="status">
      <output className="remark" aria-live="polite">
        {/* Drawn anew each time: of words that stay the same nothing would be read out. */}
        {remark === null ? (
          <span className="idle">Ready</span>
        ) : (
          <Words key={remark.number} remark={remark} />
        )}
      </output>
      {show === null ? null : (
        <button
          type="button"
          className="show"
          title={`${commandTable['show-change'].title} (${keyOf('show-change')})`}
          onClick={show}
        >
          Show
          <kbd aria-hidden="true">{keyOf('show-change')}</kbd>
        </button>
      )}
      {putAway === null ? null : (
        <button
          type="button"
          className="show away"
          aria-label="Put this message away"
          title={`${commandTable['put-remark-away'].title} (${keyOf('put-remark-away')})`}
          onClick={putAway}
        >
          <Icon name="x" size={13} />
        </button>
      )}
      <span className="grow" />
      {wanted === 0 ? null : (
        <button type="button" className="wanted" title={commandTable.health.title} onClick={onHealth}>
          <Icon name="warn" size={13} className="signal" />
          {wantedWords(wanted)} your attention
        </button>
      )}
      {counts.map((words) => (
        <span key={words}>{words}</span>
      ))}
      <span title="Sourcebook makes no network call: nothing leaves this machine">
        <Icon name="lock" size={13} />
        Offline
      </span>
      <button type="button" onClick={onKeys}>
        <Icon name="key" size={13} />? for keys
      </button>
    </footer>
  )
}

function Words({ remark }: { remark: Remark }) {
  switch (remark.tone) {
    case 'saved':
      return (
        <span>
          <Icon name="check" size={13} className="good" />
          Saved {clockTime(remark.at)}
        </span>
      )
    case 'said':
      return <Line words={remark.text} isGood />
    case 'met':
      return <Line words={remark.text} isGood={remark.isGood} />
    case 'refused':
      return <Line words={remark.text} isGood={false} />
    default:
      return assertNever(remark)
  }
}

function Line({ words, isGood }: { readonly words: string; readonly isGood: boolean }) {
  return (
    <span className={isGood ? undefined : 'refused'}>
      <Icon name={isGood ? 'check' : 'warn'} size={13} className={isGood ? 'good' : 'signal'} />
      {words}
    </span>
  )
}

import type { BriefCheck } from '../../../shared/model/brief'
import { Dialog } from '../../ui/Dialog'
import { count } from '../../ui/words'
import { CheckLine } from '../checks/CheckLine'
import { checkKey, weightyAmong } from '../checks/check-words'

type Props = {
  readonly checks: readonly BriefCheck[]
  readonly onExport: () => void
  readonly onClose: () => void
}

/** More are counted and not listed: the pane beside the brief has them all. */
const MOST = 50

/** What was found in a brief that is about to leave the notebook, first that by which a reader would be misled. */
export function ChecksDialog({ checks, onExport, onClose }: Props) {
  const weighty = weightyAmong(checks)
  const weightiest = [...weighty, ...checks.filter((check) => !weighty.includes(check))]
  const more = checks.length - MOST
  return (
    <Dialog title={`${count(checks.length, 'check')} before it leaves`} onClose={onClose}>
      {/* Scrolled by keyboard as well, so it takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="found" role="group" aria-label="What was found" tabIndex={0}>
        <ul>
          {keyed(weightiest.slice(0, MOST)).map(([key, check]) => (
            <li key={key}>
              <CheckLine check={check} full />
            </li>
          ))}
        </ul>
        {more > 0 ? <p className="hint">And {count(more, 'more', 'more')}, in the pane of checks.</p> : null}
      </div>
      <p className="hint">What you export as it is now will not be asked about again.</p>
      <div className="acts">
        <button type="button" className="btn line" onClick={onClose}>
          Back to the brief
        </button>
        <button type="button" className="btn main" onClick={onExport}>
          Export anyway
        </button>
      </div>
    </Dialog>
  )
}

/** Two sentences may have the same words: the second of them is named so. */
function keyed(checks: readonly BriefCheck[]): (readonly [string, BriefCheck])[] {
  const seen = new Map<string, number>()
  return checks.map((check) => {
    const key = checkKey(check)
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return [`${key} ${before}`, check]
  })
}

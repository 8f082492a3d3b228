import { useState } from 'react'
import type { LostParts } from '../../shared/contract/health'
import type { Backup } from '../../shared/model/health'
import { useHost } from '../state/host-context'
import { useSaves } from '../state/saves'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'
import { Dialog } from '../ui/Dialog'
import { causeWords, holdingsWords } from './health-words'
import { momentName, momentWords } from './moment-words'
import { expectReopening } from './reopenings'

type Props = { readonly backup: Backup; readonly now: Date; readonly onClose: () => void }

/** So many of what is lost are named; the page tells of all of them afterwards. */
const NAMED = 5

/** Says exactly what going back to a backup does and what it cannot bring back, and does it. */
export function RestoreDialog({ backup, now, onClose }: Props) {
  const host = useHost()
  const attempt = useAttempt()
  const saves = useSaves()
  const [isBusy, setBusy] = useState(false)
  const { number, place, made, cause } = backup
  const when = momentName(made, now)
  const { value: look, failure } = useAnswer('backup.look', { number, place }, never)
  const isWhole = look === null || look.lost === 0
  const restore = async (partly: boolean) => {
    setBusy(true)
    await saves.settled() // what was typed last belongs to the state that is backed up before
    const takeBack = expectReopening(host)
    const { ok } = await attempt(
      'backup.restore',
      { number, place, ...(partly && { partly }) },
      ({ lost }) => {
        const but = lost === 0 ? '' : ', without what is lost of it'
        return `The notebook is as it was ${momentWords(made, now)}${but}. What it was before is among the backups.`
      },
    )
    if (!ok) takeBack()
    onClose()
  }
  return (
    <Dialog title={`Go back to the state of ${when}?`} onClose={onClose} className="health-dialog">
      <p>
        It holds {holdingsWords(backup)} ({causeWords[cause]}).
      </p>
      <p role="status">{failure ?? lookWords(look)}</p>
      {look === null || isWhole ? null : (
        <ul>
          {look.messages.slice(0, NAMED).map((message) => (
            <li key={message} dir="auto">
              {message}
            </li>
          ))}
          {look.lost > NAMED ? <li>{(look.lost - NAMED).toLocaleString('en')} more.</li> : null}
        </ul>
      )}
      <ol>
        <li>The present state is backed up first, so that you can come back to it from here.</li>
        <li>
          {isWhole ? 'All' : 'All else'} of the notebook becomes what it was then, or nothing of it does.
        </li>
        <li>Sources and briefs that were added since go to the trash.</li>
        <li>The notebook opens anew in every window. Undo begins anew, too.</li>
      </ol>
      <div className="acts">
        <button type="button" className="btn line" onClick={onClose}>
          {isBusy ? 'Close' : 'Cancel'}
        </button>
        {isWhole ? (
          <button
            type="button"
            className="btn main"
            disabled={isBusy || (look === null && failure === null)}
            onClick={() => void restore(false)}
          >
            {isBusy ? 'Restoring…' : 'Restore this state'}
          </button>
        ) : (
          <button type="button" className="btn main" disabled={isBusy} onClick={() => void restore(true)}>
            {isBusy ? 'Restoring…' : 'Restore what is whole'}
          </button>
        )}
      </div>
    </Dialog>
  )
}

function lookWords(look: LostParts | null): string {
  if (look === null) return 'Looking whether all of it is whole…'
  return look.lost === 0
    ? 'All of it is whole.'
    : 'Not all of it is whole any more. What is whole can be restored, without this:'
}

/** What a backup holds never changes. */
const never = () => false

import { useState } from 'react'
import type { Backup } from '../../shared/model/health'
import { useHost } from '../state/host-context'
import { useSaves } from '../state/saves'
import { useAttempt } from '../state/use-attempt'
import { Dialog } from '../ui/Dialog'
import { causeWords, holdingsWords } from './health-words'
import { momentName, momentWords } from './moment-words'
import { expectReopening } from './reopenings'

type Props = { readonly backup: Backup; readonly now: Date; readonly onClose: () => void }

/** Says exactly what going back to a backup does, and does it. */
export function RestoreDialog({ backup, now, onClose }: Props) {
  const host = useHost()
  const attempt = useAttempt()
  const saves = useSaves()
  const [isBusy, setBusy] = useState(false)
  const { number, place, made, cause } = backup
  const when = momentName(made, now)
  const restore = async () => {
    setBusy(true)
    await saves.settled() // what was typed last belongs to the state that is backed up before
    const takeBack = expectReopening(host)
    const { ok } = await attempt('backup.restore', { number, place }, () => {
      return `The notebook is as it was ${momentWords(made, now)}. What it was before is among the backups.`
    })
    if (!ok) takeBack()
    onClose()
  }
  return (
    <Dialog title={`Go back to the state of ${when}?`} onClose={onClose} className="health-dialog">
      <p>
        It holds {holdingsWords(backup)} ({causeWords[cause]}).
      </p>
      <ol>
        <li>The present state is backed up first, so that you can come back to it from here.</li>
        <li>All of the notebook becomes what it was then, or nothing of it does.</li>
        <li>Sources and briefs that were added since go to the trash.</li>
        <li>The notebook opens anew in every window. Undo begins anew, too.</li>
      </ol>
      <div className="acts">
        <button type="button" className="btn line" onClick={onClose}>
          {isBusy ? 'Close' : 'Cancel'}
        </button>
        <button type="button" className="btn main" disabled={isBusy} onClick={() => void restore()}>
          {isBusy ? 'Restoring…' : 'Restore this state'}
        </button>
      </div>
    </Dialog>
  )
}

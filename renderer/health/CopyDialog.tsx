import { useState } from 'react'
import type { Backup } from '../../shared/model/health'
import { sentenceOf } from '../state/host'
import { useHost } from '../state/host-context'
import { useStatus } from '../state/status'
import { Dialog } from '../ui/Dialog'
import { holdingsWords } from './health-words'
import { momentName } from './moment-words'

type Props = { readonly backup: Backup; readonly now: Date; readonly onClose: () => void }

/** Makes a new notebook in the state of a backup, and tells where it lies. */
export function CopyDialog({ backup, now, onClose }: Props) {
  const host = useHost()
  const status = useStatus()
  const [isBusy, setBusy] = useState(false)
  const [folder, setFolder] = useState<string | null>(null)
  const { number, place, made } = backup
  // No change of this notebook: it may be one that can only be read.
  const copy = async () => {
    setBusy(true)
    try {
      const answer = await host.call('backup.restoreCopy', { number, place })
      setFolder(answer.folder)
      status.say(`A new notebook lies in ${answer.folder}.`)
    } catch (error) {
      status.refuse(sentenceOf(error))
      onClose()
    }
    setBusy(false)
  }
  return (
    <Dialog
      title={`The state of ${momentName(made, now)} as a copy`}
      onClose={onClose}
      className="health-dialog"
    >
      {folder === null ? (
        <p>
          A new notebook with {holdingsWords(backup)} is made in a folder beside this one. This notebook stays
          as it is.
        </p>
      ) : (
        <p role="status">
          The new notebook lies in <span className="path">{folder}</span>. Open it as you open any other one;
          this notebook is as it was.
        </p>
      )}
      <div className="acts">
        <button type="button" className="btn line" onClick={onClose}>
          {folder === null ? 'Cancel' : 'Close'}
        </button>
        {folder === null ? (
          <button type="button" className="btn main" disabled={isBusy} onClick={() => void copy()}>
            {isBusy ? 'Making the copy…' : 'Make the copy'}
          </button>
        ) : null}
      </div>
    </Dialog>
  )
}

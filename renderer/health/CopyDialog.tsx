import { useRef, useState } from 'react'
import { startWords } from '../../shared/model/command-words'
import type { Backup } from '../../shared/model/health'
import { sentenceOf } from '../state/host'
import { useHost } from '../state/host-context'
import { useSaves } from '../state/saves'
import { useStatus } from '../state/status'
import { Dialog } from '../ui/Dialog'
import { writeClipboard } from '../ui/write-clipboard'
import { holdingsWords } from './health-words'
import { momentName } from './moment-words'

type Props = {
  readonly backup: Backup
  /** The folder of this notebook is. */
  readonly isGone: boolean
  readonly now: Date
  readonly onClose: () => void
}

/** Makes a new notebook in the state of a backup, tells where it lies, and opens it or says how. */
export function CopyDialog({ backup, isGone, now, onClose }: Props) {
  const host = useHost()
  const status = useStatus()
  const [isBusy, setBusy] = useState(false)
  const [folder, setFolder] = useState<string | null>(null)
  const { number, place, made } = backup
  const isLeft = useRef(false)
  const leave = () => {
    isLeft.current = true
    onClose()
  }
  // No change of this notebook: it may be one that can only be read.
  const copy = async () => {
    setBusy(true)
    try {
      const answer = await host.call('backup.restoreCopy', { number, place })
      if (isLeft.current)
        status.say(`The new notebook lies in ${answer.folder}${isGone ? '' : '; this one is as it was'}.`)
      setFolder(answer.folder)
    } catch (error) {
      status.refuse(sentenceOf(error))
      onClose()
    }
    setBusy(false)
  }
  return (
    <Dialog
      title={`The state of ${momentName(made, now)} as a copy`}
      onClose={leave}
      className="health-dialog"
    >
      {folder === null ? (
        <>
          <p>
            A new notebook with {holdingsWords(backup)} is made{' '}
            {isGone
              ? 'beside the place where the folder of this one lay. If that comes back, it is as it was.'
              : 'in a folder beside this one. This notebook stays as it is.'}
          </p>
          <div className="acts">
            <button type="button" className="btn line" onClick={leave}>
              {isBusy ? 'Close' : 'Cancel'}
            </button>
            <button type="button" className="btn main" disabled={isBusy} onClick={() => void copy()}>
              {isBusy ? 'Making the copy…' : 'Make the copy'}
            </button>
          </div>
        </>
      ) : (
        <Made folder={folder} isGone={isGone} onClose={onClose} />
      )}
    </Dialog>
  )
}

/** The copy is there: how one comes to it. */
function Made({ folder, isGone, onClose }: Pick<Props, 'isGone' | 'onClose'> & { readonly folder: string }) {
  const host = useHost()
  const status = useStatus()
  const saves = useSaves()
  const [isBusy, setBusy] = useState(false)
  const isDesktop = host.kind === 'desktop'
  const open = async () => {
    setBusy(true)
    await saves.settled() // the window closes
    try {
      await host.call('desktop.openCopy', { folder })
    } catch (error) {
      status.refuse(sentenceOf(error))
    }
    onClose()
  }
  const copyPath = async () => {
    if (await writeClipboard(folder)) status.say('Copied the path.')
    else status.refuse('The path could not be copied: select it and press the copy key.')
  }
  return (
    <>
      <p role="status">
        The new notebook lies in <span className="path">{folder}</span>
        {isGone ? '.' : '; this one is as it was.'}
      </p>
      <p>
        {isDesktop
          ? 'When it is opened this notebook is closed, and the window comes back with the copy.'
          : `To open it, start Sourcebook in a terminal with ${startWords(`--notebook '${folder}'`)}.`}
      </p>
      <div className="acts">
        <button type="button" className="btn line" onClick={onClose}>
          Close
        </button>
        <button
          type="button"
          className={`btn ${isDesktop ? 'line' : 'main'}`}
          // What had the focus is gone, and this is what one comes here for.
          ref={isDesktop ? undefined : focusOnce}
          onClick={() => void copyPath()}
        >
          Copy the path
        </button>
        {isDesktop ? (
          <button
            type="button"
            className="btn main"
            ref={focusOnce}
            disabled={isBusy}
            onClick={() => void open()}
          >
            {isBusy ? 'Opening…' : 'Open the copy'}
          </button>
        ) : null}
      </div>
    </>
  )
}

function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus()
}

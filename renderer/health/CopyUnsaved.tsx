import { useHost } from '../state/host-context'
import { useStatus } from '../state/status'
import { writeClipboard } from '../ui/write-clipboard'
import { unsavedWords } from './use-unsaved-work'

/** Takes all that is not saved at that moment to the clipboard, so that it can be put somewhere else. */
export function CopyUnsaved() {
  const host = useHost()
  const status = useStatus()
  const copy = async () => {
    const words = unsavedWords(host)
    if (words.length === 0) status.say('Nothing waits to be saved.')
    else if (await writeClipboard(words.join('\n\n\n'))) status.say('Copied all that is not saved.')
    else status.refuse('This browser did not let it be copied. Click into the window and try again.')
  }
  return (
    <button type="button" className="btn line" onClick={() => void copy()}>
      Copy all that is not saved
    </button>
  )
}

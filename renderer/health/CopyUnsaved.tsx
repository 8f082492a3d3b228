import { useStatus } from '../state/status'
import { writeClipboard } from '../ui/write-clipboard'
import type { UnsavedWork } from './use-unsaved-work'

/** Takes all that is not saved to the clipboard, so that it can be put somewhere else. */
export function CopyUnsaved({ work }: { readonly work: readonly UnsavedWork[] }) {
  const status = useStatus()
  const copy = async () => {
    const words = work.map((one) => one.words).filter((one) => one !== '')
    if (await writeClipboard(words.join('\n\n\n'))) status.say('Copied all that is not saved.')
    else status.refuse('This browser did not let it be copied. Click into the window and try again.')
  }
  return (
    <button type="button" className="btn line" onClick={() => void copy()}>
      Copy all that is not saved
    </button>
  )
}

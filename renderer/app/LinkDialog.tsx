import { useLayoutEffect, useRef } from 'react'
import { sentenceOf } from '../state/host'
import { useHost } from '../state/host-context'
import { useStatus } from '../state/status'
import { Dialog } from '../ui/Dialog'
import { Icon } from '../ui/Icon'
import type { Destination } from './link'
import './link.css'

/** Shows where a link of a text leads, and opens it outside of Sourcebook once the person agrees. */
export function LinkDialog({ destination, onClose }: { destination: Destination; onClose: () => void }) {
  const host = useHost()
  const status = useStatus()
  const cancel = useRef<HTMLButtonElement>(null)
  // After the dialog has opened, which gives the focus to its first button.
  useLayoutEffect(() => cancel.current?.focus(), [])
  const { kind, readable, encoded, warnings, url } = destination

  const open = () => {
    onClose()
    if (host.kind === 'browser') window.open(url, '_blank', 'noopener,noreferrer')
    else {
      host.call('desktop.openLink', { url }).catch((error: unknown) => status.refuse(sentenceOf(error)))
    }
  }
  const copy = () => {
    onClose()
    navigator.clipboard.writeText(url).then(
      () => status.say('Copied the address.'),
      () => status.refuse('The address could not be copied: the system did not allow it.'),
    )
  }

  return (
    <Dialog title={kind === 'mail' ? 'Write a mail?' : 'Open a page?'} onClose={onClose} className="link-to">
      <p className="to">
        <bdi>{readable}</bdi>
        {encoded === null ? null : <span className="q"> on the network {encoded}</span>}
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="warning">
          <Icon name="warn" size={14} className="signal" />
          {warning}
        </p>
      ))}
      <p className="address" dir="ltr">
        {url}
      </p>
      <p className="hint">
        Sourcebook makes no network call; your {kind === 'mail' ? 'mail program' : 'browser'} will open this
        {kind === 'mail' ? ' address' : ' page'}.
      </p>
      <div className="acts">
        <button type="button" className="btn main" onClick={open}>
          Open
        </button>
        <button type="button" className="btn line" onClick={copy}>
          Copy address
        </button>
        <button ref={cancel} type="button" className="btn line" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  )
}

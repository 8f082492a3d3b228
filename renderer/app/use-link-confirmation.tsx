import { type ReactNode, useState } from 'react'
import { useStatus } from '../state/status'
import { LinkDialog } from './LinkDialog'
import { type Destination, destinationOf } from './link'

/** Asks before a link of a text is followed: `ask` opens the question, and `question` draws it. */
export function useLinkConfirmation(): {
  readonly ask: (url: string) => void
  readonly question: ReactNode
} {
  const status = useStatus()
  const [destination, setDestination] = useState<Destination | null>(null)
  const ask = (url: string) => {
    const found = destinationOf(url)
    if (found === null) status.refuse('This link is not opened: it leads to no web page and no mail address.')
    else setDestination(found)
  }
  const question =
    destination === null ? null : (
      <LinkDialog destination={destination} onClose={() => setDestination(null)} />
    )
  return { ask, question }
}

import { useEffect } from 'react'
import { useHost } from './host-context'
import { useStatus } from './status'
import { onRisk, type Risk } from './unsaved'

const words: Readonly<Record<Risk, string>> = {
  'no-room': 'There is no room left to keep what is not saved yet: leave this window open until it is saved.',
  closing:
    'What you typed last is not saved, and there is no room to keep it: close the window once more to go without it.',
}

/** Says when words that are not saved would be lost with the window. */
export function useRisk(): void {
  const host = useHost()
  const status = useStatus()
  useEffect(() => onRisk(host, (risk) => status.refuse(words[risk])), [host, status])
}

import { useEffect, useState } from 'react'
import type { SourceId } from '../../shared/model/ids'
import { useHost } from '../state/host-context'
import { useAnswer } from '../state/use-answer'

/** The text that was read last when the window opened: null when there is none, undefined until the host has said. */
export function useLastRead(): SourceId | null | undefined {
  const { value, failure } = useAnswer('notebook.lastRead', {}, () => false)
  // The first answer holds: what is opened later, here or in another window, is no reason to change the text.
  const [first, setFirst] = useState<SourceId | null>()
  if (first === undefined && (value !== null || failure !== null)) setFirst(value?.source ?? null)
  return first
}

/** Remembers the open text for the next start. Where that fails one reads on all the same. */
export function useKeepLastRead(open: SourceId | null): void {
  const host = useHost()
  useEffect(() => {
    if (open !== null) host.call('notebook.keepLastRead', { source: open }).catch(() => undefined)
  }, [host, open])
}

import { type ReactNode, useEffect, useState } from 'react'
import { useHost } from '../state/host-context'
import { useSaves } from '../state/saves'
import { useStatus } from '../state/status'
import { createMemoDrafts, MemoDraftsContext } from './memo-drafts'

/** Keeps the memos that are not saved yet while other things are chosen, and saves them when that can be done again. */
export function KeptMemos({ children }: { children: ReactNode }) {
  const host = useHost()
  const status = useStatus()
  const saves = useSaves()
  const [drafts] = useState(() => createMemoDrafts(host, status, saves))
  useEffect(() => {
    addEventListener('pagehide', drafts.saveAll)
    const offConnection = host.onConnection(() => {
      if (host.connection() === 'open') drafts.saveAll()
    })
    return () => {
      removeEventListener('pagehide', drafts.saveAll)
      offConnection()
    }
  }, [host, drafts])
  return <MemoDraftsContext value={drafts}>{children}</MemoDraftsContext>
}

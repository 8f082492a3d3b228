import { type ReactNode, useEffect, useState } from 'react'
import { useHost } from '../../state/host-context'
import { useSaves } from '../../state/saves'
import { useStatus } from '../../state/status'
import { AnnotationDraftsContext, createAnnotationDrafts } from './annotation-drafts'

/** Keeps what is not saved yet while other things are chosen, and saves it when that can be done again. */
export function KeptDrafts({ children }: { children: ReactNode }) {
  const host = useHost()
  const status = useStatus()
  const saves = useSaves()
  const [drafts] = useState(() => createAnnotationDrafts(host, status, saves))
  useEffect(() => {
    addEventListener('pagehide', drafts.saveAll)
    const offConnection = host.onConnection(() => {
      if (host.connection() === 'open') drafts.saveAll()
    })
    const offEvent = host.onEvent(({ kind }) => {
      if (kind === 'reopened') drafts.lookAgain()
    })
    return () => {
      removeEventListener('pagehide', drafts.saveAll)
      offConnection()
      offEvent()
    }
  }, [host, drafts])
  return <AnnotationDraftsContext value={drafts}>{children}</AnnotationDraftsContext>
}

import { useState, useSyncExternalStore } from 'react'
import type { Brief } from '../../../shared/model/brief'
import type { Host } from '../../state/host'
import { useHost } from '../../state/host-context'
import { type Saves, useSaves } from '../../state/saves'
import { type Status, useStatus } from '../../state/status'
import { type BriefDrafts, createBriefDrafts, type DraftTrouble } from './brief-drafts'

// They are of the window, not of a view: what was refused outlives the view that it was written in.
const ofHost = new WeakMap<Host, BriefDrafts>()

/** What was written in briefs through this host and is not saved yet; saved when the page goes and when the host is back. */
export function useBriefDrafts(): BriefDrafts {
  const host = useHost()
  const status = useStatus()
  const saves = useSaves()
  const [drafts] = useState(() => ofHost.get(host) ?? start(host, status, saves))
  return drafts
}

function start(host: Host, status: Status, saves: Saves): BriefDrafts {
  const drafts = createBriefDrafts(host, status, saves)
  ofHost.set(host, drafts)
  addEventListener('pagehide', drafts.leave)
  host.onConnection(() => {
    if (host.connection() === 'open') drafts.saveAll()
  })
  // A browser asks before it leaves. The window of the desktop would not close at all, and nobody would say why: it
  // saves while it is still sure to be heard, and what is refused is kept until the brief is opened again.
  if (host.kind === 'browser')
    addEventListener('beforeunload', (event) => {
      if (drafts.isUnsaved()) event.preventDefault()
    })
  else addEventListener('beforeunload', drafts.leave)
  return drafts
}

/** Why the brief is not saved; null when it is, or will be in a moment. */
export function useDraftTrouble(drafts: BriefDrafts, { id }: Brief): DraftTrouble | null {
  return useSyncExternalStore(drafts.subscribe, () => drafts.troubleOf(id))
}

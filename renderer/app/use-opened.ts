import { useEffect, useReducer } from 'react'
import { wasExpected } from '../health/reopenings'
import { useHost } from '../state/host-context'
import { useStatus } from '../state/status'
import { leadToTab } from './use-focus-of'

const OPENED_ANEW = 'The notebook was opened anew: this is its state now.'

/** How often the notebook was opened anew since the window was. All that was asked for before is void then. */
export function useOpened(): number {
  const host = useHost()
  const status = useStatus()
  const [opened, count] = useReducer((times: number) => times + 1, 0)
  useEffect(
    () =>
      host.onEvent(({ kind }) => {
        if (kind !== 'reopened') return
        count()
        // Who asked for it is told how that went.
        if (wasExpected(host)) return
        // A restore that was refused here has opened it anew, too, and why it was refused matters more.
        const isRefused = status.current()?.tone === 'refused'
        if (isRefused) status.tell(OPENED_ANEW, null, true)
        else status.say(OPENED_ANEW)
      }),
    [host, status],
  )
  // What had the focus is drawn anew. A page that takes it itself has it by now.
  useEffect(() => {
    if (opened > 0 && document.activeElement === document.body) leadToTab('read')
  }, [opened])
  return opened
}

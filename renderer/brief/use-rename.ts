import { useRef } from 'react'
import type { Brief } from '../../shared/model/brief'
import { useHost } from '../state/host-context'
import { useAttempt } from '../state/use-attempt'
import type { Refused } from '../ui/TextField'

/**
 * Renames a brief as it was seen; answers null, or why not. Excerpts that were added in the
 * meantime are no reason to refuse a title, another title is.
 */
export function useRename(): (seen: Brief, title: string, isAgain: boolean) => Promise<Refused | null> {
  const host = useHost()
  const attempt = useAttempt()
  /** As it was saved here last: an answer comes before the view has asked again. */
  const saved = useRef<Brief | null>(null)
  return async (shown, title, isAgain) => {
    const own = saved.current
    const seen = own?.id === shown.id && own.revision > shown.revision ? own : shown
    let { revision } = seen
    for (;;) {
      const answer = await attempt('brief.rename', { brief: seen.id, revision, title }, undefined, isAgain)
      if (answer.ok) {
        saved.current = answer.value
        return null
      }
      if (answer.error.reason !== 'conflict') return answer.error
      const now = await host.call('brief.get', { brief: seen.id }).catch(() => null)
      if (now === null || now.revision === revision || now.title !== seen.title) return answer.error
      revision = now.revision
    }
  }
}

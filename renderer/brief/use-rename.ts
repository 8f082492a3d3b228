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
  return async (seen, title, isAgain) => {
    let { revision } = seen
    for (;;) {
      const answer = await attempt('brief.rename', { brief: seen.id, revision, title }, undefined, isAgain)
      if (answer.ok) return null
      if (answer.error.reason !== 'conflict') return answer.error
      const now = await host.call('brief.get', { brief: seen.id }).catch(() => null)
      if (now === null || now.revision === revision || now.title !== seen.title) return answer.error
      revision = now.revision
    }
  }
}

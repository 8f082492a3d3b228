import { BriefId } from '../../shared/model/ids'
import { useBriefDrafts } from '../brief/editor/use-brief-draft'
import { useHost } from '../state/host-context'

/**
 * Keeps both copies of a brief by what is given. What is written here and unsaved may be the very copy that becomes a brief
 * of its own: then nothing of it is left to be chosen.
 */
export function useKeepBoth(): (of: string, keep: () => Promise<{ readonly ok: boolean }>) => Promise<void> {
  const host = useHost()
  const drafts = useBriefDrafts()
  const list = () => host.call('brief.list', {}).catch(() => [])
  return async (of, keep) => {
    const before = new Set((await list()).map(({ id }) => id))
    const { ok } = await keep()
    const id = BriefId.safeParse(/^briefs\/(.+)\.json$/.exec(of)?.[1])
    if (!ok || !id.success) return
    const added = (await list()).filter((one) => !before.has(one.id))
    for (const brief of added) {
      const beside = await host.call('brief.get', { brief: brief.id }).catch(() => null)
      if (beside !== null) drafts.keptBeside(id.data, beside.document)
    }
  }
}

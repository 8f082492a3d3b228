import type { BulkChange } from '../../../shared/contract/calls'
import { useCodebook } from '../../state/codebook'
import type { Host } from '../../state/host'
import { useHost } from '../../state/host-context'
import { useSaves } from '../../state/saves'
import { useStatus } from '../../state/status'
import { useAttempt } from '../../state/use-attempt'
import { shortcut } from '../../ui/shortcut'
import { bulkWords, kindsWith } from './bulk-words'
import { askedOf, type Selection, sizeOf } from './selection'

/** Changes all selected annotations as one step to undo, and says what came of it. */
export function useBulk() {
  const host = useHost()
  const status = useStatus()
  const attempt = useAttempt()
  const saves = useSaves()
  const codebook = useCodebook()

  /** True when it was done; false also when some of the annotations are there no longer. */
  const run = async (selection: Selection, change: BulkChange): Promise<boolean> => {
    const fitting = await fittingIn(host, selection, change.do)
    const code = 'code' in change ? codebook.nameOf(change.code) : null
    const answer = await attempt('annotation.bulk', { of: askedOf(selection), change }, ({ changed }) =>
      bulkWords(
        change,
        { selected: sizeOf(selection), fitting: fitting ?? changed, changed },
        shortcut('Z'),
        code,
      ),
    )
    if (!answer.ok && answer.error.reason === 'not-found')
      status.refuse(
        'Some of the selected annotations, or what they were to be given, are gone. Select them again.',
      )
    return answer.ok
  }
  return (selection: Selection, change: BulkChange): Promise<boolean> => {
    const done = run(selection, change)
    saves.track(done)
    return done
  }
}

/** How many of the selected annotations have what is to be changed; null when that cannot be learnt. */
async function fittingIn(host: Host, selection: Selection, what: BulkChange['do']): Promise<number | null> {
  const kinds = kindsWith(what)
  if (selection.by === 'id')
    return [...selection.chosen.values()].filter(({ annotation }) => kinds.includes(annotation.body.kind))
      .length
  const { filter, count } = selection
  const passing = kinds.filter((kind) => filter.kinds.length === 0 || filter.kinds.includes(kind))
  if (passing.length === 0) return 0
  const arrangement = {
    filter: { ...filter, kinds: passing },
    sort: 'place',
    descending: false,
    group: 'none',
  } as const
  try {
    const { excerpts } = await host.call('excerpt.list', { arrangement, offset: 0, limit: 1 })
    return Math.min(excerpts, count)
  } catch {
    return null // the change itself will tell why
  }
}

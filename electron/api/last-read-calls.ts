import type { Handlers } from '../../shared/contract/dispatch'
import type { SessionContext } from './session-context'
import { changeSettings, readSettings } from './settings'

type LastReadCalls = Pick<Handlers, 'notebook.lastRead' | 'notebook.keepLastRead'>

/** As many notebooks are remembered; the one that was not read for longest makes room. */
const MOST_NOTEBOOKS = 100

/** What the calls on the text that was read last do. */
export function lastReadCalls({ store }: Pick<SessionContext, 'store'>): LastReadCalls {
  const { id } = store.notebook
  return {
    'notebook.lastRead': async () => {
      const last = (await readSettings()).lastRead?.[id] ?? null
      return { source: store.library().some((source) => source.id === last) ? last : null }
    },

    'notebook.keepLastRead': async ({ source }) => {
      if ((await readSettings()).lastRead?.[id] === source) return {}
      // Where settings cannot be written one reads on all the same; the next start opens another text.
      await changeSettings((before) => {
        const others = Object.entries(before.lastRead ?? {}).filter(([notebook]) => notebook !== id)
        const lastRead = Object.fromEntries([...others.slice(1 - MOST_NOTEBOOKS), [id, source]])
        return { ...before, lastRead }
      }).catch(() => {})
      return {}
    },
  }
}

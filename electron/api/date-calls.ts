import type { Handlers } from '../../shared/contract/dispatch'
import { readDate } from './read-date'
import type { SessionContext } from './session-context'

type DateCalls = Pick<Handlers, 'date.read'>

/** What the call that reads dates does. */
export function dateCalls({ store }: SessionContext): DateCalls {
  return {
    'date.read': async ({ wording, source }) => {
      if (source === null) return readDate(wording, { against: null, language: null })
      const { published, updated, language } = (await store.readSource(source)).details
      return readDate(wording, { against: published ?? updated, language })
    },
  }
}

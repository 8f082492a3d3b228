import { projectText } from '../../shared/anchoring/text-projection'
import type { Handlers } from '../../shared/contract/dispatch'
import { isWeekday, weekdayAhead } from '../../shared/detection/figures/weekday-ahead'
import { currentVersion, type Source } from '../../shared/model/source'
import { readDate } from './read-date'
import type { SessionContext } from './session-context'

type DateCalls = Pick<Handlers, 'date.read'>

/** What the call that reads dates does. */
export function dateCalls({ store }: SessionContext): DateCalls {
  return {
    'date.read': async ({ wording, source: id }) => {
      if (id === null) return readDate(wording, { against: null, language: null })
      const source = await store.readSource(id)
      const { published, updated, language } = source.details
      // A weekday alone lies where the text looks: one that it says somebody will travel on is still to come.
      const isAhead = isWeekday(wording) && weekdayAhead(await textOf(source), wording, language)
      return readDate(isAhead ? `due ${wording}` : wording, { against: published ?? updated, language })
    },
  }

  async function textOf({ id, versions }: Source): Promise<string> {
    const { blocks } = await store.readVersion(id, currentVersion({ id, versions }).number)
    return projectText(blocks).text
  }
}

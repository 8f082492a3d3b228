import type { SourceId } from '../../../shared/model/ids'
import { useAnswer } from '../../state/use-answer'
import type { DateName, ReadWording } from './DateField'
import { dateText } from './date-text'
import type { Proposal } from './offers'

/** The date that words of the text give, read against that of the source; null while it is not known. */
export function useDated(wording: string | null, source: SourceId): ReadWording | null {
  const { value } = useAnswer(
    'date.read',
    wording === null ? null : { wording, source },
    (event) => event.kind === 'source' && event.source === source,
  )
  return wording !== null && value?.date ? { wording, date: value.date, against: value.against } : null
}

/** The date as a proposal; none where no more than the year is sure of words that mean a week. */
export function dateProposal(field: DateName, dated: ReadWording | null): Proposal | null {
  if (dated === null || (dated.date.length === 4 && /\bweek/i.test(dated.wording))) return null
  return { field, says: dateText(dated.date), from: dated.wording, change: () => ({ [field]: dated.date }) }
}

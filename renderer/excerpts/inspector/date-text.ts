import { formatDate } from '../../../shared/briefing/format-date'
import type { PartialDate } from '../../../shared/model/time'

/** A date as a field shows it: `26 Feb 2025`. It reads as the same date. */
export function dateText(date: PartialDate): string {
  return formatDate(date).replace(/[A-Z][a-z]+/, (month) => month.slice(0, 3))
}

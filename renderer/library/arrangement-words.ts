import { formatDate } from '../../shared/briefing/format-date'
import { type LibraryFilter, NO_OUTLET } from '../../shared/model/arrange-library'
import type { LibraryGroup, LibrarySort } from '../../shared/model/preferences'
import type { ReadingStatus } from '../../shared/model/source'
import { kindWords } from '../ui/kinds'
import { listOf } from '../ui/words'

export const NO_OUTLET_WORDS = 'No outlet'
export const NO_DATE = 'No date'

export const statusWords: Record<ReadingStatus, string> = {
  unread: 'Unread',
  reading: 'Being read',
  read: 'Read',
}

export const sortWords: Record<LibrarySort, string> = {
  added: 'Date added',
  title: 'Title',
  outlet: 'Outlet',
  published: 'Date published',
  status: 'Reading status',
  annotations: 'Annotations',
}

export const groupByWords: Record<LibraryGroup, string> = { none: 'None', outlet: 'Outlet', date: 'Date' }

export function outletWords(outlet: string): string {
  return outlet === NO_OUTLET ? NO_OUTLET_WORDS : outlet
}

/** The heading of a group of sources: its outlet, its date, or that it has none. */
export function headingOf(of: string | null, group: LibraryGroup): string {
  if (group === 'date') return of === null ? NO_DATE : formatDate(of)
  return of ?? NO_OUTLET_WORDS
}

/** What the filter asks for, in one line: `“harbour” · Unread · with claims and figures · The Courier`. */
export function filterWords({ query, status, kinds, outlet }: LibraryFilter): string {
  const words = [
    query.trim() === '' ? null : `“${query.trim()}”`,
    status.length === 0 ? null : status.map((one) => statusWords[one]).join(' or '),
    kinds.length === 0 ? null : `with ${listOf(kinds.map((kind) => kindWords[kind].many.toLowerCase()))}`,
    outlet === null ? null : outletWords(outlet),
  ]
  return words.filter((part) => part !== null).join(' · ')
}

import { isSayingVerb } from '../attribution/tables/speech'
import { proposeEventDate } from './propose-context'
import { weekdays } from './tables/calendar'

/** As many mentions as say which way a text looks. */
const ENOUGH = 40

/** Whether a wording is the name of a weekday and nothing else. */
export function isWeekday(wording: string): boolean {
  return weekdays.has(wording.trim().toLowerCase())
}

/**
 * Whether a weekday that a text names lies ahead of it: more of its mentions say so ("will meet on Friday") than are beside a
 * verb of saying ("said on Friday").
 */
export function weekdayAhead(text: string, weekday: string, language: string | null): boolean {
  const day = weekday.trim().toLowerCase()
  const mentions = [...text.matchAll(new RegExp(`(?<!\\p{L})${day}(?!\\p{L})`, 'giu'))].slice(0, ENOUGH)
  let ahead = 0
  let behind = 0
  for (const { index } of mentions) {
    const before =
      text
        .slice(Math.max(0, index - 30), index)
        .toLowerCase()
        .match(/\p{L}+/gu) ?? []
    if (before.slice(-2).some(isSayingVerb)) behind += 1
    else if (isAhead(text, index, index + day.length, language)) ahead += 1
  }
  return ahead > behind
}

/** The date proposed for a mention holds more than itself where its clause says that it lies ahead. */
function isAhead(text: string, start: number, end: number, language: string | null): boolean {
  const lead = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 4)
  const proposal = proposeEventDate(text, lead, end, language)
  return proposal !== null && proposal.end >= end && proposal.start < start - 4
}

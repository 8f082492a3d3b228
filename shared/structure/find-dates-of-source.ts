import type { PartialDate } from '../model/time'
import { findDates, partialDate, type WrittenDate, weekdayOf } from './dates'
import { type Line, type Span, within } from './lines'
import { publishedWords, relativeTime, updatedWords } from './tables/labels'

/** When a text came out or was changed, and the words that say so. Without a date, they are words that tell none. */
export type SourceDate = {
  readonly field: 'published' | 'updated'
  readonly date: PartialDate | null
  readonly rule: string
  readonly evidence: Span
  /** The words elsewhere that tell the year. */
  readonly support?: Span
  /** The line it stands on. */
  readonly line: number
}

const label = new RegExp(
  `(?<!\\p{L})(?:(?<updated>${updatedWords})|(?<published>${publishedWords}))(?!\\p{Ll})`,
  'giu',
)
/** The same words wherever they stand, which is found out sooner. */
const anyLabel = new RegExp(`${updatedWords}|${publishedWords}`, 'i')
/** As far as a date stands from the word that says what it is: “Posted by harbourwatch on”. */
const REACH = 40
const LONGEST_LINE = 200

type Label = Span & { readonly field: SourceDate['field'] }

/** The dates on a line at the head or the end of a text. `year` tells the year of a date that has none. */
export function datesOnLine(
  line: Line,
  yearOf: (date: WrittenDate) => { readonly year: number; readonly support: Span } | null,
): SourceDate[] {
  const { text, index } = line
  if (text.length > LONGEST_LINE) return []
  const dates = findDates(text)
  const labels = labelsOf(text, dates)
  const found: SourceDate[] = []
  for (const { field, start, end } of labels) {
    const next = labels.find((other) => other.start > start)?.start ?? text.length
    const date = dates.find((one) => one.start >= end && one.end <= next && one.start - end <= REACH)
    if (date !== undefined)
      found.push({
        ...dated(date, 'labelled date'),
        field,
        evidence: within(line, start, date.end),
      })
    else {
      const words = relativeTime.exec(text.slice(end, Math.min(next, end + REACH)))
      if (words !== null)
        found.push({
          field,
          date: null,
          rule: 'time without a date',
          evidence: within(line, start, end + words.index + words[0].length),
          line: index,
        })
    }
  }
  if (labels.length === 0 && dates.length > 0 && isDateLine(text, dates)) {
    const [first] = dates
    if (first !== undefined)
      found.push({
        ...dated(first, 'date line'),
        field: 'published',
        evidence: within(line, first.start, first.end),
      })
  }
  return found

  function dated(date: WrittenDate, rule: string): Pick<SourceDate, 'date' | 'rule' | 'support' | 'line'> {
    if (date.year !== null) return { date: partialDate(date), rule, line: index }
    const told = yearOf(date)
    if (told === null) return { date: null, rule: 'date without a year', line: index }
    return {
      date: partialDate({ ...date, year: told.year }),
      rule: 'year from other words',
      support: told.support,
      line: index,
    }
  }
}

/** Words that say what a date is: at the beginning, behind a sign that parts, or right behind another date. */
function labelsOf(text: string, dates: readonly WrittenDate[]): Label[] {
  if (!anyLabel.test(text)) return []
  return [...text.matchAll(label)].flatMap((match): Label[] => {
    const { index, groups = {} } = match
    const before = text.slice(0, index).trimEnd()
    const isFirst =
      before === '' || /[|·•–—,;:(/\d年月日]$/.test(before) || dates.some(({ end }) => end === before.length)
    const isAfterZone =
      /\b(?:[A-Z]{2,5}|[ap]\.?m\.?|Uhr)\)?$/.test(before) && dates.some(({ end }) => end <= index)
    if (!isFirst && !isAfterZone) return []
    // “Published by the council, the report says …” is a sentence.
    return [
      {
        field: groups.updated === undefined ? 'published' : 'updated',
        start: index,
        end: index + match[0].length,
      },
    ]
  })
}

/** A line of nothing but dates, times and at most a name or a place. */
export function isDateLine(text: string, dates: readonly WrittenDate[]): boolean {
  const rest = withoutDates(text, dates)
  return (
    rest.length <= 40 &&
    rest.split(/\s+/).filter((word) => word !== '').length <= 3 &&
    !/[.!?:]$/.test(text.trim())
  )
}

/** What a line says besides dates, times of day and signs. */
export function withoutDates(text: string, dates: readonly WrittenDate[]): string {
  let rest = ''
  let from = 0
  for (const { start, end } of dates) {
    rest += text.slice(from, start)
    from = end
  }
  return `${rest}${text.slice(from)}`
    .replaceAll(/\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?/gi, ' ')
    .replaceAll(
      /\b(?:[A-Z]{2,4}T|GMT|UTC|MSK|Uhr|at|um|à|в|о|on|am)\b|[+-]\d{1,2}(?::?00)?|\d+ min(?:ute)?s? read/gi,
      ' ',
    )
    .replaceAll(/[|·•,;:()/–—-]/g, ' ')
    .trim()
}

/** Most days between a date without a year and one of another year that still lie close. */
const NEAR = 45

type KnownDate = WrittenDate & { readonly year: number; readonly span: Span }

/**
 * The year of a date that has none, from other words of the text: dates of the same month, or of days near it, that all
 * name one year; or its weekday, where one year that the text names has it.
 */
export function yearFrom(
  lines: readonly Line[],
): (date: WrittenDate) => { year: number; support: Span } | null {
  let known: readonly KnownDate[] | null = null
  return (date) => {
    known ??= lines.flatMap(knownDates)
    const fitting = known.filter(
      ({ year }) => date.weekday === null || weekdayIn(date, year) === date.weekday,
    )
    return (
      oneYear(fitting.filter((other) => isNear(date, other))) ??
      (date.weekday === null ? null : oneYear(fitting))
    )
  }
}

/** Dates with their year, but for those at which something began that goes on. */
function knownDates(line: Line): KnownDate[] {
  return findDates(line.text).flatMap(({ year, ...date }) => {
    const isSince =
      /(?<!\p{L})(?:since|before|until|seit|bis|depuis|avant|desde|hasta|с|до|з|від)\s+$/iu.test(
        line.text.slice(0, date.start),
      )
    return year === null || isSince ? [] : [{ ...date, year, span: within(line, date.start, date.end) }]
  })
}

/** The year that all of these dates are of, and the first of them. */
function oneYear(dates: readonly KnownDate[]): { year: number; support: Span } | null {
  const [first] = dates
  if (first === undefined || dates.some(({ year }) => year !== first.year)) return null
  return { year: first.year, support: first.span }
}

function isNear(date: WrittenDate, other: WrittenDate): boolean {
  if (date.month === other.month) return date.month !== null
  const [one, two] = [partialDate({ ...date, year: other.year }), partialDate(other)]
  if (one?.length !== 10 || two?.length !== 10) return false
  return Math.abs(Date.parse(one) - Date.parse(two)) <= NEAR * 86_400_000
}

function weekdayIn(date: WrittenDate, year: number | null): number | null {
  const whole = partialDate({ ...date, year })
  return whole?.length === 10 ? weekdayOf(whole) : null
}

import { PartialDate } from '../model/time'
import type { Span } from './lines'
import { monthNumbers, weekdayNumbers } from './tables/months'

/** A date as some words have it: what they do not tell is null. */
export type WrittenDate = Span & {
  readonly year: number | null
  /** Null where nobody can tell the day from the month: 3/4/2025. */
  readonly month: number | null
  readonly day: number | null
  /** From 0 for Sunday. */
  readonly weekday: number | null
}

const alternatives = (names: Iterable<string>): string =>
  [...names].toSorted((one, other) => other.length - one.length).join('|')
const month = `(?<month>${alternatives(monthNumbers.keys())})(?!\\p{L})\\.?`
const year = '(?<year>(?:19|20)\\d{2})(?!\\d)'
const day = '(?<day>\\d{1,2})'

const hasYear = /(?:19|20)\d\d/
const hasSign = /月/
const hasName = new RegExp(alternatives(monthNumbers.keys()))

/**
 * Ways to write a date, the more telling first, each with what a text in lower case has that is searched for it: most have
 * nothing of it. Each is searched on its own, so that a named part has one place in it.
 */
const forms: readonly (readonly [needed: RegExp, form: RegExp])[] = (
  [
    [hasYear, `(?<!\\d)${year}-(?<number>\\d{2})-(?<day>\\d{2})(?!\\d)`],
    [hasSign, `(?<!\\d)${year}\\s*年\\s*(?<number>\\d{1,2})\\s*月(?:\\s*${day}\\s*[日号])?`],
    [hasSign, `(?<![\\d年])(?<number>\\d{1,2})\\s*月\\s*${day}\\s*[日号]`],
    [hasYear, `(?<!\\d)${year}[/.](?<number>\\d{1,2})[/.](?<day>\\d{1,2})(?!\\d)`],
    [hasYear, `(?<![\\d.:/])(?<day>\\d{1,2})(?<sign>[./-])(?<number>\\d{1,2})\\k<sign>${year}(?![./-]?\\d)`],
    [
      hasName,
      `(?<![\\d.:/])${day}(?:st|nd|rd|th|er|º|\\.)?\\s*(?:(?:de|of)\\s+)?${month}(?:,?\\s*(?:del?\\s+)?${year})?`,
    ],
    [hasName, `${month}\\s+${day}(?:st|nd|rd|th)?(?![\\d%]|[.:]\\d)(?:,?\\s+${year})?`],
    [hasName, `${month},?\\s+(?:del?\\s+)?${year}`],
  ] as const
).map(([needed, source]) => [needed, new RegExp(source, 'giu')])

const weekdayBefore = new RegExp(`(?<!\\p{L})(${alternatives(weekdayNumbers.keys())})\\.?[,،]?\\s+$`, 'iu')

/** Find the dates in a short stretch of text, in order. None of them holds another. */
export function findDates(text: string): WrittenDate[] {
  if (!/[\d٠-٩۰-۹]/.test(text)) return []
  const plain = withPlainDigits(text)
  const lower = plain.toLowerCase()
  const found: WrittenDate[] = []
  for (const [needed, form] of forms) {
    if (!needed.test(lower)) continue
    for (const match of plain.matchAll(form)) {
      const date = dateOf(plain, match)
      if (date !== null && !found.some(({ start, end }) => date.start < end && start < date.end))
        found.push(date)
    }
  }
  return found.toSorted((one, other) => one.start - other.start)
}

/** Arabic and Persian digits as the ones of the west, one for one. */
function withPlainDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

function dateOf(text: string, match: RegExpMatchArray): WrittenDate | null {
  const { groups = {}, index = 0 } = match
  const { year: years, month: name, number, day: days, sign } = groups
  // Within a word a name of a month is none, but headers are copied without their spaces: “ByrneMay 3”.
  const isJammed = /\p{Ll}$/u.test(text.slice(0, index)) && /^\p{Lu}/u.test(match[0])
  if (/^\p{L}/u.test(match[0]) && /\p{L}$/u.test(text.slice(Math.max(0, index - 1), index)) && !isJammed)
    return null
  const told = name === undefined ? Number(number) : (monthNumbers.get(name.toLowerCase()) ?? 0)
  const first = days === undefined ? null : Number(days)
  const parts = sign === '/' && first !== null ? ofSlashes(first, told) : { day: first, month: told }
  const isDate =
    parts.month === null ||
    (parts.month >= 1 && parts.month <= 12 && (parts.day === null || (parts.day >= 1 && parts.day <= 31)))
  if (!isDate) return null
  const before = weekdayBefore.exec(text.slice(Math.max(0, index - 20), index))
  const weekday = weekdayNumbers.get(before?.[1]?.toLowerCase() ?? '') ?? null
  return {
    start: index - (before?.[0].length ?? 0),
    end: index + match[0].length,
    year: years === undefined ? null : Number(years),
    ...parts,
    weekday,
  }
}

/** Where slashes part the numbers, only one over twelve says which is the day; equal ones are both. */
function ofSlashes(first: number, second: number): Pick<WrittenDate, 'day' | 'month'> {
  if (first > 12 || first === second) return { day: first, month: second }
  return second > 12 ? { day: second, month: first } : { day: null, month: null }
}

/** The date as the model has it; null where a year or a month is missing, or where there is no such day. */
export function partialDate({ year: told, month: number, day: days }: WrittenDate): PartialDate | null {
  if (told === null || number === null) return null
  const written = `${told}-${two(number)}${days === null ? '' : `-${two(days)}`}`
  return PartialDate.safeParse(written).data ?? null
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}

/** The day of the week of a day, from 0 for Sunday. */
export function weekdayOf(date: PartialDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}

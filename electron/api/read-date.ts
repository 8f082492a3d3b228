import {
  type Chrono,
  de,
  en,
  es,
  fr,
  it,
  nl,
  type ParsedComponents,
  type ParsedResult,
  pt,
  ru,
  uk,
} from 'chrono-node'
import { aheadWords } from '../../shared/detection/figures/tables/calendar'
import { PartialDate } from '../../shared/model/time'

/** A date that was read, and the one it was reckoned from; null where the wording says it all. */
export type ReadDate = { readonly date: PartialDate | null; readonly against: PartialDate | null }

export type Reckoning = {
  /** The date of the text; null when it is not known. */
  readonly against: PartialDate | null
  /** The language of the text as a BCP 47 tag. English is read in any case. */
  readonly language: string | null
}

/**
 * Read a date as people write it. It is as precise as its wording: a day, a month or a year. A week is none of these, so
 * it is the month or the year that all of its days share, as is any other span. A weekday is the last one up to and
 * including the day of the text, as news copy has it, unless the wording looks ahead or further back.
 */
export function readDate(wording: string, { against, language }: Reckoning): ReadDate {
  const text = wording.trim()
  const readers = readersFor(language)
  const [one, other] = UNRELATED.map((day) => firstRead(text, day, readers))
  // What does not depend on the day it is read on says it all.
  if (one !== undefined && one !== null && one === other) return { date: one, against: null }
  if (against === null) return none
  const date = against.length === 10 ? firstRead(text, against, readers) : readWithin(text, against, readers)
  return date === null ? none : { date, against }
}

const none: ReadDate = { date: null, against: null }
const UNRELATED = ['1971-03-10', '1987-09-25'] as const

/** In a year or a month that is known: only what lacks no more than that. */
function readWithin(text: string, against: PartialDate, readers: readonly Reader[]): PartialDate | null {
  if (WEEK.test(text)) return null
  // From the middle, the nearest is the one within it. Two days a week apart show what hangs on the day.
  const days = against.length === 4 ? ['-06-24', '-07-01'] : ['-12', '-19']
  const [one, other] = days.map((day) => firstRead(text, against + day, readers))
  return one !== undefined && one === other ? one : null
}

function firstRead(text: string, day: string, readers: readonly Reader[]): PartialDate | null {
  const plain = readPlain(text)
  if (plain !== undefined) return plain
  for (const { reader, worded } of readers) {
    const date = readWith(reader, worded(text), day)
    if (date !== null) return date
  }
  return readYear(text)
}

/** Forms that mean the same in any language; undefined when it is none of them. */
function readPlain(text: string): PartialDate | null | undefined {
  if (/^\d{4}(-\d\d(-\d\d(T\S*)?)?)?$/.test(text)) return checked(text.slice(0, 10))
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text)
  if (dotted === null) {
    const [, first = '', second = ''] = /^(\d{1,2})\/(\d{1,2})(\/\d{2,4})?$/.exec(text) ?? []
    // Day first or month first: nobody can tell, so it is no date.
    return first !== second && Number(first) <= 12 && Number(second) <= 12 ? null : undefined
  }
  const [, days = '', months = '', year = ''] = dotted
  return checked(`${year}-${months.padStart(2, '0')}-${days.padStart(2, '0')}`)
}

/** "early 2024", "since 2014": the only number is a year, and none that stands for its decade. */
function readYear(text: string): PartialDate | null {
  if (DECADE.test(text)) return null
  const numbers = text.match(/\d+/g) ?? []
  const [year = ''] = numbers
  return numbers.length === 1 && /^(1[5-9]|20)\d\d$/.test(year) ? year : null
}

function readWith(reader: Chrono, text: string, day: string): PartialDate | null {
  const found = parsed(reader, text, day)
  if (found === null || VAGUE.test(text)) return null
  const start = dayOf(found.start, text, day)
  if (start === null) return null
  if (start.length === 10 && WEEK.test(text) && !namesWeekday(found.start, text)) {
    const monday = shifted(start, -weekdayOf(start, 1))
    return shared(WEEKEND.test(text) ? shifted(monday, 5) : monday, shifted(monday, 6))
  }
  // Null where there is none, whatever its type says.
  const end = found.end ? dayOf(found.end, text, day) : start
  return end === null || end === start ? inYear(start, found, text, day) : shared(start, end)
}

function parsed(reader: Chrono, text: string, day: string): ParsedResult | null {
  const [found] = reader.parse(text, noonOf(day))
  if (found === undefined) return null
  const hasMonthAlone = found.start.isCertain('month') && !found.start.isCertain('day')
  if (!hasMonthAlone || WEEK.test(text)) return found
  // A month before the last of March is the last of February, not the third of March.
  const early = day.slice(8) > '28' ? `${day.slice(0, 8)}28` : day
  return reader.parse(text, noonOf(early))[0] ?? found
}

/** In the time zone of this computer, and what is found is read off in it too: so it is the same day everywhere. */
function noonOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 12)
}

/** A date that came without its year is the nearest to the text, unless the wording says on which side of it it lies. */
function inYear(
  date: PartialDate,
  { start, index, text: words }: ParsedResult,
  text: string,
  against: string,
): PartialDate | null {
  if (start.isCertain('year') || start.isCertain('weekday') || !start.isCertain('month')) return date
  const [before = ''] = /\S*$/.exec(text.slice(0, index).trimEnd()) ?? []
  const [behind = ''] = /^\S*/.exec(text.slice(index + words.length).trimStart()) ?? []
  const beside = `${before} ${behind}`
  const same = against.slice(0, date.length)
  if (NEXT.test(beside) ? date <= same : AHEAD.test(text) && date < same) return yearsOn(date, 1)
  return LAST.test(beside) && date >= same ? yearsOn(date, -1) : date
}

function yearsOn(date: PartialDate, years: number): PartialDate | null {
  return checked(`${Number(date.slice(0, 4)) + years}${date.slice(4)}`)
}

/** As far as it is known: the day, the month or the year that is meant. */
function dayOf(found: ParsedComponents, text: string, against: string): PartialDate | null {
  const year = String(found.get('year')).padStart(4, '0')
  const month = String(found.get('month')).padStart(2, '0')
  const day = `${year}-${month}-${String(found.get('day')).padStart(2, '0')}`
  const weekday = found.get('weekday')
  if (found.isCertain('day')) return checked(day)
  if (found.isCertain('weekday') && weekday !== null) {
    const isInWeek = WEEK.test(text) && namesWeekday(found, text)
    return isInWeek ? dayInWeek(weekday, text, against) : nearWeekday(weekday, text, against)
  }
  // This week begins on a Sunday for some readers, which is the week before for others.
  if (WEEK.test(text)) return day <= against && day > shifted(against, -7) ? against : checked(day)
  if ([...found.tags()].some((tag) => tag.startsWith('casualReference/'))) return checked(day)
  if (found.isCertain('month')) return checked(`${year}-${month}`)
  return found.isCertain('year') ? checked(year) : null
}

/** A weekend is read as one of its days, and none of them is named. */
function namesWeekday(found: ParsedComponents, text: string): boolean {
  return found.isCertain('weekday') && !WEEKEND.test(text)
}

/** The weekday (0 is Sunday) that copy of that day means. */
function nearWeekday(weekday: number, text: string, against: string): string {
  const back = weekdayOf(against, weekday)
  if (NEXT.test(text)) return shifted(against, 7 - back)
  if (AHEAD.test(text)) return shifted(against, (7 - back) % 7)
  return shifted(against, -(LAST.test(text) && back === 0 ? 7 : back))
}

/** A weekday of a week that is named, which begins on a Monday; null where it is another than the three at hand. */
function dayInWeek(weekday: number, text: string, against: string): string | null {
  const weeks = LAST.test(text) ? -1 : NEXT.test(text) ? 1 : THIS.test(text) ? 0 : null
  if (weeks === null) return null
  return shifted(against, 7 * weeks - weekdayOf(against, 1) + ((weekday + 6) % 7))
}

// Words of the languages that are read, as stems; a letter before or behind a Latin one would make it another word.
const NEXT = words(
  'next',
  'coming',
  'upcoming',
  'nächst\\p{L}*',
  'kommend\\p{L}*',
  'prochaine?',
  'próxim[oa]',
  'que viene',
  'que vem',
  'prossim[oa]',
  'volgende',
  'komende',
  'следующ\\p{L}*',
  'будущ\\p{L}*',
  'наступн\\p{L}*',
)
const AHEAD = words(
  ...aheadWords,
  'wird',
  'werden',
  'sera',
  'seront',
  'será',
  'serán',
  'sarà',
  'saranno',
  'serão',
  'zal',
  'zullen',
  'буд[еу]\\p{L}*',
)
const LAST = words(
  'last',
  'past',
  'previous',
  'letzt\\p{L}*',
  'vergangen\\p{L}*',
  'vorig\\p{L}*',
  'derni[eè]re?',
  'passée?',
  'pasad[oa]',
  'scors[oa]',
  'passad[oa]',
  'afgelopen',
  'прошл\\p{L}*',
  'минул\\p{L}*',
)
const THIS = words('this', 'diese[rns]?', 'cette', 'est[ae]', 'questa', 'deze', 'эт\\p{L}*', 'ц\\p{L}{2,3}')
/** "1990s", "1990er", "1990-х", "les années 1990". */
const DECADE = /\d[’']?-?[\p{Script=Latin}\p{Script=Cyrillic}]|(?<!\p{L})(années|años|anni|anos|jaren)\s\d/iu
const WEEKEND = words(
  'weekend',
  'wochenende',
  'week-end',
  'fin de semana',
  'fine settimana',
  'fim de semana',
  'выходны\\p{L}*',
  'вихідн\\p{L}*',
)
const WEEK = words(
  'weeks?',
  'weekend',
  'wochen?',
  'wochenende',
  'semaines?',
  'week-end',
  'semanas?',
  'settiman[ae]',
  'weken',
  'недел\\p{L}*',
  'выходны\\p{L}*',
  'тиж\\p{L}*',
  'вихідн\\p{L}*',
)
/** An amount that is none. */
const VAGUE = words(
  'few',
  'several',
  'some',
  'couple',
  'einige\\p{L}*',
  'paar',
  'mehrere\\p{L}*',
  'quelques',
  'plusieurs',
  'unos',
  'unas',
  'algun[oa]s',
  'vari[oae]s?',
  'alcun[ie]',
  'alguns',
  'enkele',
  'несколько',
  'кілька',
)

function words(...stems: string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(${stems.join('|')})(?!\\p{L})`, 'iu')
}

/** Days from the last such weekday to the day: 0 when it is one itself. */
function weekdayOf(day: string, weekday: number): number {
  return (new Date(`${day}T00:00Z`).getUTCDay() - weekday + 7) % 7
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** What two dates have in common: the day, the month or the year; null when not even that. */
function shared(one: string, two: string): PartialDate | null {
  const length = [10, 7, 4].find((upTo) => one.slice(0, upTo) === two.slice(0, upTo))
  return length === undefined ? null : one.slice(0, length)
}

function checked(date: string): PartialDate | null {
  const result = PartialDate.safeParse(date)
  return result.success ? result.data : null
}

/** A reader, and what to do with a wording before it gets it. */
type Reader = { readonly reader: Chrono; readonly worded: (text: string) => string }

const asIs = (text: string) => text

function readersFor(language: string | null): readonly Reader[] {
  const tag = language?.toLowerCase() ?? ''
  const english = /^en-(gb|ie|au|nz|in|za)$/.test(tag) ? en.GB : en.casual
  const [primary = ''] = tag.split('-')
  const own = locales.get(primary)
  if (own === undefined) return [{ reader: english, worded: asIs }]
  const months = monthsOf(primary)
  return [
    { reader: own, worded: asIs },
    // Not every reader knows a month that stands alone.
    {
      reader: english,
      worded: (text) => text.replace(/\p{L}+/gu, (word) => months.get(word.toLowerCase()) ?? word),
    },
  ]
}

function nameOfMonth(month: number, language: string): string {
  return new Date(Date.UTC(2001, month, 15)).toLocaleDateString(language, { month: 'long', timeZone: 'UTC' })
}

/** English names of the months by those of another language. */
function monthsOf(language: string): ReadonlyMap<string, string> {
  return new Map(
    Array.from({ length: 12 }, (_, month) => [
      nameOfMonth(month, language).toLowerCase(),
      nameOfMonth(month, 'en'),
    ]),
  )
}

const locales: ReadonlyMap<string, Chrono> = new Map(
  Object.entries({
    de: de.casual,
    es: es.casual,
    fr: fr.casual,
    it: it.casual,
    nl: nl.casual,
    pt: pt.casual,
    ru: ru.casual,
    uk: uk.casual,
  }),
)

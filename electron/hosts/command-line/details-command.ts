import { Failure } from '../../../shared/contract/failure'
import { reads } from '../../../shared/model/reads'
import { type Source, SourceDetails, SourceKind } from '../../../shared/model/source'
import { PartialDate } from '../../../shared/model/time'
import { answered } from './answered'
import { setDetails } from './change-review'
import type { Call, Command, Typed } from './commands'
import { answeredEach, eachSource } from './each-source'
import { oneLine } from './excerpt-words'
import { UsageError } from './io'
import { checked, textOf, textsOf } from './typed-values'

const details: Command = {
  usage: `details SOURCE... [--title T] [--outlet O] [--via V] [--author A]... [--published DATE] [--updated DATE] [--url U] [--kind ${SourceKind.options.join('|')}] [--language TAG]`,
  says: 'show the details of sources, or set those named (an empty text clears one, which rules do not find again)',
  options: {
    title: { type: 'string' },
    outlet: { type: 'string' },
    via: { type: 'string' },
    author: { type: 'string', multiple: true },
    published: { type: 'string' },
    updated: { type: 'string' },
    url: { type: 'string' },
    kind: { type: 'string' },
    language: { type: 'string' },
  },
  plan(typed) {
    const { words } = typed
    if (words.length === 0 || words.includes('')) throw new UsageError('Name the source.')
    const given = givenDetails(typed)
    const dates = givenDates(typed)
    if (words.length > 1 && (given.title !== undefined || given.url !== undefined))
      throw new UsageError(
        '--title and --url are of one source: name one, and titles of several words in quotation marks.',
      )
    const onlyShows = Object.keys(given).length + dates.size === 0
    return {
      access: onlyShows ? 'look' : 'change',
      async run(call) {
        const wanted = { ...given, ...(await readDates(dates, call)) }
        const all = await eachSource(words, call, async (source) =>
          setDetails(await call('source.get', { source }), wanted, call),
        )
        const [only, ...others] = all
        if (only?.ok === true && others.length === 0)
          return answered(only.value, (source) => rows(source).join('\n'))
        return answeredEach(all, (id, source) => [id, ...rows(source).map((row) => `    ${row}`)].join('\n'))
      },
    }
  },
}

function rows({ details: known }: Source): string[] {
  return Object.entries(known).map(([field, value]) => `${field.padEnd(10)} ${describe(value)}`)
}

function describe(value: SourceDetails[keyof SourceDetails]): string {
  if (value === null || value.length === 0) return 'not known'
  return typeof value === 'string' ? oneLine(value) : value.map(oneLine).join('; ')
}

/** What is typed for the details, but for the dates: those are read against the calendar. */
function givenDetails(typed: Typed): Partial<SourceDetails> {
  const { shape } = SourceDetails
  const fields: Partial<SourceDetails> = {}
  const title = textOf(typed, 'title')
  if (title !== null) fields.title = checked(shape.title, title, '--title takes 1 to 500 characters')
  for (const field of ['outlet', 'via'] as const) {
    const name = textOf(typed, field)
    if (name !== null)
      fields[field] = checked(shape[field], orNull(name), `--${field} takes at most 500 characters`)
  }
  const authors = textsOf(typed, 'author')
  const names = authors.filter((author) => author.trim() !== '')
  if (authors.length > 0)
    fields.authors = checked(
      shape.authors,
      names,
      '--author takes at most 100 names of at most 500 characters',
    )
  const url = textOf(typed, 'url')
  if (url !== null)
    fields.url = checked(shape.url, orNull(url), '--url takes an address such as https://example.org/page')
  const kind = textOf(typed, 'kind')
  if (kind !== null) fields.kind = checked(SourceKind, kind, `--kind takes ${SourceKind.options.join(', ')}`)
  const language = textOf(typed, 'language')
  return language === null ? fields : { ...fields, ...languageOf(language) }
}

const orNull = (text: string) => (text.trim() === '' ? null : text)

/** A language with the way in which it is written. */
function languageOf(text: string): Pick<SourceDetails, 'language'> & Partial<SourceDetails> {
  if (text.trim() === '') return { language: null }
  const tag = knownTag(text)
  if (tag === null) throw new UsageError(`--language takes a tag such as en, de or pt-BR, not “${text}”.`)
  return { language: tag, direction: reads(tag) }
}

/** The tag as it is written, of a language that has a name; null for all else. */
function knownTag(text: string): string | null {
  try {
    const [tag] = Intl.getCanonicalLocales(text)
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
    return tag !== undefined && names.of(tag) !== undefined ? tag : null
  } catch {
    return null // what is no tag at all
  }
}

type DateField = 'published' | 'updated'

/** The wording of each date that is given. */
function givenDates(typed: Typed): ReadonlyMap<DateField, string> {
  const dates = new Map<DateField, string>()
  for (const field of ['published', 'updated'] as const) {
    const wording = textOf(typed, field)
    if (wording !== null) dates.set(field, wording)
  }
  return dates
}

/** Dates as people write them, read as what they stand for. */
async function readDates(
  dates: ReadonlyMap<DateField, string>,
  call: Call,
): Promise<Partial<Pick<SourceDetails, DateField>>> {
  const read: Partial<Pick<SourceDetails, DateField>> = {}
  for (const [field, wording] of dates)
    read[field] = orNull(wording) === null ? null : await dateOf(field, wording, call)
  return read
}

async function dateOf(field: DateField, wording: string, call: Call): Promise<string> {
  if (PartialDate.safeParse(wording).success) return wording
  const { date } = await call('date.read', { wording: wording.slice(0, 200), source: null })
  if (date !== null) return date
  const message = `--${field} takes a date, such as 2025-02-26, “26 February 2025” or 2025; “${wording}” is none.`
  throw new Failure('invalid-input', message)
}

export const detailsCommands: Readonly<Record<string, Command>> = { details }

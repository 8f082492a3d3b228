import { Failure } from '../../../shared/contract/failure'
import type { Reference } from '../../../shared/model/reference'
import { PartialDate } from '../../../shared/model/time'
import { languageOf, nameOf, namesOf, webAddress } from '../file-details'
import type { Parsed } from '../parser-answer'

/** What a record says, as it says it; where it may say the same in several places, the first that says anything counts. */
export type Record = {
  readonly title: readonly unknown[]
  readonly outlet: readonly unknown[]
  readonly authors: readonly string[]
  readonly published: readonly unknown[]
  readonly language: readonly unknown[]
  readonly url: readonly unknown[]
  readonly doi: readonly unknown[]
  /** Paths or names of attached files. */
  readonly files: readonly string[]
}

/** A record as the details of a text; null without a title, which is all that tells one text from the next. */
export function buildReference(record: Record): Reference | null {
  const title = first(record.title, composedName)
  if (title === null) return null
  return {
    title,
    outlet: first(record.outlet, composedName),
    authors: namesOf(record.authors.map(composed)),
    published: first(record.published, dateOf),
    language: first(record.language, languageNamed),
    url: first(record.url, (address) => webAddress(address.trim())),
    doi: first([...record.doi, ...record.url], doiOf),
    files: [...new Set(record.files.flatMap((path) => baseName(path) ?? []))].slice(0, 100),
  }
}

/** Letters with their accents in one, as texts have them; TeX puts the one to the other. */
function composed(words: string): string {
  return words.normalize('NFC')
}

function composedName(words: string): string | null {
  return nameOf(composed(words))
}

function first<Value>(said: readonly unknown[], read: (words: string) => Value | null): Value | null {
  for (const words of said) {
    const value = typeof words === 'string' ? read(words) : null
    if (value !== null) return value
  }
  return null
}

/** “Family, Given” as “Given Family”. What comes after a second comma is Jr. or III and stays at the end. */
export function nameInOrder(written: string): string {
  const [family = '', given = '', ...more] = written.split(/\s*,\s*/)
  if (more.length === 0) return [given, family].join(' ').trim()
  // “Park, Jr, Jo” is how TeX writes it, “Park, Jo, Jr” how RIS does.
  const [suffix, name] = /^(?:jr|sr|[ivx]+)\.?$/i.test(given)
    ? [given, more.join(' ')]
    : [more.join(' '), given]
  return [name, family, suffix].join(' ').trim()
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The day, month or year that a date tells, however bibliographies write it; of a span the first. Null without a year. */
export function dateOf(written: string): PartialDate | null {
  const [, year, second, third] =
    /(?:^|[^\d])(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?!\d)/.exec(written) ?? []
  if (year === undefined) return null
  const month = second ?? namedMonth(written)
  // Where the month has a name, the day stands beside it.
  const day = second === undefined ? /(?:^|\D)(\d{1,2})(?!\d)/.exec(written)?.[1] : third
  const forms = [`${year}-${twoDigits(month)}-${twoDigits(day)}`, `${year}-${twoDigits(month)}`, year]
  return forms.find((form) => PartialDate.safeParse(form).success) ?? null
}

function namedMonth(written: string): string | undefined {
  const numbers = (written.match(/[a-z]{3,}/gi) ?? []).map((word) =>
    months.indexOf(word.slice(0, 3).toLowerCase()),
  )
  const month = numbers.find((number) => number !== -1)
  return month === undefined ? undefined : String(month + 1)
}

function twoDigits(number: string | undefined): string {
  return (number ?? '').padStart(2, '0')
}

/** Names of languages as TeX and library catalogues write them. */
const languages = new Map(
  Object.entries({
    american: 'en-US',
    usenglish: 'en-US',
    english: 'en',
    eng: 'en',
    british: 'en-GB',
    ukenglish: 'en-GB',
    canadian: 'en-CA',
    australian: 'en-AU',
    german: 'de',
    ngerman: 'de',
    ger: 'de',
    deu: 'de',
    austrian: 'de-AT',
    naustrian: 'de-AT',
    french: 'fr',
    francais: 'fr',
    fre: 'fr',
    fra: 'fr',
    spanish: 'es',
    spa: 'es',
    italian: 'it',
    ita: 'it',
    portuguese: 'pt',
    por: 'pt',
    brazilian: 'pt-BR',
    dutch: 'nl',
    dut: 'nl',
    nld: 'nl',
    polish: 'pl',
    pol: 'pl',
    russian: 'ru',
    rus: 'ru',
    ukrainian: 'uk',
    ukr: 'uk',
    turkish: 'tr',
    tur: 'tr',
    arabic: 'ar',
    ara: 'ar',
    hebrew: 'he',
    heb: 'he',
    chinese: 'zh',
    chi: 'zh',
    zho: 'zh',
    japanese: 'ja',
    jpn: 'ja',
    korean: 'ko',
    kor: 'ko',
    greek: 'el',
    swedish: 'sv',
    danish: 'da',
    norwegian: 'no',
    finnish: 'fi',
    czech: 'cs',
    hungarian: 'hu',
    romanian: 'ro',
  }),
)

function languageNamed(written: string): string | null {
  return languages.get(written.trim().toLowerCase()) ?? languageOf(written)
}

/** A DOI without what leads to it; null for what is none. */
export function doiOf(written: string): string | null {
  const doi = /(?:^|doi:\s*|doi\.org\/)(10\.\d{4,9}\/\S{1,480})\s*$/i.exec(written.trim())?.[1]
  return doi?.replace(/[.,;]$/, '').toLowerCase() ?? null
}

/** The name of a file without the folders it lies in, on any system; null without one. */
export function baseName(path: string): string | null {
  const name =
    path
      .replace(/[?#].*$/, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? ''
  const plain = /^file:/i.test(path) ? decoded(name) : name
  return plain === '' ? null : plain.slice(0, 255)
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const MOST_REFERENCES = 20_000

/** What a bibliography holds: its records, and how many are left out and why. Throws a Failure when there are too many. */
export function asReferences(
  name: string,
  records: readonly (Reference | null)[],
  broken: readonly string[] = [],
): Parsed {
  const references = records.filter((reference) => reference !== null)
  if (references.length > MOST_REFERENCES)
    throw new Failure(
      'too-large',
      `“${name}” holds more than ${MOST_REFERENCES.toLocaleString('en')} records. Export them in parts and import those.`,
    )
  const untitled = records.length - references.length
  return {
    what: 'references',
    references,
    notices: [
      ...(untitled > 0 ? [leftOut(untitled, 'a title is missing')] : []),
      ...(broken.length > 0
        ? [
            `${leftOut(broken.length, broken.length === 1 ? 'it is broken' : 'they are broken')}${listed(broken)}`,
          ]
        : []),
      ...(records.length + broken.length === 0 ? ['It holds no records.'] : []),
    ],
  }
}

function leftOut(count: number, why: string): string {
  return `${count} ${count === 1 ? 'record was' : 'records were'} left out: ${why}.`
}

/** The beginnings of a few records, so that they can be found again. */
function listed(beginnings: readonly string[]): string {
  const some = beginnings.slice(0, 5).map((words) => `“${(nameOf(words) ?? '…').slice(0, 80)}”`)
  return ` ${some.join(', ')}${beginnings.length > some.length ? ' and others' : ''}.`
}

import type { Item, Sentence } from '../text/sentences'
import { countries } from './tables/countries'
import { bodyEndings, officeWords, titleWords } from './tables/people'
import { openingAdverbs, prepositions, pronouns } from './tables/saying'
import type { Speech } from './tables/speech'

/** The people a text names in full, and the offices it says they hold. */
export type Names = {
  /** The longest form of a name, by its folded last name. */
  readonly byLast: ReadonlyMap<string, string>
  /** By "country|office", and by "|office" where the text names one holder alone; null where it names several. */
  readonly byOffice: ReadonlyMap<string, string | null>
  /** The country whose office a person holds. */
  readonly countryOf: ReadonlyMap<string, string>
}

/** A run of words with a capital, taken apart: "Ukrainian President Volodymyr Zelensky". */
export type TitledName = {
  readonly country: string | null
  readonly office: string | null
  readonly titled: boolean
  /** Index of the first word of the name itself; the end of the run when there is none. */
  readonly from: number
}

/** One spelling for a name that is written several ways in Latin letters: Zelenskyy, Zelensky, Zelenskiy. */
export function foldName(name: string): string {
  return bare(name)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[iy]+$/, '')
    .replace(/(.)\1+/g, '$1')
}

/** A word without its possessive ending. */
export function bare(word: string): string {
  if (word.endsWith("'s") || word.endsWith('’s')) return word.slice(0, -2)
  return word.endsWith("s'") || word.endsWith('s’') ? word.slice(0, -1) : word
}

/** Read the full names and offices out of all sentences of a text. */
export function collectNames(text: string, sentences: readonly Sentence[], speech: Speech | null): Names {
  const forms = new Map<string, Map<string, number>>()
  const holders = new Map<string, Set<string>>()
  for (const { items } of sentences) {
    for (let at = 0; at < items.length; at += 1) {
      if (!isCapitalWord(items[at])) continue
      const next = endOfRun(items, at)
      readRun(text, items, pastOpening(items, at, next, speech), next, forms, holders)
      at = next - 1
    }
  }
  const byLast = new Map([...forms].map(([last, counted]) => [last, longestOf(counted)]))
  const byOffice = new Map<string, string | null>()
  const countryOf = new Map<string, string>()
  for (const [office, names] of holders) {
    const full = new Set([...names].map((name) => byLast.get(foldName(name.split(' ').at(-1) ?? '')) ?? name))
    byOffice.set(office, full.size === 1 ? ([...full][0] ?? null) : null)
    const [country = ''] = office.split('|')
    if (country !== '') for (const name of full) countryOf.set(name, country)
  }
  return { byLast, byOffice, countryOf }
}

/** German and others begin a sentence with an article or an office that is no part of the name behind it. */
function pastOpening(items: readonly Item[], from: number, next: number, speech: Speech | null): number {
  if (speech === null) return from
  const isName = ({ text }: Item) =>
    !speech.articles.has(text) &&
    !speech.prepositions.has(text) &&
    !speech.titles.test(text) &&
    !speech.credits.some(([first]) => first === text)
  const at = items.findIndex((item, index) => index >= from && index < next && isName(item))
  return at === -1 ? next : pastOwner(items, at, next, speech)
}

/** "президент України Тарас Рейл": whose office it is stands between it and the name, which has two words. */
export function pastOwner(items: readonly Item[], from: number, next: number, speech: Speech): number {
  const isTitled = speech.titles.test(items[from - 1]?.text ?? '')
  const isCyrillic = /\p{Script=Cyrillic}/u.test(items[from]?.text ?? '')
  return isTitled && isCyrillic && next - from > 2 ? next - 2 : from
}

function readRun(
  text: string,
  items: readonly Item[],
  from: number,
  next: number,
  forms: Map<string, Map<string, number>>,
  holders: Map<string, Set<string>>,
): void {
  const run = titlesOf(items, from, next)
  const before = run.titled ? run : officeBefore(items, run.from)
  const words = items.slice(run.from, next)
  if (words.length < 2 || words.length > 4 || words.some(isNoName)) return
  const name = nameIn(text, items, run.from, next)
  const last = foldName(words.at(-1)?.text ?? '')
  const counted = forms.get(last) ?? new Map<string, number>()
  const weight = before.office !== null || before.titled ? 4 : 1
  forms.set(last, counted.set(name, (counted.get(name) ?? 0) + weight))
  if (before.office === null) return
  for (const key of [`${before.country ?? ''}|${before.office}`, `|${before.office}`]) {
    holders.set(key, (holders.get(key) ?? new Set<string>()).add(name))
  }
}

const isNoName = ({ text }: Item) =>
  bodyEndings.has(bare(text)) || countries.has(bare(text)) || openingAdverbs.has(text) || text.length < 2

/** The form that is used most, and of those the longest. */
function longestOf(counted: ReadonlyMap<string, number>): string {
  const [best] = [...counted].toSorted(([a, m], [b, n]) => n - m || b.length - a.length || (a < b ? -1 : 1))
  return best?.[0] ?? ''
}

/** Whether the item is a word that begins with a capital. */
export function isCapitalWord(item: Item | undefined): boolean {
  return item?.kind === 'word' && item.capital
}

/** Words inside of a name that have no capital. */
const particles = /^(de|da|di|del|der|den|van|von|al|bin|el|la|le|du|dos|ten|ter)$/

/** Where the words with a capital end that begin at `from`; a possessive ends a name. */
export function endOfRun(items: readonly Item[], from: number): number {
  let next = from
  while (next < items.length) {
    if (isCapitalWord(items[next])) next += 1
    else if (next > from && particles.test(items[next]?.text ?? '') && isCapitalWord(items[next + 1]))
      next += 1
    else break
  }
  return next
}

/** Take country, office and titles off the front of a run of words with a capital. */
export function titlesOf(items: readonly Item[], from: number, next: number): TitledName {
  let country: string | null = null
  let office: string | null = null
  let titled = false
  let at = from
  // "Transport Minister Ana Ruiz": whatever stands before the office says of what it is.
  const lastOffice = items.findLastIndex(
    (item, index) => index >= from && index < next - 1 && officeWords.has(item.text),
  )
  while (at < next) {
    const word = bare(items[at]?.text ?? '')
    const two = `${word} ${bare(items[at + 1]?.text ?? '')}`
    const isPossessive = /['’]s$|s['’]$/.test(items[at]?.text ?? '')
    if (at + 1 < next && countries.has(two)) {
      country = countries.get(two) ?? null
      at += 2
    } else if (countries.has(word)) {
      country = countries.get(word) ?? null
      at += 1
    } else if (officeWords.has(word)) {
      office = officeAt(items, at)
      titled = true
      at += 1
    } else if (titleWords.has(word)) {
      titled = true
      at += 1
    } else if (openingAdverbs.has(word) || prepositions.has(word) || pronouns.has(word) || word === 'the') {
      at += 1
    } else if (at < lastOffice) {
      at += 1
    } else if (isPossessive && at + 1 < next) {
      country = null
      at += 1
    } else break
  }
  return { country, office, titled, from: at }
}

/** "the US president Ana Ruiz", "its prime minister, Ana Ruiz": the office in small letters before a name. */
function officeBefore(items: readonly Item[], from: number): Omit<TitledName, 'from'> {
  const end = items[from - 1]?.text === ',' ? from - 1 : from
  const office = officeAt(items, end - 1)
  // "the Norwegian and Swedish presidents, Ana Ruiz and": who holds which is not said.
  if (office === null || items[end - 1]?.text.endsWith('s') === true)
    return { country: null, office: null, titled: false }
  let at = end - 2
  while (at >= 0 && titleWords.has(items[at]?.text ?? '')) at -= 1
  return { country: countryAt(items, at), office, titled: true }
}

/** The office that the word at `at` names, with its field: "foreign minister". */
export function officeAt(items: readonly Item[], at: number): string | null {
  const office = officeWords.get(items[at]?.text ?? '')
  if (office === undefined) return null
  if (office === 'premier' || office === 'pm') return 'prime minister'
  const field = items[at - 1]?.text ?? ''
  return /^(minister|secretary)$/.test(office) && titleWords.has(field) ? `${field} ${office}` : office
}

/** The country whose name or adjective stands at `at`, which may be the second of two words. */
export function countryAt(items: readonly Item[], at: number): string | null {
  const word = bare(items[at]?.text ?? '')
  const two = `${items[at - 1]?.text ?? ''} ${word}`
  return countries.get(two) ?? countries.get(word) ?? null
}

/** The words as the text writes them, a possessive ending left off. */
export function nameIn(text: string, items: readonly Item[], from: number, next: number): string {
  const written = text.slice(items[from]?.start ?? 0, items[next - 1]?.end ?? 0)
  return bare(written.replace(/\s+/g, ' '))
}

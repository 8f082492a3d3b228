import type { Item } from '../text/sentences'
import { bare, countryAt, foldName, isCapitalWord, type Names, nameIn, officeAt, titlesOf } from './names'
import type { Stretch } from './noun-phrase'
import { countries } from './tables/countries'
import {
  anonymousHeads,
  bodyEndings,
  bodyHeads,
  leaderOffices,
  loneOffices,
  outletHeads,
  outlets,
  titleWords,
} from './tables/people'

/** Who a noun phrase names. */
export type Actor =
  | { readonly kind: 'person' | 'body' | 'country' | 'outlet'; readonly name: string }
  /** `country` is set when nothing but a country says whose they are: "Norwegian officials". */
  | {
      readonly kind: 'anonymous'
      readonly name: string
      readonly head: string
      readonly words: readonly string[]
      readonly definite: boolean
      readonly country: string | null
    }
  /** Who is meant was named before. */
  | { readonly kind: 'pronoun'; readonly word: string }
  | { readonly kind: 'short'; readonly head: 'outlet' | 'country' }

const knownOutlets = new Map(outlets.map((name) => [name.toLowerCase(), name]))
const pronounOf = new Map(
  'he he,him he,she she,her she,it it,they they,them they,we we,i i'
    .split(',')
    .map((pair): [string, string] => [pair.split(' ')[0] ?? '', pair.split(' ')[1] ?? '']),
)
const articles: ReadonlySet<string> = new Set(['the', 'a', 'an', 'one', 'another', 'some', 'several'])

/** Name the actor of a phrase in the longest form the text has. Null when it names nobody who acts or speaks. */
export function nameActor(
  text: string,
  items: readonly Item[],
  { from, next }: Stretch,
  names: Names,
): Actor | null {
  const first = items[from]
  if (first === undefined) return null
  const pronoun = next - from === 1 ? pronounOf.get(first.text) : undefined
  if (pronoun !== undefined) return { kind: 'pronoun', word: pronoun }
  // "One of the sources familiar with it"
  const isOf = items[from + 1]?.text === 'of' && items[from + 2]?.text === 'the'
  const start = articles.has(first.text) ? from + (isOf ? 3 : 1) : from
  let runStart = next
  while (runStart > start && isCapitalWord(items[runStart - 1])) runStart -= 1
  runStart = startOfBody(items, runStart, start)
  if (runStart < next) return namedBy(text, items, runStart, next, names)
  return describedBy(text, items, { from, next }, start, names)
}

/** "Bureau of Geological and Mining Research": small words inside of the name of a body. */
function startOfBody(items: readonly Item[], runStart: number, start: number): number {
  let from = runStart
  for (;;) {
    let link = from - 1
    if (items[link]?.text === 'the') link -= 1
    const isOf = /^(of|for)$/.test(items[link]?.text ?? '')
    const isAnd = items[link]?.text === 'and' && items[link - 2]?.text === 'of'
    if ((!isOf && !isAnd) || link <= start || !isCapitalWord(items[link - 1])) return from
    from = link - 1
    while (from > start && isCapitalWord(items[from - 1])) from -= 1
  }
}

/** By the words with a capital at its end. */
function namedBy(
  text: string,
  items: readonly Item[],
  from: number,
  next: number,
  names: Names,
): Actor | null {
  const whole = nameIn(text, items, from, next)
  const outlet = outletOf(whole)
  if (outlet !== null) return { kind: 'outlet', name: outlet }
  if (/^((the )?white house|(the )?kremlin)$/i.test(whole))
    return { kind: 'body', name: whole.replace(/^the /i, '') }
  const asCountry = countries.get(whole.toLowerCase().replace(/^the /, ''))
  if (asCountry !== undefined) return { kind: 'country', name: asCountry }
  const { country, office, titled, from: at } = titlesOf(items, from, next)
  const words = next - at
  const last = bare(items[next - 1]?.text ?? '')
  if (bodyEndings.has(last) || (words > 0 && bodyHeads.has(last)))
    return { kind: 'body', name: whole.replace(/^(the|but|and|meanwhile|however) /i, '') }
  if (words === 0) {
    if (office !== null) return holderOf(country, office, names)
    return country === null ? null : { kind: 'country', name: country }
  }
  const known = names.byLast.get(foldName(last))
  const name = nameIn(text, items, at, next)
  // "Norway's Bureau of Mines" is no person, and not that of another country.
  if (items.slice(at, next).some(({ text: word }) => /^(of|for)$/.test(word)))
    return { kind: 'body', name: whole.replace(/^the /i, '') }
  if (words > 4) return { kind: 'body', name }
  if (known !== undefined && (words === 1 || known.length >= name.length))
    return { kind: 'person', name: known }
  return { kind: words > 1 || titled ? 'person' : 'body', name }
}

/** The outlet that the words at `at` name. */
export function outletAt(text: string, items: readonly Item[], at: number): string | null {
  for (const count of [1, 2, 3]) {
    if (!isCapitalWord(items[at + count - 1])) return null
    const outlet = outletOf(nameIn(text, items, at, at + count))
    if (outlet !== null) return outlet
  }
  return null
}

function outletOf(words: string): string | null {
  return knownOutlets.get(words.toLowerCase().replace(/^the /, '')) ?? null
}

/** By a common noun: "the Norwegian president", "a senior official", "the news agency". */
function describedBy(
  text: string,
  items: readonly Item[],
  { from, next: limit }: Stretch,
  start: number,
  names: Names,
): Actor | null {
  const next = endOfDescription(items, start, limit)
  const head = items[next - 1]?.text ?? ''
  const definite = items[from]?.text === 'the'
  if (items.slice(start, next).some((item) => /^(he|she|it|they|we|i|his|her|their|its)$/.test(item.text)))
    return null
  const office = officeAt(items, next - 1)
  if (office !== null && !head.endsWith('s')) {
    let at = next - 2
    while (at >= start && titleWords.has(items[at]?.text ?? '')) at -= 1
    const country = at >= start ? countryAt(items, at) : null
    // "the European leader" names nobody by a country.
    const isVague = country === null && (at >= start || !definite)
    const holder = isVague ? null : holderOf(country, office, names)
    if (holder !== null) return holder
  }
  if (definite && outletHeads.has(items[start]?.text === 'media' ? 'media' : head) && next - start <= 2)
    return { kind: 'short', head: 'outlet' }
  if (definite && head === 'country' && next - start === 1) return { kind: 'short', head: 'country' }
  // "Reuters news agency"
  const outlet = outletHeads.has(head) ? outletAt(text, items, start) : null
  if (outlet !== null) return { kind: 'outlet', name: outlet }
  if (head === 'side' && countryAt(items, next - 2) !== null)
    return { kind: 'country', name: countryAt(items, next - 2) ?? '' }
  if (anonymousHeads.has(head)) return anonymous(text, items, start, next, definite)
  if (bodyHeads.has(head) || (office !== null && next - start > 1)) {
    if (next - start === 1) return null
    const article =
      office !== null && /^an?$/.test(items[from]?.text ?? '') ? `${items[from]?.text ?? ''} ` : ''
    // "Norway's ministry of defence"
    const isNamed = /^(ministry|department|bureau|office|chamber)$/.test(head) && items[next]?.text === 'of'
    return { kind: 'body', name: article + nameIn(text, items, start, isNamed ? limit : next) }
  }
  return null
}

/** A description ends where it begins to say where, or of what. */
function endOfDescription(items: readonly Item[], from: number, limit: number): number {
  let next = from
  while (
    next < limit &&
    !/^(in|on|at|with|from|for|familiar|close|involved|speaking|of|to|by|near)$/.test(items[next]?.text ?? '')
  )
    next += 1
  return next
}

function holderOf(country: string | null, office: string, names: Names): Actor | null {
  const offices = office === 'leader' ? leaderOffices : [office]
  if (country === null && !loneOffices.has(office)) return null
  for (const one of offices) {
    const name = names.byOffice.get(`${country ?? ''}|${one}`)
    if (typeof name === 'string') return { kind: 'person', name }
  }
  return null
}

function anonymous(
  text: string,
  items: readonly Item[],
  from: number,
  next: number,
  definite: boolean,
): Actor {
  const words = items.slice(from, next).map((item) => item.text)
  const head = words.at(-1) ?? ''
  const described = nameIn(text, items, from, next)
  const article = head.endsWith('s') || head === 'people' ? '' : /^[aeio]/i.test(described) ? 'an ' : 'a '
  const country = next - from === 2 ? (countries.get(bare(words[0] ?? '')) ?? null) : null
  return { kind: 'anonymous', name: `${article}${described} (anonymous)`, head, words, definite, country }
}

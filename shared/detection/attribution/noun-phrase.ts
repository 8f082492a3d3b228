import type { Item } from '../text/sentences'
import { anonymousHeads, bodyHeads, officeWords, titleWords } from './tables/people'
import {
  betweenSubjectAndVerb,
  clauseStarts,
  finiteVerbs,
  openingAdverbs,
  prepositions,
  sayingVerbs,
} from './tables/saying'

/** Items of a sentence, from the first to the one behind the last. */
export type Stretch = { readonly from: number; readonly next: number }

/** The longest name or description of an actor, and the longest words between commas behind it. */
const LONGEST = 14

const articles: ReadonlySet<string> = new Set(['the', 'a', 'an', 'one', 'some', 'several'])

const days = /^(monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday)$/

/** Where the subject of the verb at `verb` ends: before "has also", "reportedly", "does not". */
export function subjectEnd(items: readonly Item[], verb: number): number {
  let end = verb
  while (end > 0 && isBetween(items[end - 1])) end -= 1
  // "The guild on Monday backed": the day is no part of its name.
  if (end > 1 && days.test(items[end - 1]?.text ?? '')) end -= items[end - 2]?.text === 'on' ? 2 : 1
  return end
}

function isBetween(item: Item | undefined): boolean {
  if (item?.kind !== 'word') return false
  return (
    betweenSubjectAndVerb.has(item.text) ||
    finiteVerbs.has(item.text) ||
    /^(not|never|very|much|so|to|ready|being)$/.test(item.text) ||
    (!item.capital && item.text.length > 4 && item.text.endsWith('ly'))
  )
}

/** The noun phrase that stands before `end`: the subject of the verb there. Null where there is none to be sure of. */
export function phraseBefore(items: readonly Item[], end: number): Stretch | null {
  const last = items[end - 1]
  if (last?.text === ',') return beforeApposition(items, end - 1)
  let from = end
  while (from > 0 && end - from <= LONGEST && isPartOfPhrase(items[from - 1])) from -= 1
  from = pastOpening(items, from, end)
  if (from >= end || end - from > LONGEST) return null
  const isApposed = items[from - 1]?.text === ',' && items[from - 2]?.capital === true
  // "Ana Ruiz, founder of the guild, said", and the same where the second comma was left out.
  if (
    isApposed &&
    items[from]?.capital === false &&
    items[from]?.kind === 'word' &&
    !isPronoun(items[from])
  ) {
    const name = capitalRunBefore(items, from - 1)
    if (name !== null && name.next - name.from > 1) return name
  }
  // "Norway's prime minister, Ana Ruiz, said" has the name in the apposition.
  return { from, next: end }
}

const isPronoun = (item: Item | undefined) => /^(he|she|it|they|we|i|you)$/.test(item?.text ?? '')

/** The phrase before an insertion between commas that ends at `comma`. */
function beforeApposition(items: readonly Item[], comma: number): Stretch | null {
  for (let at = comma - 1; at > 0 && comma - at <= LONGEST + 2; at -= 1) {
    if (items[at]?.kind === 'quote' || /[;:]/.test(items[at]?.text ?? '')) return null
    if (items[at]?.text !== ',') continue
    const inside = { from: at + 1, next: comma }
    // What begins with "who" is a clause of its own; others with a verb are no insertion.
    const isRelative = /^(who|which|whose)$/.test(items[inside.from]?.text ?? '')
    if (
      !isRelative &&
      items.slice(inside.from, inside.next).some(({ text }) => finiteVerbs.has(text) || text === 'and')
    )
      return null
    const isName = items.slice(inside.from, inside.next).every(({ capital }) => capital)
    const before = phraseBefore(items, at)
    return isName && before !== null && items[at - 1]?.capital === false ? inside : before
  }
  return null
}

function isPartOfPhrase(item: Item | undefined): boolean {
  if (item === undefined || item.kind === 'quote') return false
  if (item.kind === 'sign') return false
  if (clauseStarts.has(item.text) && !item.capital) return false
  return !finiteVerbs.has(item.text) && !(sayingVerbs.has(item.text) && !item.capital)
}

/** "In a statement Norway's ministry", "On Monday Ruiz", "Last week the guild": the subject comes behind. */
function pastOpening(items: readonly Item[], from: number, end: number): number {
  let at = from
  while (at < end && openingAdverbs.has(items[at]?.text ?? '')) at += 1
  if (!prepositions.has(items[at]?.text ?? '')) return at
  for (at += 1; at < end; at += 1) {
    const item = items[at]
    const before = items[at - 1]?.text ?? ''
    if (
      item?.capital === true &&
      !prepositions.has(before) &&
      !openingAdverbs.has(item.text) &&
      !articles.has(before)
    )
      return at
    if (isPronoun(item)) return at
    if (articles.has(item?.text ?? '') && !prepositions.has(before) && at > from + 1) return at
  }
  return end
}

/** The words with a capital that end before `end`. */
function capitalRunBefore(items: readonly Item[], end: number): Stretch | null {
  let from = end
  while (from > 0 && items[from - 1]?.kind === 'word' && items[from - 1]?.capital === true) from -= 1
  return from < end ? { from, next: end } : null
}

/** The noun phrase that begins at `from`: behind "said" or "according to". Null where a clause begins there. */
export function phraseBehind(items: readonly Item[], from: number): Stretch | null {
  let next = from
  while (next < items.length && next - from <= LONGEST && isPartOfName(items, next, from)) next += 1
  return next > from && next - from <= LONGEST ? { from, next } : null
}

function isPartOfName(items: readonly Item[], at: number, from: number): boolean {
  const item = items[at]
  if (item?.kind !== 'word') return false
  if (finiteVerbs.has(item.text) || (sayingVerbs.has(item.text) && !item.capital)) return false
  // "Bureau of Geological and Mining Research" is one name.
  if (item.text === 'and' && items[at - 2]?.text === 'of' && items[at + 1]?.capital === true) return true
  if (clauseStarts.has(item.text)) return false
  // "according to a report by the bank": the preposition is part of the phrase; "said Ruiz on Monday" ends at it.
  return (
    at === from ||
    !/^(in|on|at|during|after|before|who|told|last|this|late|early|cited|quoted)$/.test(item.text)
  )
}

/** The noun phrase that opens a sentence, up to its verb; null when it opens otherwise. */
export function openingPhrase(items: readonly Item[]): Stretch | null {
  let from = pastPreamble(items)
  while (openingAdverbs.has(items[from]?.text ?? '') || (from === 1 && items[from]?.text === ',')) from += 1
  let next = from
  while (
    next < items.length &&
    items[next]?.kind === 'word' &&
    (items[next]?.capital === true || articles.has(items[next]?.text ?? '') || leadsToName(items, next))
  )
    next += 1
  return next > from ? { from, next } : null
}

/** "In a message to the guild, Ruiz has": the subject stands behind the comma. */
function pastPreamble(items: readonly Item[]): number {
  if (!prepositions.has(items[0]?.text ?? '')) return 0
  const comma = items.slice(0, LONGEST).findIndex(({ text }) => text === ',')
  return comma + 1
}

/** "the ministry spokesman Ana Ruiz", "President of Norway Ana Ruiz": small words inside of a titled name. */
function leadsToName(items: readonly Item[], at: number): boolean {
  const { text = '' } = items[at] ?? {}
  const isTitle = officeWords.has(text) || titleWords.has(text)
  // "A council official has": what ends the phrase may be what they are.
  if (anonymousHeads.has(text) || bodyHeads.has(text)) return true
  if (text === 'of') return items[at - 1]?.capital === true && items[at + 1]?.capital === true
  return isTitle && (items[at + 1]?.capital === true || leadsToName(items, at + 1))
}

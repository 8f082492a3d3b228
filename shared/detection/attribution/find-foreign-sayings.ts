import type { Certainty } from '../../model/annotation'
import type { Item } from '../text/sentences'
import type { Saying } from './find-sayings'
import type { Stretch } from './noun-phrase'
import type { Speech } from './tables/speech'

/** The longest name or description of an actor. */
const LONGEST = 9

/**
 * Find the sayings of a sentence in another language than English: "laut X", "X a déclaré que", "«…», — сказав X",
 * "a-t-il ajouté". Who says it stands right beside the verb or behind the phrase, or is left open.
 */
export function findForeignSayings(items: readonly Item[], speech: Speech): Saying[] {
  const found: Saying[] = []
  for (let at = 0; at < items.length; at += 1) {
    const saying = creditAt(items, at, speech) ?? sayingAt(items, at, speech)
    if (saying === null) continue
    found.push(saying)
    at = saying.next - 1
  }
  return found
}

function creditAt(items: readonly Item[], at: number, speech: Speech): Saying | null {
  const phrase = speech.credits.find((words) =>
    words.every((word, offset) => items[at + offset]?.text === word),
  )
  if (phrase === undefined) return null
  const next = at + phrase.length
  const subject = behind(items, next, speech)
  if (subject === null) return null
  return {
    verb: at,
    next,
    cue: phrase.join(' '),
    certainty: 'asserted',
    subject,
    form: 'credit',
    negated: false,
  }
}

function sayingAt(items: readonly Item[], at: number, speech: Speech): Saying | null {
  const item = items[at]
  if (item?.kind !== 'word' || (item.capital && at > 0)) return null
  // "dit-il", "explique-t-elle"
  const certainty = certaintyOf(item.text, speech) ?? certaintyOf(item.text.split('-')[0] ?? '', speech)
  if (certainty === null) return null
  let start = at
  while (start > 0 && isAuxiliary(items[start - 1], speech)) start -= 1
  const saying = { verb: start, next: at + 1, cue: item.text, certainty, negated: false }
  const pronoun = [item, items[start]].findIndex((one) => endsInPronoun(one, speech))
  if (pronoun !== -1) {
    const from = pronoun === 0 ? at : start
    return { ...saying, subject: { from, next: from + 1 }, form: 'behind' }
  }
  const inverted = behind(items, at + 1, speech)
  const joint = items[start - 1]
  const isClosing = joint?.kind === 'quote' || /^[,–—-]$/.test(joint?.text ?? '')
  if (isClosing && inverted !== null) return { ...saying, subject: inverted, form: 'behind' }
  // "Le maire, Tomas Roy, a dit"; "Am Montag sagte Merz", where what stands in front is no subject.
  const subject = before(items, joint?.text === ',' ? start - 1 : start, speech) ?? inverted
  return { ...saying, subject, form: 'before' }
}

function certaintyOf(word: string, speech: Speech): Certainty | null {
  return speech.verbs.get(word) ?? null
}

/** "hat … gesagt" is parted; "a déclaré", "a-t-il déclaré" are not. */
function isAuxiliary(item: Item | undefined, speech: Speech): boolean {
  if (item?.kind !== 'word') return false
  return speech.auxiliaries.has(item.text) || endsInPronoun(item, speech)
}

function endsInPronoun(item: Item | undefined, speech: Speech): boolean {
  const parts = item?.text.split('-') ?? []
  return parts.length > 1 && speech.pronouns.has(parts.at(-1) ?? '')
}

/** What stands before a verb, back to the start of its clause; null where that says when or where. */
function before(items: readonly Item[], end: number, speech: Speech): Stretch | null {
  let from = end
  while (from > 0 && end - from <= LONGEST && isPart(items[from - 1], speech)) from -= 1
  const isSubject = from < end && end - from <= LONGEST && !speech.prepositions.has(items[from]?.text ?? '')
  return isSubject ? { from, next: end } : null
}

/** What stands behind a verb or a phrase, up to a comma, a clause, or a word that says when or where. */
function behind(items: readonly Item[], from: number, speech: Speech): Stretch | null {
  let next = from
  while (next < items.length && next - from <= LONGEST && isPart(items[next], speech)) {
    if (next > from && speech.prepositions.has(items[next]?.text ?? '')) break
    next += 1
  }
  if (next === from || speech.prepositions.has(items[from]?.text ?? '')) return null
  // "le ministre de la Défense, Sébastien Roy": the name stands in the apposition.
  const isTitle = items.slice(from, next).some(({ text }) => speech.titles.test(text))
  const isNamed = items[next - 1]?.capital === true && !isTitle
  let end = next + 1
  while (items[end]?.kind === 'word' && items[end]?.capital === true) end += 1
  return items[next]?.text === ',' && isTitle && !isNamed && end - next > 2
    ? { from: next + 1, next: end }
    : { from, next }
}

function isPart(item: Item | undefined, speech: Speech): boolean {
  return (
    item?.kind === 'word' &&
    !(speech.clauseStarts.has(item.text) && !item.capital && !speech.articles.has(item.text)) &&
    !((speech.verbs.has(item.text) || speech.finite.has(item.text)) && !item.capital)
  )
}

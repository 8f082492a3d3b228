import type { Certainty } from '../../model/annotation'
import type { Item } from '../text/sentences'
import type { Saying } from './find-sayings'
import { isCapitalWord } from './names'
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
  const credit = {
    cue: items[at]?.text ?? '',
    certainty: 'asserted',
    form: 'credit',
    negated: false,
  } as const
  if (items[at]?.text === speech.creditBehind) {
    const named = before(items, at, speech)
    return named === null ? null : { ...credit, verb: at, next: at + 1, subject: named }
  }
  const phrase = speech.credits.find((words) =>
    words.every((word, offset) => items[at + offset]?.text === word),
  )
  // "…, so Okafor" is a credit; "so viel" is none.
  if (phrase === undefined || (phrase[0] === 'so' && !isClosing(items[at - 1]))) return null
  const next = at + phrase.length
  const subject = behind(items, next, speech)
  return subject === null ? null : { ...credit, verb: at, next, cue: phrase.join(' '), subject }
}

function sayingAt(items: readonly Item[], at: number, speech: Speech): Saying | null {
  const item = items[at]
  if (item?.kind !== 'word' || (item.capital && at > 0)) return null
  // "dit-il", "explique-t-elle"
  const certainty = certaintyOf(item.text, speech) ?? certaintyOf(item.text.split('-')[0] ?? '', speech)
  if (certainty === null) return null
  let start = at
  while (start > 0 && isAuxiliary(items[start - 1], speech)) start -= 1
  // "sagte nicht, dass"; the other languages deny before the verb, where no name ends then.
  const negated = /^(nicht|nie|niemals|keineswegs)$/.test(items[at + 1]?.text ?? '')
  const saying = { verb: start, next: at + 1, cue: item.text, certainty, negated }
  const pronoun = [item, items[start]].findIndex((one) => endsInPronoun(one, speech))
  if (pronoun !== -1) {
    const from = pronoun === 0 ? at : start
    return { ...saying, subject: { from, next: from + 1 }, form: 'behind' }
  }
  const inverted = behind(items, at + 1, speech)
  const joint = items[start - 1]
  if (isClosing(joint) && inverted !== null) return { ...saying, subject: inverted, form: 'behind' }
  // "Le maire, Tomas Roy, a dit"; "Am Montag sagte Merz", where what stands in front is no subject.
  const subject = before(items, joint?.text === ',' ? start - 1 : start, speech) ?? inverted
  return { ...saying, subject, form: 'before' }
}

const isClosing = (item: Item | undefined) => item?.kind === 'quote' || /^[,–—-]$/.test(item?.text ?? '')

function certaintyOf(word: string, speech: Speech): Certainty | null {
  return speech.verbs.get(word) ?? null
}

/** What stands right before the verb and belongs to it: "a déclaré", "a-t-il déclaré", "hat gesagt". */
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
  // "wie das Ministerium am Montag mitteilte"
  let next = from
  while (next < end && !speech.prepositions.has(items[next]?.text ?? '')) next += 1
  return end - from <= LONGEST ? somebody(items, { from, next }, speech) : null
}

/** What stands behind a verb or a phrase, up to a comma, a clause, or a word that says when or where. */
function behind(items: readonly Item[], at: number, speech: Speech): Stretch | null {
  // "сообщили в министерстве"
  const isIn = speech.prepositions.has(items[at]?.text ?? '') && speech.bodies.test(items[at + 1]?.text ?? '')
  const from = isIn ? at + 1 : at
  let next = from
  while (
    next - from <= LONGEST &&
    isPart(items[next], speech) &&
    !speech.prepositions.has(items[next]?.text ?? '')
  ) {
    const isNoun = speech.nounsHaveCapitals && items[next - 1]?.capital === true && next > from
    if (isNoun && items[next]?.capital === false && !speech.articles.has(items[next]?.text ?? '')) break
    next += 1
  }
  // "le ministre de la Défense, Sébastien Roy": the name stands in the apposition.
  const isTitle = items.slice(from, next).some(({ text }) => speech.titles.test(text))
  let end = next + 1
  while (isCapitalWord(items[end])) end += 1
  const apposed =
    items[next]?.text === ',' && isTitle && end - next > 2 ? { from: next + 1, next: end } : null
  return apposed ?? somebody(items, { from, next }, speech)
}

/** A stretch that names or describes somebody: something in it has a capital, or is what people are called. */
function somebody(items: readonly Item[], stretch: Stretch, speech: Speech): Stretch | null {
  const isNamed = items
    .slice(stretch.from, stretch.next)
    .some(
      (item) =>
        item.capital ||
        speech.pronouns.has(item.text) ||
        speech.unnamed.test(item.text) ||
        speech.bodies.test(item.text),
    )
  return isNamed ? stretch : null
}

function isPart(item: Item | undefined, speech: Speech): boolean {
  if (item?.kind !== 'word' || /^\d/.test(item.text)) return false
  if (item.capital || speech.articles.has(item.text)) return true
  return !speech.clauseStarts.has(item.text) && !speech.verbs.has(item.text) && !speech.finite.has(item.text)
}

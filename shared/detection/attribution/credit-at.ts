import { lastIndexWhere } from '../../anchoring/last-index-where'
import type { Certainty } from '../../model/annotation'
import type { ReadText } from '../read-text'
import type { AttributedSaying, AttributedSentence } from './attribute'
import { citedOutlet } from './cited-outlet'
import { type Speaker, wordingOf } from './memory'
import { sayingVerbs } from './tables/saying'

/** Where something stands in a text, in UTF-16 units. */
export type Place = { readonly start: number; readonly end: number }

/** Whoever the text gives the words of a place to. */
export type Credit = {
  /** Null where an outlet is named, and nobody behind it. */
  readonly speaker: Speaker | null
  /** How the text words them: a name in full, or the description of somebody who is not named. */
  readonly wording: string
  /** The outlet that they were told to, or that reported them. */
  readonly cited: string | null
  /** How sure the verb makes the words sound; null for one that leads to no clause. */
  readonly certainty: Certainty | null
  /** The verb, as it is written. */
  readonly cue: string
  /** The words that say so: "Ruiz said". */
  readonly from: string
}

/** Words between a name and its verb that are too many to be shown with it. */
const LONGEST_SHOWN = 80

/**
 * Who the words at a place are credited to: between quotation marks whoever is quoted, else whoever the sentence says said
 * them, "according to", "said that", "…, said Ruiz". Null where it says nothing of that, or names nobody who could be meant.
 */
export function creditAt(
  read: Pick<ReadText, 'text' | 'sentences' | 'quotations'>,
  place: Place,
): Credit | null {
  const { text, quotations } = read
  const quoted = quotations[lastIndexWhere(quotations, ({ quotation }) => quotation.from <= place.start)]
  if (quoted !== undefined && quoted.quotation.from <= place.start && place.end <= quoted.quotation.to) {
    if (quoted.said === null) return null
    return creditOf(text, quoted.said.sentence, quoted.said.saying)
  }
  const sentence = sentenceAt(read, place)
  const saying = sentence === null ? null : sayingFor(sentence, place)
  return sentence === null || saying === null ? null : creditOf(text, sentence, saying)
}

/** The sentence in which a place begins. */
export function sentenceAt(
  { sentences }: Pick<ReadText, 'sentences'>,
  { start }: Place,
): AttributedSentence | null {
  const found = sentences[lastIndexWhere(sentences, ({ sentence }) => sentence.start <= start)]
  return found !== undefined && found.sentence.start <= start && start < found.sentence.end ? found : null
}

/** The saying that the words of a place belong to: one inside of them, the nearest "according to", the last before, the first behind. */
function sayingFor(
  { sentence: { items }, sayings }: AttributedSentence,
  place: Place,
): AttributedSaying | null {
  const startOf = (at: number) => items[at]?.start ?? 0
  const endOf = (next: number) => items[next - 1]?.end ?? 0
  const open = sayings.filter(({ negated, certainty, subject, form }) => {
    // "three officials said": a figure that counts the speakers.
    const isSubject =
      subject !== null && startOf(subject.from) <= place.start && place.end <= endOf(subject.next)
    // "— estimated at $5bn" has nobody before it.
    const isOwnerless = subject === null && form === 'before'
    return !isSubject && !isOwnerless && !(negated && certainty !== 'denied') && form !== 'colon'
  })
  const isParted = (from: number, to: number) =>
    items.some(({ text, start }) => text === ';' && start >= from && start < to)
  const before = open.findLast(
    ({ next, form }) =>
      form !== 'behind' && endOf(next) <= place.start && !isParted(endOf(next), place.start),
  )
  const inside = open.find(
    ({ verb, speaker }) => speaker !== null && place.start <= startOf(verb) && endOf(verb + 1) <= place.end,
  )
  // "Ruiz said that she hoped …" is in the words of who said it.
  const isOwn =
    inside?.certainty !== 'hedged' && inside?.certainty !== null && inside?.speaker?.kind !== 'outlet'
  if (inside !== undefined && (isOwn || before === undefined)) return inside
  const behind = open.find(
    ({ verb, form, subject }) =>
      startOf(verb) >= place.end &&
      (form === 'credit' ||
        form === 'behind' ||
        (form === 'before' && isSetOff(items, subject?.from ?? verb))) &&
      !isParted(place.end, startOf(verb)),
  )
  // "Ruiz said …, according to Reuters": the outlet reports who said it.
  const isNearer = behind?.form === 'credit' && behind.speaker?.kind !== 'outlet'
  return isNearer ? behind : (before ?? behind ?? null)
}

/** "…, the agency says": a comma or a quotation stands before whoever says it. */
function isSetOff(items: AttributedSentence['sentence']['items'], from: number): boolean {
  const joint = /^(the|a|an|wie|comme|como|як|как)$/.test(items[from - 1]?.text ?? '')
    ? items[from - 2]
    : items[from - 1]
  return joint?.text === ',' || joint?.kind === 'quote'
}

function creditOf(
  text: string,
  { sentence: { items } }: AttributedSentence,
  saying: AttributedSaying,
): Credit | null {
  const { speaker, subject, verb, next, cue, certainty } = saying
  const outlet = speaker?.kind === 'outlet' ? null : citedOutlet(text, items, saying)
  const cited = speaker?.kind === 'outlet' ? speaker.name : (outlet?.name ?? null)
  if (speaker === null && cited === null) return null
  const slice = (from: number, to: number) => text.slice(items[from]?.start ?? 0, items[to - 1]?.end ?? 0)
  const own = slice(verb, next)
  const told = { from: Math.min(subject?.from ?? verb, verb), next: Math.max(subject?.next ?? next, next) }
  const whole = slice(
    Math.min(told.from, outlet?.from ?? told.from),
    Math.max(told.next, outlet?.next ?? told.next),
  )
  const shown = [whole, slice(told.from, told.next)].find((words) => words.length <= LONGEST_SHOWN)
  const isDescribed = speaker?.kind === 'anonymous' && subject !== null && items[subject.from]?.text !== 'the'
  return {
    speaker: speaker?.kind === 'outlet' ? null : speaker,
    wording: isDescribed ? slice(subject.from, subject.next) : wordingOf(speaker?.name ?? ''),
    cited,
    certainty: certainty ?? sayingVerbs.get(cue ?? '') ?? null,
    cue: own,
    from: shown ?? own,
  }
}

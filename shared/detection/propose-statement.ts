import type { Certainty, Stance } from '../model/annotation'
import { type Credit, creditAt, type Place, sentenceAt } from './attribution/credit-at'
import type { Speaker } from './attribution/memory'
import type { Stretch } from './attribution/noun-phrase'
import { allegations, hedges, sayingVerbs } from './attribution/tables/saying'
import { proposeEventDate } from './figures/propose-context'
import { conditionAt } from './positions/clause'
import { type PlacedStand, standsIn } from './positions/find-positions'
import { conditions } from './positions/tables/stances'
import type { ReadText } from './read-text'
import type { Item } from './text/sentences'

/** A value that the text proposes, and the words that say so. */
export type Proposed<Value> = { readonly value: Value; readonly from: string }

/** What the sentence around a claim says of it; null where it says nothing for sure. */
export type ClaimContext = {
  readonly credit: Credit | null
  readonly certainty: Proposed<Certainty> | null
  /** When it happened, as written. */
  readonly eventDate: Proposed<string> | null
}

/** Propose who says a claim, how sure it is made to sound, and when it happened. */
export function proposeClaim(read: ReadText, place: Place): ClaimContext {
  const credit = creditAt(read, place)
  const date = proposeEventDate(read.text, place.start, place.end, read.language)
  return {
    credit,
    certainty: certaintyOf(read, place, credit),
    eventDate: date === null ? null : { value: date.words, from: date.words },
  }
}

/** A verb that is not just "said" tells it; else words of doubt among those of the claim. */
function certaintyOf(read: ReadText, place: Place, credit: Credit | null): Proposed<Certainty> | null {
  const certainty = credit?.certainty ?? null
  const told = credit === null || certainty === null ? null : { value: certainty, from: credit.cue }
  if (told !== null && told.value !== 'asserted') return told
  const said = (sentenceAt(read, place)?.sentence.items ?? []).filter(
    ({ start, end }) => start >= place.start && end <= place.end,
  )
  const alleged = said.find(({ text }) => allegations.has(text))
  const hedged = said.find(({ text }) => hedges.has(text) || sayingVerbs.get(text) === 'hedged')
  const doubt = alleged ?? hedged
  if (doubt === undefined) return told
  return {
    value: alleged === undefined ? 'hedged' : 'alleged',
    from: read.text.slice(doubt.start, doubt.end),
  }
}

/** What the sentence around a position says of it; null where it says nothing for sure. */
export type PositionContext = {
  readonly credit: Credit | null
  readonly actor: Proposed<Speaker> | null
  readonly stance: Proposed<Stance> | null
  readonly condition: Proposed<string> | null
  /** The words in which an issue may be named: those of the stand. */
  readonly about: string
}

/** Propose who takes a stand, which, and on what condition. */
export function proposePosition(read: ReadText, place: Place): PositionContext {
  const credit = creditAt(read, place)
  const found = sentenceAt(read, place)
  const quoted = read.quotations.filter(
    ({ quotation: { from, to } }) => found !== null && from < found.sentence.end && to > found.sentence.start,
  )
  const placed = standAt(standsIn(read.text, found === null ? [] : [found], quoted, read.names), place)
  if (placed === null) {
    const speaker = credit?.speaker ?? null
    const actor = speaker === null || credit === null ? null : { value: speaker, from: credit.from }
    const about = read.text.slice(place.start, place.end)
    return { credit, actor, stance: null, condition: null, about }
  }
  const { items, stand } = placed
  const words = (from: number, next: number) =>
    read.text.slice(items[from]?.start ?? 0, items[next - 1]?.end ?? 0)
  const condition = conditionOf(items, stand)
  return {
    credit,
    // "Ruiz said that Norway would not pay": what Ruiz says of her country is told by her saying so.
    actor: {
      value: stand.actor,
      from:
        credit?.speaker?.name === stand.actor.name
          ? credit.from
          : words(Math.min(stand.from, stand.cue.from), stand.cue.next),
    },
    stance: { value: stand.stance, from: words(stand.cue.from, stand.cue.next) },
    condition:
      condition === null
        ? null
        : { value: words(condition.met, condition.next), from: words(condition.from, condition.next) },
    about: aboutOf(read.text, items, placed, place, condition),
  }
}

/** The words of the place and of the stand; what it depends on is not what it is about. */
function aboutOf(
  text: string,
  items: readonly Item[],
  { stand }: PlacedStand,
  place: Place,
  condition: Stretch | null,
): string {
  const startOf = (at: number) => items[at]?.start ?? 0
  const endOf = (next: number) => items[next - 1]?.end ?? 0
  const from = Math.min(place.start, startOf(stand.from))
  const end = Math.max(place.end, endOf(stand.next))
  if (condition === null) return text.slice(from, end)
  return `${text.slice(from, startOf(condition.from))} ${text.slice(endOf(condition.next), end)}`
}

/** The stand that shares most with the place. */
function standAt(stands: readonly PlacedStand[], place: Place): PlacedStand | null {
  const shared = ({ items, stand }: PlacedStand) =>
    Math.min(items[stand.next - 1]?.end ?? 0, place.end) -
    Math.max(items[stand.from]?.start ?? 0, place.start)
  const [best] = stands.toSorted((a, b) => shared(b) - shared(a))
  return best === undefined || shared(best) <= 0 ? null : best
}

/** "if the guild agrees", up to its comma; `met` is where the words begin of what has to be there. */
function conditionOf(
  items: readonly Item[],
  { from, next, stance, cue, rule }: PlacedStand['stand'],
): (Stretch & { readonly met: number }) | null {
  const at = stance === 'conditional' ? conditionAt(items, conditions, from, next) : null
  if (at === null) return null
  const comma = items.findIndex((item, index) => index > at && index < next && item.text === ',')
  // "Without guarantees no truce", "will not sign without guarantees": guarantees are what it takes.
  const isLack = items[at]?.text === 'without' && (at === cue.from || rule === 'will not')
  return { from: at, next: comma === -1 ? next : comma, met: isLack ? at + 1 : at }
}

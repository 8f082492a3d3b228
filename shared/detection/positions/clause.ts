import type { Stance } from '../../model/annotation'
import type { AttributedSaying, AttributedSentence } from '../attribution/attribute'
import type { Speaker } from '../attribution/memory'
import type { Names } from '../attribution/names'
import { phraseBefore, type Stretch } from '../attribution/noun-phrase'
import { finiteVerbs } from '../attribution/tables/saying'
import type { Item } from '../text/sentences'
import { conditions } from './tables/stances'

/** A stand found among the items of a sentence. */
export type Stand = Stretch & {
  readonly rule: string
  readonly stance: Stance
  readonly issue: string | null
  readonly actor: Speaker
  /** The words that take the stand: "again ruled out". */
  readonly cue: Stretch
}

/** A stand, and where its own words end. */
export type Found = Stand & { readonly verbEnd: number }

/** Where clauses end is told by the items and the sayings of a sentence. */
export type ClauseOf = {
  readonly sentence: { readonly items: readonly Item[] }
  readonly sayings: readonly AttributedSaying[]
}

/** What the rules need to know of a sentence. */
export type Clause = Pick<AttributedSentence, 'sayings' | 'opening' | 'who'> & ClauseOf

/** Whoever a verb is about, and where the words that say so begin. */
export type Subject = { readonly from: number; readonly actor: Speaker }

/** Whoever stands before the verb; behind "and" or a comma, whoever the sentence gave its words to. */
export function subjectOf(
  { sentence: { items }, sayings, opening, who }: Clause,
  end: number,
  verb: number,
): Subject | null {
  const joint = items[end - 1]
  const isParticiple = items[verb]?.text.endsWith('ing') === true && joint?.text === 'while'
  const isShared =
    isParticiple || end === 0 || joint?.kind === 'quote' || /^(and|but|,|;|–|—)$/.test(joint?.text ?? '')
  if (!isShared) {
    const phrase = phraseBefore(items, end)
    // "Norway and Sweden cannot agree": what two do together is no stand of the one named last.
    if (
      phrase === null ||
      (items[phrase.from - 1]?.text === 'and' && items[phrase.from - 2]?.capital === true)
    )
      return null
    // "which Norway has rejected", "a plan that Norway opposes" have their own subject as well.
    const actor = who(phrase)
    return actor === null ? null : { from: phrase.from, actor }
  }
  const apposed = joint?.text === ',' ? phraseBefore(items, end) : null
  const named = apposed === null ? null : who(apposed)
  if (apposed !== null && named !== null) return { from: apposed.from, actor: named }
  const spoke =
    sayings.findLast((saying) => saying.verb < verb && saying.speaker !== null)?.speaker ?? opening
  return spoke === null ? null : { from: end, actor: spoke }
}

/** "Ruiz said Norway would not sign" is a stand of Ruiz when the text says that she speaks for Norway. */
export function onBehalf({ sayings }: Clause, actor: Speaker, at: number, names: Names): Speaker {
  if (actor.kind === 'anonymous' && typeof actor.country === 'string')
    return { kind: 'country', name: actor.country }
  const saying: AttributedSaying | undefined = sayings.findLast(({ verb }) => verb < at)
  const speaker = saying?.speaker ?? null
  if (speaker?.kind !== 'person' || actor.kind !== 'country') return actor
  return names.countryOf.get(speaker.name) === actor.name ? speaker : actor
}

/** The stance once negations and conditions of the clause are counted in. */
export function stanceOf(
  items: readonly Item[],
  stance: Stance,
  negated: boolean,
  from: number,
  next: number,
): Stance {
  // "concern about what is given in exchange for aid" depends on nothing.
  const binding =
    stance === 'opposes'
      ? conditions.filter((condition) => /^(if|unless|until|provid|without)/.test(condition))
      : conditions
  const isBound = conditionAt(items, binding, from, next) !== null
  if (negated) return stance === 'supports' ? 'opposes' : 'ambiguous'
  return isBound ? 'conditional' : stance
}

/** Where the words of a condition begin among these items; null where they have none. */
export function conditionAt(
  items: readonly Item[],
  among: readonly string[],
  from: number,
  next: number,
): number | null {
  for (let at = from; at < next; at += 1) {
    // "to see if", "asked if": a question, no condition.
    if (items[at]?.text === 'if' && /^(see|ask|asked|know|whether|discuss)$/.test(items[at - 1]?.text ?? ''))
      continue
    const isCondition = among.some((condition) =>
      condition.split(' ').every((word, offset) => items[at + offset]?.text === word),
    )
    if (isCondition) return at
  }
  return null
}

/** Where the words of a saying begin. */
function startOf({ verb, form, subject }: AttributedSaying): number {
  return form === 'before' && subject !== null ? Math.min(subject.from, verb) : verb
}

/** A clause ends with its sentence, where the next saying begins, or where the next one begins with a subject of its own. */
export function endOfClause({ sentence: { items }, sayings }: ClauseOf, from: number): number {
  const following = sayings.find(({ verb, form }) => verb > from && form !== 'credit' && form !== 'behind')
  let end = following === undefined ? items.length : startOf(following)
  while (end > from && /^([.!?;:,]|and|but|the|a|an|as|that|which)$/.test(items[end - 1]?.text ?? ''))
    end -= 1
  for (let at = from; at < end; at += 1) {
    const { text = '' } = items[at] ?? {}
    if (/^[;–—]$/.test(text)) return at
    if (/^(while|whereas|although|though)$/.test(text)) return items[at - 1]?.text === ',' ? at - 1 : at
    const goesOn =
      /^(but|and)$/.test(text) && items.slice(at + 1, at + 8).some((item) => finiteVerbs.has(item.text))
    if (goesOn && (items[at - 1]?.text === ',' || items[at + 1]?.capital === true))
      return items[at - 1]?.text === ',' ? at - 1 : at
  }
  return end
}

import type { Stance } from '../../model/annotation'
import type { Suggestion } from '../../model/suggestion'
import type { AttributedSaying, AttributedSentence } from '../attribution/attribute'
import type { Speaker } from '../attribution/memory'
import { nameActor } from '../attribution/name-actor'
import type { Names } from '../attribution/names'
import { phraseBefore, phraseBehind, type Stretch, subjectEnd } from '../attribution/noun-phrase'
import { finiteVerbs, negations } from '../attribution/tables/saying'
import type { AttributedQuotation } from '../quotes/find-quotes'
import { type Item, sentencesIn } from '../text/sentences'
import { issueOf } from './issue-of'
import { conditions, norms, refusals, stancePhrases } from './tables/stances'

export type PositionSuggestion = Extract<Suggestion, { kind: 'position' }>

/** A stand found among the items of a sentence. */
type Stand = Stretch & {
  readonly rule: string
  readonly stance: Stance
  readonly issue: string | null
  readonly actor: Speaker
}

/** Find where somebody takes a stand on something, in the words of the reporter and in their own. */
export function findPositions(
  text: string,
  sentences: readonly AttributedSentence[],
  quotations: readonly AttributedQuotation[],
  names: Names,
): PositionSuggestion[] {
  const told = sentences
    .filter(({ line }) => line.spoken === null)
    .flatMap((sentence) =>
      standsIn(text, sentence, names).map((stand) => positionOf(text, sentence.sentence.items, stand)),
    )
  return [...told, ...quotations.flatMap((quotation) => quotedPositions(text, quotation, names))]
}

function positionOf(
  text: string,
  items: readonly Item[],
  { from, next, rule, stance, issue, actor }: Stand,
): PositionSuggestion {
  const start = items[from]?.start ?? 0
  const end = items[next - 1]?.end ?? 0
  return {
    kind: 'position',
    start,
    end,
    exact: text.slice(start, end),
    rule: `position: ${rule}`,
    actor: actor.name,
    issue,
    stance,
  }
}

function standsIn(text: string, attributed: Clause, names: Names): Stand[] {
  const {
    sentence: { items },
  } = attributed
  const stands: Stand[] = []
  for (let at = 1; at < items.length; at += 1) {
    const stand = phraseStand(text, attributed, at, names) ?? refusal(text, attributed, at, names)
    if (stand === null) continue
    stands.push(stand)
    at = Math.max(at, stand.verbEnd - 1)
  }
  return [...stands, ...normsIn(text, attributed, stands)]
}

type Found = Stand & { readonly verbEnd: number }

/** What the rules need to know of a sentence. */
type Clause = Pick<AttributedSentence, 'sayings' | 'opening' | 'who'> & ClauseOf

/** "Norway has again ruled out …", "…, rejecting …". */
function phraseStand(text: string, attributed: Clause, at: number, names: Names): Found | null {
  const { items } = attributed.sentence
  const item = items[at]
  if (item?.kind !== 'word' || item.capital) return null
  if (items[at + 1]?.text === 'by') return passiveStand(text, attributed, at)
  const phrase = stancePhrases
    .get(item.text)
    ?.find(({ words }) => words.every((word, offset) => items[at + offset]?.text === word))
  if (phrase === undefined || isNoVerb(items, at, phrase.words)) return null
  const end = subjectEnd(items, at)
  const subject = subjectOf(attributed, end, at)
  // "asked if he was willing": a question is no stand.
  if (subject === null || /^(if|whether)$/.test(items[subject.from - 1]?.text ?? '')) return null
  const between = items.slice(end, at)
  // "was rejected by": the subject of a passive takes no stand.
  const isPassive =
    phrase.words.length === 1 &&
    /ed$|^sought$/.test(item.text) &&
    between.some(({ text }) => /^(is|are|was|were|be|been|being)$/.test(text))
  if (isPassive && !/^(opposed|interested|prepared|committed)$/.test(item.text)) return null
  if (!isFiniteFor(items, at, end)) return null
  const negated = between.some(({ text }) => negations.has(text))
  const verbEnd = at + phrase.words.length
  if (
    /^(comment|detail|say|answer|elaborate|speak|discuss|be)$/.test(items[verbEnd]?.text ?? '') &&
    phrase.stance === 'opposes'
  )
    return null
  const next = endOfClause(attributed, verbEnd)
  const stance = stanceOf(items, phrase.stance, negated, subject.from, next)
  const issue = issueOf(text, items, verbEnd, next) ?? relativeHead(text, items, subject.from)
  if (verbEnd >= next && issue === null && phrase.words.length === 1) return null
  return {
    from: subject.from,
    next,
    verbEnd,
    rule: phrase.words.join(' '),
    stance,
    issue,
    actor: onBehalf(attributed, subject.actor, at, names),
  }
}

/** "a plan backed by Norway": who takes the stand stands behind. */
function passiveStand(text: string, { sentence: { items }, who }: Clause, at: number): Found | null {
  const phrase = stancePhrases.get(items[at]?.text ?? '')?.find(({ words }) => words.length === 1)
  const agent = phraseBehind(items, at + 2)
  if (phrase === undefined || agent === null || items[at]?.text.endsWith('ed') !== true) return null
  const actor = who(agent)
  if (actor === null) return null
  const subject = phraseBefore(items, subjectEnd(items, at))
  const from = subject?.from ?? at
  const issue = nounBefore(text, items, at)
  return {
    from,
    next: agent.next,
    verbEnd: agent.next,
    rule: `${phrase.words[0] ?? ''} by`,
    stance: phrase.stance,
    issue,
    actor,
  }
}

/** The words before `end`, back to their article. */
function nounBefore(text: string, items: readonly Item[], end: number): string | null {
  let from = end
  while (
    from > 0 &&
    end - from < 5 &&
    items[from - 1]?.kind === 'word' &&
    !/^(the|a|an)$/.test(items[from - 1]?.text ?? '')
  )
    from -= 1
  return from === end ? null : text.slice(items[from]?.start ?? 0, items[end - 1]?.end ?? 0)
}

/** A bare form ("support", "reject") is a verb behind several who act, "we" or an auxiliary; else it is a noun. */
function isFiniteFor(items: readonly Item[], at: number, end: number): boolean {
  const verb = items[at]?.text ?? ''
  if (/(s|ed|ing|t|to)$/.test(verb) && verb !== 'support' && verb !== 'reject') return true
  if (finiteVerbs.has(items[at + 1]?.text ?? '')) return false
  if (!/^(support|need|reject|oppose|refuse|agree|commit)$/.test(verb)) return true
  if (end < at && items.slice(end, at).some(({ text }) => finiteVerbs.has(text))) return true
  return /(s|people|we|they|i)$/.test(items[end - 1]?.text ?? '')
}

/** Nouns and adjectives that look like these verbs. */
function isNoVerb(items: readonly Item[], at: number, words: readonly string[]): boolean {
  const before = items[at - 1]?.text ?? ''
  if (
    /^(the|a|an|its|his|her|their|this|that|these|no|of|any|more|further|some|for|'s)$/.test(before) &&
    !(words[0] === 'ready' || words[0] === 'against')
  )
    return true
  if (/['’]s$|s['’]$/.test(before)) return true
  // "seeks to", "to support": an infinitive takes the subject of another verb.
  if (before === 'to' && words.length === 1) return true
  return (
    /^(needs?|support|demands?|fears|wants?|proposed|against|calls?)$/.test(words[0] ?? '') &&
    items[at - 1]?.kind !== 'word'
  )
}

type Subject = { readonly from: number; readonly actor: Speaker }

/** Whoever stands before the verb; behind "and" or a comma, whoever the sentence gave its words to. */
function subjectOf(
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

/** "Norway will not sign", "Ruiz cannot accept", "said the US would not provide". */
function refusal(text: string, attributed: Clause, at: number, names: Names): Found | null {
  const { items } = attributed.sentence
  if (!refusals.has(items[at]?.text ?? '') || items[at]?.capital === true) return null
  let end = at
  while (end > 0 && /^(be|to|going|ever|even)$/.test(items[end - 1]?.text ?? '')) end -= 1
  const refusing = items.slice(Math.max(0, end - 3), end)
  const isRefusal = /^(not|never)$/.test(refusing.at(-1)?.text ?? '')
    ? refusing.some(({ text }) => /^(will|would|can|could|shall|do|does|is|are|am|going)$/.test(text))
    : /^(won't|wouldn't|cannot|can't|don't|doesn't|couldn't)$/.test(refusing.at(-1)?.text ?? '')
  if (!isRefusal) return /^to$/.test(items[at - 1]?.text ?? '') ? instruction(text, attributed, at) : null
  const subject = subjectOf(attributed, subjectEnd(items, at), at)
  if (subject === null) return null
  const next = endOfClause(attributed, at + 1)
  const stance = stanceOf(items, 'opposes', false, subject.from, next)
  // "will not sign an agreement that burdens": one kind of agreement is refused, not every one.
  const isRestricted = items
    .slice(at + 1, next)
    .some(
      (item, offset, all) =>
        item.text === 'that' && offset > 0 && !/^(and|,)$/.test(all[offset - 1]?.text ?? ''),
    )
  return {
    from: subject.from,
    next,
    verbEnd: at + 1,
    rule: 'will not',
    stance: isRestricted ? 'conditional' : stance,
    issue: issueOf(text, items, at + 1, next),
    actor: onBehalf(attributed, subject.actor, at, names),
  }
}

/** "Ruiz instructed the ministers not to sign". */
function instruction(text: string, attributed: Clause, at: number): Found | null {
  const { items } = attributed.sentence
  if (items[at - 2]?.text !== 'not') return null
  const order = items.findLastIndex(
    (item, index) =>
      index < at - 2 && index > at - 10 && /^(instructed|ordered|told|urged|asked|warned)$/.test(item.text),
  )
  const end = subjectEnd(items, order)
  // "They were told not to sign": by whom is not said here.
  if (order < 1 || items.slice(end, order).some(({ text: word }) => /^(was|were|been|be|is|are)$/.test(word)))
    return null
  const subject = subjectOf(attributed, end, order)
  if (subject === null) return null
  const next = endOfClause(attributed, at + 1)
  return {
    from: subject.from,
    next,
    verbEnd: at + 1,
    rule: 'told not to',
    stance: 'opposes',
    issue: issueOf(text, items, at + 1, next),
    actor: subject.actor,
  }
}

/** "Ruiz said that Europe should do more", "any deal must be tied to …, the ministry said". */
function normsIn(text: string, attributed: Clause, found: readonly Stretch[]): Stand[] {
  const { items } = attributed.sentence
  const stands: Stand[] = []
  for (let at = 1; at < items.length; at += 1) {
    if (!isNorm(items, at) || [...found, ...stands].some(({ from, next }) => at >= from && at < next))
      continue
    const stand = norm(text, attributed, at)
    if (stand !== null) stands.push(stand)
  }
  return stands
}

/** A verb of duty, or "without … impossible"; "the need" and "no need" are nouns. */
function isNorm(items: readonly Item[], at: number): boolean {
  const item = items[at]
  if (item?.kind !== 'word' || item.capital) return false
  if (item.text === 'without')
    return items
      .slice(at + 1, at + 14)
      .some(({ text }) => /^(impossible|no|not|never|cannot|won't|wouldn't|nothing)$/.test(text))
  if (!norms.has(item.text)) return false
  if (/^(essential|crucial|vital|imperative|important)$/.test(item.text))
    return /^(is|are|was|were|be|as)$/.test(items[at - 1]?.text ?? '')
  return !/^(the|a|an|no|any|of|in|for|their|its|his|her)$/.test(items[at - 1]?.text ?? '')
}

function norm(text: string, attributed: Clause, at: number): Stand | null {
  const {
    sentence: { items },
    sayings,
  } = attributed
  const saying =
    sayings.findLast(({ verb, form }) => verb < at && form !== 'behind') ??
    sayings.find(({ verb }) => verb > at)
  const speaker = saying?.speaker ?? null
  if (saying === undefined || speaker === null || saying.certainty === null || speaker.kind === 'outlet')
    return null
  const isBefore = saying.verb < at
  const first = isBefore
    ? saying.form === 'before' && saying.subject !== null
      ? saying.subject.from
      : saying.verb
    : 0
  const next = endOfClause(attributed, at + 1)
  const word = items[at]?.text ?? ''
  // What is needed for something is a condition for it, whatever the verb.
  const said = items.slice(isBefore ? saying.next : 0, next)
  const isCondition =
    /^(requires?|required|without)$/.test(word) ||
    (/^(must|needs?)$/.test(word) &&
      said.some(({ text: each }, index) => /^(any|every)$/.test(each) && index < 4))
  const negated =
    items.slice(at, at + 3).some(({ text: each }) => negations.has(each)) || word.endsWith("n't")
  const stance = isCondition ? 'conditional' : stanceOf(items, 'supports', negated, first, next)
  let object = at + 1
  while (/^(be|not|to)$/.test(items[object]?.text ?? '')) object += 1
  const hasVerb =
    items[object]?.kind === 'word' &&
    !/^(for|of|that|the|a)$/.test(items[object]?.text ?? '') &&
    word !== 'without'
  // "guarantees are vital": what is vital stands before.
  const thing = /^(essential|crucial|vital|imperative|important)$/.test(word)
    ? phraseBefore(items, subjectEnd(items, at))
    : null
  const issue =
    thing === null
      ? issueOf(text, items, hasVerb ? object + 1 : object, next)
      : text.slice(items[thing.from]?.start ?? 0, items[thing.next - 1]?.end ?? 0)
  return { from: first, next, rule: `said ${word}`, stance, issue, actor: speaker }
}

/** "Ruiz said Norway would not sign" is a stand of Ruiz when the text says that she speaks for Norway. */
function onBehalf({ sayings }: Clause, actor: Speaker, at: number, names: Names): Speaker {
  if (actor.kind === 'anonymous' && typeof actor.country === 'string')
    return { kind: 'country', name: actor.country }
  const saying: AttributedSaying | undefined = sayings.findLast(({ verb }) => verb < at)
  const speaker = saying?.speaker ?? null
  if (speaker?.kind !== 'person' || actor.kind !== 'country') return actor
  return names.countryOf.get(speaker.name) === actor.name ? speaker : actor
}

/** "a demand that Norway has rejected": what is rejected stands before the subject. */
function relativeHead(text: string, items: readonly Item[], subject: number): string | null {
  if (!/^(that|which)$/.test(items[subject - 1]?.text ?? '')) return null
  const head = items[items[subject - 2]?.text === ',' ? subject - 3 : subject - 2]
  return head?.kind === 'word' && !head.capital ? text.slice(head.start, head.end) : null
}

function stanceOf(
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
  const isBound = binding.some((condition) => holds(items, condition, from, next))
  if (negated) return stance === 'supports' ? 'opposes' : 'ambiguous'
  return isBound ? 'conditional' : stance
}

function holds(items: readonly Item[], condition: string, from: number, next: number): boolean {
  const words = condition.split(' ')
  for (let at = from; at < next; at += 1) {
    // "to see if", "asked if": a question, no condition.
    if (words[0] === 'if' && /^(see|ask|asked|know|whether|discuss)$/.test(items[at - 1]?.text ?? ''))
      continue
    if (words.every((word, offset) => items[at + offset]?.text === word)) return true
  }
  return false
}

type ClauseOf = {
  readonly sentence: { readonly items: readonly Item[] }
  readonly sayings: readonly AttributedSaying[]
}

/** Where the words of a saying begin. */
function startOf({ verb, form, subject }: AttributedSaying): number {
  return form === 'before' && subject !== null ? Math.min(subject.from, verb) : verb
}

/** A clause ends with its sentence, where the next saying begins, or where the next one begins with a subject of its own. */
function endOfClause({ sentence: { items }, sayings }: ClauseOf, from: number): number {
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

/** Stands in somebody's own words: "we will not sign", "it is vital that …". */
function quotedPositions(
  text: string,
  { quotation, speaker }: AttributedQuotation,
  names: Names,
): PositionSuggestion[] {
  if (quotation.words < 4) return []
  return sentencesIn(text, quotation.start, quotation.end, []).flatMap(({ items }) => {
    const own = speaker === null || speaker.kind === 'outlet' ? null : ownStand(text, items, speaker)
    const stand = own ?? standOfOthers(text, items, names)
    return stand === null ? [] : [positionOf(text, items, stand)]
  })
}

function ownStand(text: string, items: readonly Item[], speaker: Speaker): Stand | null {
  const own: ClauseOf = { sentence: { items }, sayings: [] }
  const stretch = { from: 0 }
  for (let at = 0; at < items.length; at += 1) {
    const word = items[at]?.text ?? ''
    const reach = items.slice(Math.max(0, at - 6), at)
    const subject = reach.slice(reach.findLastIndex((item) => item.text === ',') + 1)
    const isOwn = subject.some((item) => /^(i|we|i'm|we're|i'd|we'd)$/.test(item.text))
    const negated = subject.some((item) => negations.has(item.text))
    const isBarred = /^(cannot|can't|mustn't)$/.test(items[at - 1]?.text ?? '')
    if (refusals.has(word) && (isBarred || (isOwn && negated))) {
      const next = endOfClause(own, at + 1)
      return {
        ...stretch,
        next,
        rule: 'we will not',
        stance: stanceOf(items, 'opposes', false, 0, next),
        issue: issueOf(text, items, at + 1, next),
        actor: speaker,
      }
    }
    const phrase = stancePhrases
      .get(word)
      ?.find(({ words }) => words.every((each, offset) => items[at + offset]?.text === each))
    if (phrase !== undefined && isOwn && !isNoVerb(items, at, phrase.words)) {
      const behind = at + phrase.words.length
      const next = endOfClause(own, behind)
      return {
        ...stretch,
        next,
        rule: `we ${phrase.words.join(' ')}`,
        stance: stanceOf(items, phrase.stance, negated, 0, next),
        issue: issueOf(text, items, behind, next),
        actor: speaker,
      }
    }
    const isDuty = isNorm(items, at) || (/^(have|has)$/.test(word) && items[at + 1]?.text === 'to' && isOwn)
    if (isDuty && at > 0) {
      const next = endOfClause(own, at + 1)
      const isNot = items.slice(at, at + 3).some((item) => negations.has(item.text))
      let object = at + 1
      while (/^(be|not|to|that)$/.test(items[object]?.text ?? '')) object += 1
      const issue = issueOf(text, items, object + 1, next)
      const stance = word === 'without' ? 'conditional' : stanceOf(items, 'supports', isNot, 0, next)
      if (issue !== null || stance === 'conditional')
        return { ...stretch, next, rule: `in own words: ${word}`, stance, issue, actor: speaker }
    }
  }
  return null
}

/** "The Norwegian side is opposed to guarantees", in somebody else's words. */
function standOfOthers(text: string, items: readonly Item[], names: Names): Stand | null {
  const who = (phrase: Stretch): Speaker | null => {
    const actor = nameActor(text, items, phrase, names)
    return actor === null || actor.kind === 'pronoun' || actor.kind === 'short' || actor.kind === 'anonymous'
      ? null
      : actor
  }
  const quoted = { sentence: { items }, sayings: [], opening: null, who }
  for (let at = 1; at < items.length; at += 1) {
    const stand = phraseStand(text, quoted, at, names)
    if (stand !== null) return stand
  }
  return null
}

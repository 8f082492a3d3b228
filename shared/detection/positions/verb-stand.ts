import type { Names } from '../attribution/names'
import { phraseBefore, phraseBehind, subjectEnd } from '../attribution/noun-phrase'
import { finiteVerbs, negations, prepositions } from '../attribution/tables/saying'
import type { Item } from '../text/sentences'
import { type Clause, endOfClause, type Found, onBehalf, stanceOf, subjectOf } from './clause'
import { issueOf } from './issue-of'
import { stancePhrases } from './tables/stances'

/** "Norway has again ruled out …", "…, rejecting …". */
export function phraseStand(text: string, attributed: Clause, at: number, names: Names): Found | null {
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
    cue: { from: end, next: verbEnd },
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
    cue: { from: at, next: agent.next },
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
export function isFiniteFor(items: readonly Item[], at: number, end: number): boolean {
  const verb = items[at]?.text ?? ''
  if (/(s|ed|ing|t|to)$/.test(verb) && verb !== 'support' && verb !== 'reject') return true
  const behind = items[at + 1]
  if (
    finiteVerbs.has(behind?.text ?? '') ||
    (verb === 'back' && (behind?.kind !== 'word' || prepositions.has(behind.text)))
  )
    return false
  if (!/^(back|demand|urge|support|need|reject|oppose|refuse|agree|commit)$/.test(verb)) return true
  if (end < at && items.slice(end, at).some(({ text }) => finiteVerbs.has(text))) return true
  return /(s|people|we|they|i)$/.test(items[end - 1]?.text ?? '')
}

/** Nouns and adjectives that look like these verbs. */
export function isNoVerb(items: readonly Item[], at: number, words: readonly string[]): boolean {
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

/** "a demand that Norway has rejected": what is rejected stands before the subject. */
function relativeHead(text: string, items: readonly Item[], subject: number): string | null {
  if (!/^(that|which)$/.test(items[subject - 1]?.text ?? '')) return null
  const head = items[items[subject - 2]?.text === ',' ? subject - 3 : subject - 2]
  return head?.kind === 'word' && !head.capital ? text.slice(head.start, head.end) : null
}

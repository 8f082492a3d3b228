import { phraseBefore, type Stretch, subjectEnd } from '../attribution/noun-phrase'
import { negations } from '../attribution/tables/saying'
import type { Item } from '../text/sentences'
import { type Clause, endOfClause, type Stand, stanceOf } from './clause'
import { issueOf } from './issue-of'
import { norms } from './tables/stances'

/** "Ruiz said that Europe should do more", "any deal must be tied to …, the ministry said". */
export function normsIn(text: string, attributed: Clause, found: readonly Stretch[]): Stand[] {
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
export function isNorm(items: readonly Item[], at: number): boolean {
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
  return {
    from: first,
    next,
    cue: { from: at, next: at + 1 },
    rule: `said ${word}`,
    stance,
    issue,
    actor: speaker,
  }
}

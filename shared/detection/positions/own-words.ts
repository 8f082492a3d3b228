import type { Speaker } from '../attribution/memory'
import { nameActor } from '../attribution/name-actor'
import type { Names } from '../attribution/names'
import { type Stretch, subjectEnd } from '../attribution/noun-phrase'
import { negations } from '../attribution/tables/saying'
import type { Item } from '../text/sentences'
import { type ClauseOf, endOfClause, type Stand, stanceOf } from './clause'
import { issueOf } from './issue-of'
import { isNorm } from './norms'
import { refusals, stancePhrases } from './tables/stances'
import { isFiniteFor, isNoVerb, phraseStand } from './verb-stand'

/** A stand in the speaker's own words: "we will not sign", "it is vital that …". Null when the sentence has none. */
export function ownStand(text: string, items: readonly Item[], speaker: Speaker): Stand | null {
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
        cue: { from: at - subject.length, next: at + 1 },
        rule: 'we will not',
        stance: stanceOf(items, 'opposes', false, 0, next),
        issue: issueOf(text, items, at + 1, next),
        actor: speaker,
      }
    }
    const phrase = stancePhrases
      .get(word)
      ?.find(({ words }) => words.every((each, offset) => items[at + offset]?.text === each))
    if (
      phrase !== undefined &&
      isOwn &&
      !isNoVerb(items, at, phrase.words) &&
      isFiniteFor(items, at, subjectEnd(items, at))
    ) {
      const behind = at + phrase.words.length
      const next = endOfClause(own, behind)
      return {
        ...stretch,
        next,
        cue: { from: at - subject.length, next: behind },
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
        return {
          ...stretch,
          next,
          cue: { from: at, next: at + 1 },
          rule: `in own words: ${word}`,
          stance,
          issue,
          actor: speaker,
        }
    }
  }
  return null
}

/** "The Norwegian side is opposed to guarantees", in somebody else's words. */
export function standOfOthers(text: string, items: readonly Item[], names: Names): Stand | null {
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

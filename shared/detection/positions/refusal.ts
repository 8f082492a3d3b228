import type { Names } from '../attribution/names'
import { subjectEnd } from '../attribution/noun-phrase'
import type { Item } from '../text/sentences'
import { type Clause, endOfClause, type Found, onBehalf, stanceOf, subjectOf } from './clause'
import { issueOf } from './issue-of'
import { refusals } from './tables/stances'

/** "Norway will not sign", "Ruiz cannot accept", "said the US would not provide". */
export function refusal(text: string, attributed: Clause, at: number, names: Names): Found | null {
  const { items } = attributed.sentence
  if (!isRefused(items, at) || items[at]?.capital === true) return null
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
    cue: { from: subjectEnd(items, at), next: at + 1 },
    rule: 'will not',
    stance: isRestricted ? 'conditional' : stance,
    issue: issueOf(text, items, at + 1, next),
    actor: onBehalf(attributed, subject.actor, at, names),
  }
}

/** "would not make", "would not be making". */
function isRefused(items: readonly Item[], at: number): boolean {
  const { text = '' } = items[at] ?? {}
  if (refusals.has(text)) return true
  const stem = items[at - 1]?.text === 'be' && text.endsWith('ing') ? text.slice(0, -3) : null
  return stem !== null && (refusals.has(stem) || refusals.has(`${stem}e`))
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
    cue: { from: order, next: at + 1 },
    rule: 'told not to',
    stance: 'opposes',
    issue: issueOf(text, items, at + 1, next),
    actor: subject.actor,
  }
}

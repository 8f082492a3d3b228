import { clauseStarts, finiteVerbs, prepositions, sayingVerbs } from '../attribution/tables/saying'
import type { Item } from '../text/sentences'

/** The most words an issue is named by. */
const LONGEST = 6

const openers =
  /^(the|a|an|any|its|his|her|their|our|my|this|that|these|those|some|all|more|to|not|being|been|be|very|such|possible|potential|proposed)$/
const particles = /^(on|up|out|off|over|in|for|to|with|at|about)$/

/** The noun phrase that a stand is about: the object behind its verb. Null when none stands there. */
export function issueOf(
  text: string,
  items: readonly Item[],
  behindVerb: number,
  limit: number,
): string | null {
  let from = pastInfinitive(items, behindVerb)
  if (particles.test(items[from]?.text ?? '')) from += 1
  while (from < limit && openers.test(items[from]?.text ?? '')) from += 1
  let next = from
  while (next < limit && next - from < LONGEST && isPart(items[next])) next += 1
  while (next > from && /^(of|and|the|a)$/.test(items[next - 1]?.text ?? '')) next -= 1
  if (next === from || /^(it|he|she|they|we|i|him|her|them|us|there|what)$/.test(items[from]?.text ?? ''))
    return null
  const issue = text.slice(items[from]?.start ?? 0, items[next - 1]?.end ?? 0).replace(/\s+/g, ' ')
  return issue.length < 3 ? null : issue
}

/** "seeks to finalise a deal", "opposed to including guarantees": the verb between is no part of what it is about. */
function pastInfinitive(items: readonly Item[], from: number): number {
  const before = items[from - 1]?.text ?? ''
  const item = items[from]
  if (item?.text === 'to') return before.endsWith('ed') && before !== 'need' ? from + 1 : from + 2
  const isVerb =
    before === 'to' && !/^(opposed|objects|objected|opposition)$/.test(items[from - 2]?.text ?? '')
  const isGerund = item?.text.endsWith('ing') === true
  return item?.capital === false && (isGerund || (isVerb && !openers.test(item.text))) ? from + 1 : from
}

function isPart(item: Item | undefined): boolean {
  if (item?.kind !== 'word') return false
  if (item.text === 'of') return true
  if (/^(the|a|an)$/.test(item.text)) return false
  return (
    !prepositions.has(item.text) &&
    !clauseStarts.has(item.text) &&
    !finiteVerbs.has(item.text) &&
    !sayingVerbs.has(item.text)
  )
}

import type { Certainty } from '../../model/annotation'
import type { Suggestion } from '../../model/suggestion'
import type { AttributedSaying, AttributedSentence } from '../attribution/attribute'
import { allegations, finiteVerbs, hedges } from '../attribution/tables/saying'
import type { Item } from '../text/sentences'

/** A statement with whoever is credited with it. */
export type ClaimSuggestion = Extract<Suggestion, { kind: 'claim' }>

/** Fewer words say nothing that could be compared. */
const FEWEST_WORDS = 4
/** A statement that is quoted for more than this part is a quotation. */
const MOST_QUOTED = 0.6

/** Find what somebody is reported to have said, in the words of the reporter. */
export function findClaims(text: string, sentences: readonly AttributedSentence[]): ClaimSuggestion[] {
  return sentences.flatMap(({ sentence, sayings, line }) => {
    if (line.spoken !== null) return []
    const claims = sayings.flatMap(
      (saying, at) => claimOf(text, sentence.items, saying, sayings[at + 1]) ?? [],
    )
    // "Ruiz said that she believed …" is one claim.
    return claims.filter(
      (claim, at) =>
        !claims.some(
          (other, index) =>
            index < at &&
            other.speaker === claim.speaker &&
            other.start < claim.start &&
            claim.end <= other.end,
        ),
    )
  })
}

function claimOf(
  text: string,
  items: readonly Item[],
  saying: AttributedSaying,
  following: AttributedSaying | undefined,
): ClaimSuggestion | null {
  if (saying.certainty === null || saying.form === 'colon') return null
  if (saying.negated && saying.certainty !== 'denied') return null
  const found = statementBehind(items, saying, following) ?? statementBefore(items, saying)
  if (found === null) return null
  const said = items.slice(found.from, found.next)
  const words = said.filter(({ kind }) => kind !== 'sign')
  const start = said[0]?.start ?? 0
  const end = said.at(-1)?.end ?? 0
  const quoted = said.reduce((sum, item) => sum + (item.kind === 'quote' ? item.end - item.start : 0), 0)
  const isStatement = found.rule === 'said that' || said.some(isFinite)
  if (!isStatement || words.length < FEWEST_WORDS || quoted > (end - start) * MOST_QUOTED) return null
  return {
    kind: 'claim',
    start,
    end,
    exact: text.slice(start, end),
    rule: `claim: ${found.rule}`,
    speaker: saying.speaker?.name ?? null,
    certainty: certaintyOf(saying.certainty, said),
  }
}

function isFinite({ kind, text, capital }: Item): boolean {
  return kind === 'word' && !capital && (finiteVerbs.has(text) || (text.length > 4 && text.endsWith('ed')))
}

function certaintyOf(told: Certainty, said: readonly Item[]): Certainty {
  if (told !== 'asserted') return told
  if (said.some(({ text }) => allegations.has(text))) return 'alleged'
  return said.some(({ text }) => hedges.has(text)) ? 'hedged' : 'asserted'
}

type Statement = { readonly from: number; readonly next: number; readonly rule: string }

/** "said that …", "told reporters that …", "According to Ruiz, …". */
function statementBehind(
  items: readonly Item[],
  { verb, next, form, subject, cue }: AttributedSaying,
  following: AttributedSaying | undefined,
): Statement | null {
  const limit = endBefore(items, following, next)
  if (form === 'credit') {
    // "According to a study published in May, …"
    const named = subject?.next ?? next
    const comma = items.findIndex((item, at) => at >= named && at < named + 8 && item.text === ',')
    if (
      verb !== 0 ||
      comma === -1 ||
      items.slice(named, comma).some(({ text, capital }) => !capital && finiteVerbs.has(text))
    )
      return null
    return { from: pastApposition(items, comma + 1), next: limit, rule: 'according to' }
  }
  if (form === 'behind') return null
  const that = items.findIndex((item, at) => at >= next && at <= next + 9 && item.text === 'that')
  if (that !== -1 && !items.slice(next, that).some((item) => isFinite(item) || item.kind === 'quote')) {
    // "says that is their task": here it is a pronoun.
    const begin = /^(is|are|was|were|will|would|has|had)$/.test(items[that + 1]?.text ?? '') ? that : that + 1
    return begin < limit ? { from: begin, next: limit, rule: 'said that' } : null
  }
  // "told reporters", "said on Friday", "said: …" lead to no clause of their own.
  if (form === 'shared' && verb === 0) return null
  const first = items[next]
  if (/^(told|tells|replied|responded|answered)$/.test(cue ?? '') || first?.kind !== 'word') return null
  const from = pastTime(items, next)
  const begin = items[from]
  const isClause =
    begin?.kind === 'word' &&
    (begin.capital ||
      /^(the|a|an|he|she|it|they|we|there|this|these|its|his|her|their|no|any|some|all|both|one|two|three|about|more|up)$/.test(
        begin.text,
      ))
  const soon = items.slice(from, from + 12).some(isFinite)
  return isClause && soon && from < limit ? { from, next: limit, rule: 'said' } : null
}

/** "According to Ruiz, an adviser to the guild, the fund": what she is goes before what she says. */
function pastApposition(items: readonly Item[], from: number): number {
  if (!/^(a|an|the|who|whose|former)$/.test(items[from]?.text ?? '')) return from
  const comma = items.findIndex((item, at) => at > from && at < from + 14 && item.text === ',')
  return comma === -1 || items.slice(from, comma).some(isFinite) ? from : comma + 1
}

/** "said Tuesday he would", "said on Wednesday the fund would". */
function pastTime(items: readonly Item[], from: number): number {
  const at = items[from]?.text === 'on' || items[from]?.text === 'late' ? from + 1 : from
  return /^(monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday)$/.test(
    items[at]?.text ?? '',
  )
    ? at + 1
    : from
}

/** "…, Ruiz said on Friday.", "…, according to the guild." */
function statementBefore(
  items: readonly Item[],
  { verb, subject, form, next }: AttributedSaying,
): Statement | null {
  const tail = form === 'credit' || form === 'behind' ? (subject?.next ?? next) : next
  const behind = items.slice(tail)
  if (
    behind.length > 14 ||
    behind.some((item) => isFinite(item) || item.kind === 'quote' || item.text === ':')
  )
    return null
  let begin = form === 'before' && subject !== null ? subject.from : verb
  if (/^(the|a|an)$/.test(items[begin - 1]?.text ?? '')) begin -= 1
  const comma = items[begin - 1]?.text === ',' ? begin - 1 : form === 'credit' ? begin : null
  if (comma === null || form === 'shared') return null
  // "OSLO: The fund will close": where it was written is no part of it.
  const colon = items.slice(0, 6).findIndex(({ text }) => text === ':')
  return { from: colon + 1, next: comma, rule: form === 'credit' ? 'according to' : 'said behind' }
}

/** The statement ends with its sentence, or where the next saying begins. */
function endBefore(items: readonly Item[], following: AttributedSaying | undefined, from: number): number {
  let end = items.length
  while (end > 0 && /^[.!?;:,]$/.test(items[end - 1]?.text ?? '')) end -= 1
  if (following === undefined || following.verb < from) return end
  const begin =
    following.form === 'before' && following.subject !== null
      ? Math.min(following.verb, following.subject.from)
      : following.verb
  let cut = Math.min(begin, end)
  while (cut > from && /^(,|and|but|while|–|—|-|;|the|a|an|which)$/.test(items[cut - 1]?.text ?? '')) cut -= 1
  // A saying inside of what is said ("that Ruiz had told them") is part of it.
  const joint = items[cut]?.text ?? ''
  return cut < begin || /^[,;–—]$/.test(joint) || following.form === 'shared' ? cut : end
}

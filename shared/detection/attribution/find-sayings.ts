import type { Certainty } from '../../model/annotation'
import type { Item } from '../text/sentences'
import { findForeignSayings } from './find-foreign-sayings'
import { phraseBefore, phraseBehind, type Stretch, subjectEnd } from './noun-phrase'
import { anonymousHeads, bodyHeads, officeWords } from './tables/people'
import { finiteVerbs, maybeNouns, namingVerbs, negations, sayingVerbs } from './tables/saying'
import type { Speech } from './tables/speech'

/** Words of a sentence that give something to somebody who says it. */
export type Saying = {
  /** The item of the verb, and the one behind its last. */
  readonly verb: number
  readonly next: number
  /** The words of it, as a list of cues would have them. */
  readonly cue: string | null
  /** Null for words that lead to a quotation, but to no clause. */
  readonly certainty: Certainty | null
  /** Who says it; null where an earlier word of the sentence says so. */
  readonly subject: Stretch | null
  /** Where it stands: "Ruiz said", "said Ruiz", "according to Ruiz", "…, saying", "Ruiz: …". */
  readonly form: 'before' | 'behind' | 'credit' | 'shared' | 'colon'
  readonly negated: boolean
}

/** Find all sayings of a sentence, in reading order. Without the words of another language it is read as English. */
export function findSayings(items: readonly Item[], speech: Speech | null): Saying[] {
  if (speech !== null) return findForeignSayings(items, speech)
  const found: Saying[] = []
  const colon = colonAt(items)
  if (colon !== null) found.push(colon)
  for (let at = 0; at < items.length; at += 1) {
    const saying = sayingAt(items, at)
    if (saying !== null) found.push(saying)
  }
  return found
}

/** "Ruiz: The fund will close", as headlines have it. */
function colonAt(items: readonly Item[]): Saying | null {
  // "OSLO: The fund will close." says where a report was written.
  if (/^[.!?]$/.test(items.at(-1)?.text ?? '') || items.length > 20) return null
  for (let at = 1; at < Math.min(5, items.length - 1); at += 1) {
    if (items[at]?.text === ':')
      return {
        verb: at,
        next: at + 1,
        cue: null,
        certainty: null,
        subject: { from: 0, next: at },
        form: 'colon',
        negated: false,
      }
    if (items[at]?.kind !== 'word' || items[at]?.capital === false) return null
  }
  return null
}

function sayingAt(items: readonly Item[], at: number): Saying | null {
  const item = items[at]
  if (item?.kind !== 'word') return null
  if (item.text === 'according' && items[at + 1]?.text === 'to') return creditAt(items, at)
  if (item.text === 'put' && items[at + 1]?.text === 'it')
    return {
      verb: at,
      next: at + 2,
      cue: 'put it',
      certainty: 'asserted',
      subject: phraseBefore(items, subjectEnd(items, at)),
      form: 'before',
      negated: false,
    }
  const certainty = sayingVerbs.get(item.text)
  if ((certainty === undefined && !namingVerbs.has(item.text)) || !isVerb(items, at)) return null
  const saying = { verb: at, next: at + 1, cue: item.text, certainty: certainty ?? null }
  const before = items[at - 1]
  if (item.text.endsWith('ing') && !finiteVerbs.has(before?.text ?? '')) {
    const quoted = quotedBefore(items, at)
    if (quoted !== null) return { ...saying, subject: quoted, form: 'before', negated: false }
    const isFree = before === undefined || before.kind === 'quote' || /^([,–—]|by|also)$/.test(before.text)
    return isFree ? { ...saying, subject: null, form: 'shared', negated: false } : null
  }
  if (isInverted(items, at)) {
    const subject = phraseBehind(items, at + 1)
    if (subject !== null) return { ...saying, subject, form: 'behind', negated: false }
  }
  const end = subjectEnd(items, at)
  const negated = items.slice(end, at).some(({ text }) => negations.has(text))
  const joins = items[end - 1]
  if (end === 0 || joins?.kind === 'quote' || /^(and|but|,)$/.test(joins?.text ?? '')) {
    const apposed = joins?.text === ',' ? phraseBefore(items, end) : null
    if (apposed !== null) return { ...saying, subject: apposed, form: 'before', negated }
    return { ...saying, subject: null, form: 'shared', negated }
  }
  return { ...saying, subject: phraseBefore(items, end), form: 'before', negated }
}

/** "The agency quotes Ruiz saying", "quoted him as saying": whoever is quoted speaks. */
function quotedBefore(items: readonly Item[], at: number): Stretch | null {
  const next = items[at - 1]?.text === 'as' ? at - 1 : at
  let from = next
  while (from > 0 && next - from < 10 && items[from - 1]?.kind === 'word' && !isQuoting(items[from - 1]))
    from -= 1
  return from > 1 && from < next && isQuoting(items[from - 1]) ? { from, next } : null
}

const isQuoting = (item: Item | undefined) => /^(quotes|quoted|cites|cited)$/.test(item?.text ?? '')

function creditAt(items: readonly Item[], at: number): Saying | null {
  let from = at + 2
  // "according to estimates by the bank", "a report by the bank": who knows is behind the "by".
  for (let next = from; next < Math.min(items.length, from + 6); next += 1) {
    if (items[next]?.kind !== 'word') break
    if (items[next]?.text === 'by') from = next + 1
  }
  const subject = phraseBehind(items, from)
  if (subject === null) return null
  return {
    verb: at,
    next: at + 2,
    cue: 'according to',
    certainty: 'asserted',
    subject,
    form: 'credit',
    negated: false,
  }
}

/** Words before a passive or a noun: "was told", "the claims", "to say". */
const noVerbBehind =
  /^(a|an|the|his|her|its|their|this|that|these|those|of|to|is|are|was|were|be|been|being|as|any|no|some|in|with|for)$/

function isVerb(items: readonly Item[], at: number): boolean {
  const item = items[at]
  const before = items[at - 1]
  if (item === undefined || (item.capital && at > 0)) return false
  if (before === undefined) return false
  if (item.text.endsWith('ing')) return !/^(a|an|the|his|her|its|their|of|to)$/.test(before.text)
  // "He has been told": the passive says nothing of who told.
  let end = at
  while (end > 0 && /(ly|also|not|never|still|now)$/.test(items[end - 1]?.text ?? '')) end -= 1
  if (noVerbBehind.test(items[end - 1]?.text ?? '')) return false
  if (!maybeNouns.has(item.text)) return true
  return (
    before.capital ||
    before.kind === 'quote' ||
    anonymousHeads.has(before.text) ||
    bodyHeads.has(before.text) ||
    officeWords.has(before.text) ||
    /^(he|she|it|they|also|which|,)$/.test(before.text)
  )
}

/** "…," said Ruiz. */
function isInverted(items: readonly Item[], at: number): boolean {
  const before = items[at - 1]
  if (before?.kind !== 'quote' && before?.text !== ',') return false
  // "The minister, Ana Ruiz, said the fund": the comma closes what stands between.
  if (before.text === ',' && items[at - 2]?.kind !== 'quote' && phraseBefore(items, at) !== null) return false
  const behind = items[at + 1]
  if (behind?.kind !== 'word' || /^(told|tells)$/.test(items[at]?.text ?? '')) return false
  return (
    behind.capital ||
    /^(the|a|an|one|its|his|her|their|former|senior)$/.test(behind.text) ||
    officeWords.has(behind.text)
  )
}

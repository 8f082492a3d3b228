import type { Quantity } from '../../model/annotation'
import { isGlued, isSign, phraseAt, phraseBefore, type Reading, startsLine, wordAt } from './reading'
import type { Qualifier } from './tables/qualifiers'
import { overNouns } from './tables/references'

/** What the words around an amount say of it, and where those words are (token indexes). */
export type QualifierRead = {
  readonly qualifier: Qualifier
  readonly words: { readonly from: number; readonly next: number } | null
}

/** Verbs of change: "впал до 5" fell to five, and no further bound is meant. */
const changes = /^(впа|упа|зни|зро|вир|сни|выр|уве|сок|spad|wzr|zmal|wzró|збіль|змен|повы|пони)/

/** Read the qualifiers before the token `start` and behind the one before `next`. A bound says more than "about" does. */
export function readQualifiers(reading: Reading, start: number, next: number, from: number): QualifierRead {
  const ahead = readBefore(reading, start, from)
  const behind = startsLine(reading, next) ? null : phraseAt(reading, reading.lexicon.qualifiersAfter, next)
  if (behind !== null && !opensNext(reading, next + behind.count)) {
    const words = { from: next, next: next + behind.count }
    if (ahead === null || behind.meaning.bound !== 'about') return { qualifier: behind.meaning, words }
  }
  return ahead ?? { qualifier: { bound: 'exact', approximate: false }, words: null }
}

/** "killed 30, at least 5 of them": the words belong to the next number. */
function opensNext(reading: Reading, at: number): boolean {
  const token = reading.tokens[at]
  return (
    token?.kind === 'number' ||
    reading.lexicon.starters.has(wordAt(reading, at)) ||
    phraseAt(reading, reading.lexicon.currencyBefore, at) !== null
  )
}

function readBefore(reading: Reading, start: number, from: number): QualifierRead | null {
  const nearest = qualifierBefore(reading, start, from)
  if (nearest === null) return null
  let { qualifier } = nearest
  let at = nearest.start
  for (
    let more = qualifierBefore(reading, at, from);
    more !== null;
    more = qualifierBefore(reading, at, from)
  ) {
    // The words farther away rule ("up to about 50"), unless they only say "about".
    if (more.qualifier.bound !== 'about') qualifier = more.qualifier
    at = more.start
  }
  return { qualifier, words: { from: at, next: nearest.next } }
}

type Place = { readonly qualifier: Qualifier; readonly start: number; readonly next: number }

function qualifierBefore(reading: Reading, at: number, from: number): Place | null {
  const { qualifiersBefore, small } = reading.lexicon
  const filler = phraseBefore(reading, small.filler, at)?.count ?? 0
  // "ca. 500", "c. 500": the full stop belongs to the abbreviation.
  const dot = isSign(reading, at - 1, '.') && isGlued(reading, at - 1) ? 1 : 0
  for (const skipped of new Set([0, filler, dot])) {
    const next = at - skipped
    const found = phraseBefore(reading, qualifiersBefore, next)
    if (found === null || next - found.count < from || startsLine(reading, next)) continue
    const isAbbreviation = found.count === 1 && wordAt(reading, next - 1).length <= 6
    if (skipped === dot && dot > 0 && !isAbbreviation) continue
    if (isAfterChange(reading, next - found.count, found.meaning)) continue
    if (wordAt(reading, next - 1) === 'over' && overNouns.has(wordAt(reading, next - 2))) continue
    return { qualifier: found.meaning, start: next - found.count, next }
  }
  return null
}

function isAfterChange(reading: Reading, at: number, { bound }: Qualifier): boolean {
  return bound === 'at most' && changes.test(wordAt(reading, at - 1)) && /^(до|do)$/.test(wordAt(reading, at))
}

/** The bound and vagueness of an amount: what its words say, else what the number itself does ("dozens", "100+"). */
export function boundOf(
  { bound, approximate }: Qualifier,
  {
    vague,
    rounded,
    isRange,
  }: { readonly vague: boolean; readonly rounded: boolean; readonly isRange: boolean },
): Pick<Quantity, 'bound' | 'approximate'> {
  if (isRange) return { bound: 'range', approximate: approximate || rounded }
  if (bound === 'at most' || bound === 'at least') return { bound, approximate }
  if (vague) return { bound: 'at least', approximate: true }
  if (bound === 'about' || rounded) return { bound: 'about', approximate: true }
  return { bound, approximate }
}

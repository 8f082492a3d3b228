import { isSayingVerb } from '../attribution/tables/speech'
import { isSign, type Reading, wordAt } from './reading'
import { months, timeUnits } from './tables/calendar'
import { clauseStarts, emptyHeads, equalVerbs, phraseEnds } from './tables/measure-words'
import { nounStops } from './tables/references'
import type { Sentence } from './tokens-of-sentence'

/** A stretch of tokens, and the words that say it is what was looked for. */
export type Words = {
  readonly from: number
  readonly next: number
  readonly cue: { readonly from: number; readonly next: number }
}

/** The longest phrase taken for a measure. */
const LONGEST = 12

/**
 * What the figure counts, by the words beside it: "20% of the harvest", "$5bn in aid", "17 critical minerals", "the cost of
 * repairs will be $5bn", "an investment of $300m". Null when none of these is there.
 */
export function proposeMeasure(
  reading: Reading,
  sentence: Sentence,
  from: number,
  next: number,
): Words | null {
  if (timeUnits.has(wordAt(reading, next - 1))) return null
  return (
    ownNoun(reading, from, next) ??
    behindLink(reading, sentence, from, next) ??
    directNoun(reading, sentence, next) ??
    subjectBefore(reading, sentence, from) ??
    headBefore(reading, sentence, from)
  )
}

/** "of", "in" and "worth of" behind a figure lead to what it is of. */
function behindLink(reading: Reading, sentence: Sentence, from: number, next: number): Words | null {
  const worth = wordAt(reading, next) === 'worth' ? 1 : 0
  const link = wordAt(reading, next + worth)
  if (link !== 'of' && link !== 'in') return null
  const start = pastArticle(reading, next + worth + 1)
  // "$5bn in aid" is of aid; "5 km in the valley" is not of it.
  if (link === 'in' && (isDateWord(reading, start) || !isMoney(reading, from, next))) return null
  const end = endOfPhrase(reading, sentence, start)
  return end === null ? null : { from: start, next: end, cue: { from: next, next: next + worth + 1 } }
}

function isMoney({ lexicon, text, tokens }: Reading, from: number, next: number): boolean {
  if (lexicon.currencyBefore.startingAt(text, tokens, from) !== null) return true
  return (
    lexicon.units.endingAt(text, tokens, next - 1)?.meaning.isCurrency === true ||
    lexicon.scales.endingAt(text, tokens, next - 1) !== null
  )
}

/** The noun of a count is inside of the figure: 17 <critical minerals>. */
function ownNoun(reading: Reading, from: number, next: number): Words | null {
  let start = from
  while (start < next && !(reading.tokens[start]?.kind === 'word' && !isNumberWord(reading, start)))
    start += 1
  const isNoun =
    start < next &&
    /^[a-zà-ÿ]{3,}$/.test(wordAt(reading, next - 1)) &&
    !isUnitAlone(reading, next - 1) &&
    !isNumberWord(reading, next - 1)
  return isNoun ? { from: start, next, cue: { from: next - 1, next } } : null
}

function isNumberWord({ lexicon, text, tokens }: Reading, at: number): boolean {
  const word = tokens[at]?.text ?? ''
  return (
    lexicon.starters.has(word) ||
    lexicon.scales.startingAt(text, tokens, at) !== null ||
    /^(of|and|a|an|s|to|other|more)$/.test(word)
  )
}

function isUnitAlone({ lexicon, text, tokens }: Reading, at: number): boolean {
  return lexicon.units.endingAt(text, tokens, at) !== null
}

/** "a 50% stake in the port": the noun behind a share. */
function directNoun(reading: Reading, sentence: Sentence, next: number): Words | null {
  const first = wordAt(reading, next)
  if (
    first === '' ||
    /(ing|ed)$/.test(first) ||
    nounStops.has(first) ||
    phraseEnds.has(first) ||
    isSayingVerb(first)
  )
    return null
  const end = endOfPhrase(reading, sentence, next)
  return end === null ? null : { from: next, next: end, cue: { from: next, next: next + 1 } }
}

const timeStarts = /^(after|since|before|during|under|despite|until|as|which|who)$/

/** "The cost of repairs will be $5bn": what stands before the verb, back to the start of its clause. */
function subjectBefore(reading: Reading, sentence: Sentence, from: number): Words | null {
  let verb = from - 1
  while (verb > sentence.from && from - verb <= 5 && !equalVerbs.has(wordAt(reading, verb))) verb -= 1
  if (!equalVerbs.has(wordAt(reading, verb))) return null
  let end = verb
  while (/^(has|have|had|will|would|could|may|might|already|also|now)$/.test(wordAt(reading, end - 1)))
    end -= 1
  let start = end
  while (start > sentence.from && !isClauseStart(reading, start - 1)) start -= 1
  start = pastArticle(reading, start)
  // "The cost of repairs after three storms": what comes behind "after" says when, not what.
  let phraseEnd = start
  while (phraseEnd < end && !timeStarts.test(wordAt(reading, phraseEnd))) phraseEnd += 1
  const isEmpty = phraseEnd - start === 1 && emptyHeads.has(wordAt(reading, start))
  const isPhrase = start < phraseEnd && phraseEnd - start <= LONGEST && wordAt(reading, start).length > 2
  return isEmpty || !isPhrase ? null : { from: start, next: phraseEnd, cue: { from: verb, next: verb + 1 } }
}

function isClauseStart(reading: Reading, at: number): boolean {
  if (reading.tokens[at]?.kind === 'sign') return !isSign(reading, at, "'’-‐‑")
  return clauseStarts.has(wordAt(reading, at))
}

/** "an investment of $300m", "a deal worth $500bn": the noun before the link, unless it says only "amount". */
function headBefore(reading: Reading, sentence: Sentence, from: number): Words | null {
  let link = from - 1
  while (link > sentence.from && from - link <= 4 && !/^(of|worth)$/.test(wordAt(reading, link))) link -= 1
  const head = wordAt(reading, link - 1)
  if (!/^(of|worth)$/.test(wordAt(reading, link)) || link - 1 < sentence.from) return null
  if (head.length < 3 || emptyHeads.has(head) || phraseEnds.has(head) || nounStops.has(head)) return null
  return { from: link - 1, next: link, cue: { from: link, next: link + 1 } }
}

function pastArticle(reading: Reading, at: number): number {
  return /^(the|a|an|its|their|his|her)$/.test(wordAt(reading, at)) ? at + 1 : at
}

function isDateWord(reading: Reading, at: number): boolean {
  return (
    reading.tokens[at]?.kind === 'number' ||
    months.has(wordAt(reading, at)) ||
    /^(early|late|mid|recent|total|all|the)$/.test(wordAt(reading, at))
  )
}

/** Verbs of saying that are nouns and adjectives too: "the world's estimated resources". */
const maybeNoun = /^(estimated|estimates|reported|reports|claims|states|put|puts)$/

/** Where a noun phrase ends: at a verb, at punctuation, or at a preposition that says when or how. */
function endOfPhrase(reading: Reading, sentence: Sentence, from: number): number | null {
  let at = from
  while (at < sentence.next && at - from < LONGEST + 1) {
    const token = reading.tokens[at]
    if (token === undefined || token.kind === 'number' || token.kind === 'code') break
    if (token.kind === 'sign' && !isSign(reading, at, "'’-‐‑")) break
    if (phraseEnds.has(token.text) || (isSayingVerb(token.text) && !maybeNoun.test(token.text))) break
    at += 1
  }
  // A preposition or an "and" that led on to something else is no part of it.
  while (
    at > from &&
    /^(of|in|for|from|and|or|the|a|an|'|-|more|just)$/.test(reading.tokens[at - 1]?.text ?? '')
  )
    at -= 1
  return at > from && at - from <= LONGEST ? at : null
}

import { isCapitalAt } from './names-something'
import { Phrases } from './phrases'
import type { Words } from './propose-measure'
import { isGlued, isSign, type Reading, wordAt } from './reading'
import type { Sentence } from './sentence'
import {
  creditPhrases,
  documentWords,
  phraseEnds,
  pronouns,
  sayingParticiples,
  sayingVerbs,
} from './tables/attribution'

/** The longest name or description of a speaker. */
const LONGEST = 10

const credits = new Phrases<true>()
for (const phrase of creditPhrases.split('|')) credits.add(phrase, true)

/**
 * Who the sentence credits for the figure: "according to X", "X said that", "…, X says", "…, claiming". Two that differ, a
 * pronoun or a document leave it open.
 */
export function proposeSpeaker(
  reading: Reading,
  sentence: Sentence,
  from: number,
  next: number,
): Words | null {
  const found = speakerIn(reading, sentence, from, next)
  // "three officials said": the figure counts the speakers.
  return found !== null && found.from < next && from < found.next ? null : found
}

function speakerIn(reading: Reading, sentence: Sentence, from: number, next: number): Words | null {
  const credited = creditIn(reading, sentence, from, next)
  if (credited !== null) return credited
  return (
    speakerBefore(reading, sentence, from) ??
    speakerBehind(reading, sentence, next) ??
    participle(reading, sentence, from)
  )
}

/** "according to X", nearest to the figure. */
function creditIn(reading: Reading, sentence: Sentence, from: number, next: number): Words | null {
  const found: Words[] = []
  for (let at = sentence.from; at < sentence.next; at += 1) {
    const phrase = credits.startingAt(reading.text, reading.tokens, at)
    if (phrase === null) continue
    const start = pastArticle(reading, at + phrase.count)
    // "according to estimates by X": X is who knows.
    if (credits.startingAt(reading.text, reading.tokens, start) !== null) continue
    const end = endOfName(reading, sentence, start)
    if (end !== null && isSomebody(reading, start, end))
      found.push({ from: start, next: end, cue: { from: at, next: at + phrase.count } })
    at += phrase.count - 1
  }
  const distance = (words: Words) => (words.cue.from >= next ? words.cue.from - next : from - words.next)
  return found.toSorted((a, b) => distance(a) - distance(b))[0] ?? null
}

/** "X said (that) … figure": the last verb of saying before the figure, and what stands before it. */
function speakerBefore(reading: Reading, sentence: Sentence, from: number): Words | null {
  for (let verb = from - 1; verb > sentence.from; verb -= 1) {
    if (isSign(reading, verb, ';')) return null
    if (!sayingVerbs.has(wordAt(reading, verb)) || isNoun(reading, verb)) continue
    return subjectOf(reading, sentence, verb)
  }
  return null
}

/** "estimates" is a noun behind an article or an adjective and a verb behind a name; "an estimated" is no verb at all. */
function isNoun(reading: Reading, at: number): boolean {
  if (/^(a|an|the)$/.test(wordAt(reading, at - 1))) return true
  return (
    /^(estimates|reports|claims|states|put|puts)$/.test(wordAt(reading, at)) && !isCapitalAt(reading, at - 1)
  )
}

/** What stands before a verb of saying, back to the start of its clause. */
function subjectOf(reading: Reading, sentence: Sentence, verb: number): Words | null {
  let end = verb
  while (/^(has|have|had|also|later|earlier|previously)$/.test(wordAt(reading, end - 1))) end -= 1
  let start = end
  while (start > sentence.from && isPartOfName(reading, start - 1)) start -= 1
  start = pastArticle(reading, start)
  // "In a statement Russia's ministry said": the name begins with its capital.
  if (
    /^(in|on|at|during|by|for|to)$/.test(wordAt(reading, start - 1)) ||
    /^(in|on|at|during)$/.test(wordAt(reading, start - 2))
  ) {
    while (start < end && !isCapitalAt(reading, start)) start += 1
  }
  const found = { from: start, next: end, cue: { from: verb, next: verb + 1 } }
  return start < end && end - start <= LONGEST && isSomebody(reading, start, end) ? found : null
}

/** Titles that end in a full stop inside of a name. */
const titles = new Set('gen col lt sgt dr mr mrs ms gov sen rep prof st maj capt adm'.split(' '))

function isPartOfName(reading: Reading, at: number): boolean {
  const token = reading.tokens[at]
  if (token === undefined) return false
  if (isSign(reading, at, '.')) return isGlued(reading, at) && titles.has(wordAt(reading, at - 1))
  if (token.kind === 'sign') return isSign(reading, at, "'-‐‑") && isGlued(reading, at)
  return (
    token.kind === 'word' &&
    !/^(that|and|but|while|as|when|after|because|which|who|if|in|on|at|during|by|for|to)$/.test(token.text) &&
    !sayingVerbs.has(token.text)
  )
}

/** "…, the agency says", "… said Denys Shmyhal": a verb of saying behind the figure, set off by a comma or a closing mark. */
function speakerBehind(reading: Reading, sentence: Sentence, next: number): Words | null {
  for (let verb = next; verb < sentence.next; verb += 1) {
    if (!sayingVerbs.has(wordAt(reading, verb)) || isNoun(reading, verb)) continue
    const inverted = isSign(reading, verb - 1, ',”"')
    if (inverted) {
      const start = pastArticle(reading, verb + 1)
      const end = endOfName(reading, sentence, start)
      return end !== null && isSomebody(reading, start, end)
        ? { from: start, next: end, cue: { from: verb, next: verb + 1 } }
        : null
    }
    const found = subjectOf(reading, sentence, verb)
    const before =
      found === null
        ? -1
        : /^(the|a|an)$/.test(wordAt(reading, found.from - 1))
          ? found.from - 2
          : found.from - 1
    return found !== null && found.from >= next && isSign(reading, before, ',”"') ? found : null
  }
  return null
}

/** "Zelenskyy disputes this, claiming that the sum is $100bn": the name that opens the sentence. */
function participle(reading: Reading, sentence: Sentence, from: number): Words | null {
  for (let at = from - 1; at > sentence.from; at -= 1) {
    if (!sayingParticiples.has(wordAt(reading, at)) || !isSign(reading, at - 1, ',')) continue
    let start = sentence.from
    if (isSign(reading, start + 1, ',')) start += 2
    start = pastArticle(reading, start)
    let end = start
    while (end < at && isCapitalAt(reading, end)) end += 1
    return end > start && isSomebody(reading, start, end)
      ? { from: start, next: end, cue: { from: at, next: at + 1 } }
      : null
  }
  return null
}

function pastArticle(reading: Reading, at: number): number {
  return /^(the|a|an)$/.test(wordAt(reading, at)) ? at + 1 : at
}

/** Where a name ends that nothing but punctuation or a verb closes. */
function endOfName(reading: Reading, sentence: Sentence, from: number): number | null {
  let at = from
  while (at < sentence.next) {
    const token = reading.tokens[at]
    if (token === undefined || (token.kind === 'sign' && !isSign(reading, at, "'-‐‑"))) break
    if (token.kind === 'word' && (phraseEnds.has(token.text) || sayingVerbs.has(token.text))) break
    if (/^(in|for|from|about|cited|quoted|told)$/.test(token.text) && at > from) break
    at += 1
  }
  return at > from && at - from <= LONGEST ? at : null
}

/** A name has a capital; a description names who it is. A pronoun, a date or a document is nobody. */
function isSomebody(reading: Reading, from: number, next: number): boolean {
  const words = reading.tokens.slice(from, next).filter(({ kind }) => kind === 'word')
  const last = words.at(-1)?.text ?? ''
  if (
    words.length === 0 ||
    documentWords.has(last) ||
    pronouns.has(words[0]?.text ?? '') ||
    /^(its|his|her|their|our|my)$/.test(words[0]?.text ?? '')
  )
    return false
  const isNamed = words.some((_, offset) => isCapitalAt(reading, from + offset))
  return (
    isNamed ||
    /(official|officials|agency|ministry|force|military|police|army|government|analysts|experts|economists|thinktanks|spokesman|spokeswoman|spokesperson|president|minister|governor|union|company|bank|researchers|authorities|prosecutor|institute|council)$/.test(
      last,
    )
  )
}

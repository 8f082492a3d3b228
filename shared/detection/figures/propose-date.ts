import { isSayingVerb } from '../attribution/tables/speech'
import type { Words } from './propose-measure'
import { isSign, type Reading, wordAt } from './reading'
import { aheadWords, months, timeUnits, weekdays } from './tables/calendar'
import type { Sentence } from './tokens-of-sentence'

/** As far behind a figure as a date still speaks of it: "7% of global output in 2019". */
const REACH = 9

/**
 * The words of the date the figure holds for: "as of 26 February" anywhere in the sentence, "in 2022" right behind it, or
 * "In 2023, …" in front. A date behind "since" or after a comma dates something else.
 */
export function proposeDate(reading: Reading, sentence: Sentence, from: number, next: number): Words | null {
  if (timeUnits.has(wordAt(reading, next - 1))) return null
  return asOf(reading, sentence) ?? behind(reading, sentence, next) ?? inFront(reading, sentence, from)
}

/**
 * The words of the date at which something happened that stands from `from` to `next`: "on Monday", "in May 2022", "last week"
 * among them, or "On Monday, …" in front; with the words that say so where it lies ahead. A date beside a verb of saying is when
 * it was said.
 */
export function proposeHappened(
  reading: Reading,
  sentence: Sentence,
  from: number,
  next: number,
): Words | null {
  for (let at = from; at < next; at += 1) {
    if (isSayingVerb(wordAt(reading, at - 1)) || isSayingVerb(wordAt(reading, at - 2))) continue
    const found = dateAt(reading, at)
    if (found !== null && found.next <= next) return withAhead(reading, found, sentence)
  }
  const first = inFront(reading, sentence, from)
  return first === null ? null : withAhead(reading, first, sentence)
}

/** As many words as a clause has between "will" and its date. */
const LONGEST_CLAUSE = 20

/** Where another clause begins, so that what stands beyond says nothing of the date. */
function beginsClause(reading: Reading, at: number): boolean {
  return (
    isSign(reading, at, ',;:—–("“”') ||
    /^(that|which|who|when|after|before|since|until|was|were|had|did|and|but)$/.test(wordAt(reading, at))
  )
}

/** The words at `at` that say that something lies ahead; null where others stand. */
function aheadAt(reading: Reading, at: number): readonly string[] | null {
  const split = aheadWords.map((words) => words.split(' '))
  return split.find((words) => words.every((word, offset) => wordAt(reading, at + offset) === word)) ?? null
}

/** The date with the words of its own clause by which it lies ahead: "will meet on Thursday", "On Thursday, the boards will". */
function withAhead(reading: Reading, date: Words, sentence: Sentence): Words {
  const first = Math.max(sentence.from, date.from - LONGEST_CLAUSE)
  for (let at = date.from - 1; at >= first && !beginsClause(reading, at); at -= 1)
    if (aheadAt(reading, at) !== null) return { ...date, from: at }
  if (date.cue.from !== sentence.from || !isSign(reading, date.next, ',')) return date
  const last = Math.min(sentence.next, date.next + LONGEST_CLAUSE)
  for (let at = date.next + 1; at < last && !beginsClause(reading, at); at += 1) {
    // "On Thursday, she said that it will close": then it was said.
    if (isSayingVerb(wordAt(reading, at))) break
    const words = aheadAt(reading, at)
    if (words !== null) return { ...date, next: at + words.length }
  }
  return date
}

/** A date with the word that leads to it: "in 2022", "last week". */
function dateAt(reading: Reading, at: number): Words | null {
  const word = wordAt(reading, at)
  if (/^(last|this)$/.test(word) && /^(year|month|week|quarter)$/.test(wordAt(reading, at + 1)))
    return { from: at, next: at + 2, cue: { from: at, next: at + 1 } }
  if (!/^(in|by|on|during|at)$/.test(word)) return null
  const end = endOfDate(reading, at + 1)
  return end === null ? null : { from: at + 1, next: end, cue: { from: at, next: at + 1 } }
}

function asOf(reading: Reading, sentence: Sentence): Words | null {
  for (let at = sentence.from; at < sentence.next; at += 1) {
    if (wordAt(reading, at) !== 'as' || wordAt(reading, at + 1) !== 'of') continue
    const end = endOfDate(reading, at + 2)
    if (end !== null) return { from: at + 2, next: end, cue: { from: at, next: at + 2 } }
  }
  return null
}

function behind(reading: Reading, sentence: Sentence, next: number): Words | null {
  // The brackets of a conversion are passed over.
  let at = next
  if (isSign(reading, at, '(')) while (at < sentence.next && !isSign(reading, at, ')')) at += 1
  const last = Math.min(sentence.next, at + REACH)
  for (; at < last; at += 1) {
    if (isSign(reading, at, ',;:—–(')) return null
    const word = wordAt(reading, at)
    if (/^(since|after|before|until|from|that|which|who|when|as)$/.test(word)) return null
    const found = dateAt(reading, at)
    if (found !== null) return found
  }
  return null
}

function inFront(reading: Reading, sentence: Sentence, from: number): Words | null {
  if (!/^(in|by|on|during)$/.test(wordAt(reading, sentence.from))) return null
  const end = endOfDate(reading, sentence.from + 1)
  if (end === null || end >= from || !isSign(reading, end, ',')) return null
  return { from: sentence.from + 1, next: end, cue: { from: sentence.from, next: sentence.from + 1 } }
}

/** Where the date that starts at `at` ends: "2022", "February 2022", "26 February 2025", "the end of 2024", "Wednesday". */
function endOfDate(reading: Reading, at: number): number | null {
  let end = at
  let known = false
  while (end < at + 7) {
    const token = reading.tokens[end]
    if (token === undefined) break
    const isYear = token.kind === 'number' && /^(19|20)\d\d$/.test(token.text)
    const isMonth = months.has(token.text) && reading.text.charAt(token.start) !== token.text.charAt(0)
    if (isYear || isMonth || weekdays.has(token.text)) known = true
    else if (!isPartOfDate(reading, end, known)) break
    end += 1
    if (isYear) break
  }
  while (end > at && (isSign(reading, end - 1, ',.') || /^(of|the)$/.test(wordAt(reading, end - 1)))) end -= 1
  return known && end > at ? end : null
}

function isPartOfDate(reading: Reading, at: number, known: boolean): boolean {
  const { kind, text } = reading.tokens[at] ?? { kind: 'sign', text: '' }
  if (kind === 'number') return /^\d\d?$/.test(text)
  if (kind === 'word')
    return (
      !known &&
      /^(the|end|beginning|start|early|late|mid|first|second|half|quarter|of|summer|winter|spring|autumn|fiscal|year)$/.test(
        text,
      )
    )
  return (
    text === '-' || (known && (text === ',' || text === '.') && reading.tokens[at + 1]?.kind === 'number')
  )
}

import { trimRange } from '../../anchoring/text-projection'
import { isDigit, isLetter, isSpace } from './letters'

/** Words between quotation marks. Offsets are UTF-16 units of the text; `start` to `end` is what stands inside of the marks. */
export type Quotation = {
  readonly start: number
  readonly end: number
  /** With the marks. */
  readonly from: number
  readonly to: number
  /** It has no closing mark: it goes on in the next paragraph, which opens with a mark again. */
  readonly goesOn: boolean
  readonly words: number
}

/** Which marks close what each mark opens. */
const closers: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['»', '«'],
  ['"', '"'],
  ['‘', '’'],
  ["'", "'"],
])
/** No quotation between two marks is longer; a mark that nothing closes is not sought through a whole book. */
const LONGEST = 10_000
/** Apostrophes look like single marks, and every line is full of them. */
const LONGEST_SINGLE = 1000

const openers = /["“„«»‘']/

/**
 * Find what stands between quotation marks in the line from `start` to `end`. Apostrophes are told from single marks,
 * marks inside of a quotation belong to it, and a mark that nothing closes opens nothing, unless the next line opens
 * with one as well.
 */
export function findQuotations(text: string, start: number, end: number, next: string): Quotation[] {
  const found: Quotation[] = []
  for (let at = start; at < end; at += 1) {
    const mark = text.charAt(at)
    if (mark > '"' && mark !== "'" && mark < '«') continue
    if (!openers.test(mark) || !opens(text, at, start, end)) continue
    const close = closeOf(text, at, Math.min(end, at + LONGEST))
    if (close !== null) {
      found.push(quotation(text, at, close, close + 1, false))
      at = close
    } else if (mark !== "'" && mark !== '‘' && /^["“„«]/.test(next)) {
      found.push(quotation(text, at, end, end, true))
      at = end
    }
  }
  return found
}

function quotation(text: string, from: number, end: number, to: number, goesOn: boolean): Quotation {
  // French puts a space inside of its marks.
  const words = trimRange(text, from + 1, end) ?? { start: from + 1, end }
  return { ...words, from, to, goesOn, words: countWords(text, words.start, words.end) }
}

/** A mark opens before a word and behind a space, a bracket, a dash or another mark. */
function opens(text: string, at: number, start: number, end: number): boolean {
  const mark = text.charAt(at)
  const behind = text.charCodeAt(at + 1)
  if (at + 1 >= end || (isSpace(behind) && mark !== '«')) return false
  if (mark === '“' || mark === '„' || mark === '«') return true
  const before = at === start ? 0x20 : text.charCodeAt(at - 1)
  const isFree = isSpace(before) || /[([{—–:/“"„«-]/.test(String.fromCharCode(before))
  if (mark === '"') return isFree
  // ’90s and 'em begin with an apostrophe.
  if (mark === '»') return isFree && isLetter(behind)
  return (
    isFree && !isDigit(behind) && !/^.(?:em|til|tis|twas|cause|bout|round|n)\b/i.test(text.slice(at, at + 7))
  )
}

/** Where the mark at `at` is closed, or null. */
function closeOf(text: string, at: number, end: number): number | null {
  const mark = text.charAt(at)
  const closing = closers.get(mark) ?? ''
  if (mark === '‘' || mark === "'") return closeOfSingle(text, at, end, closing)
  if (mark === '"') return closeOfStraight(text, at, end)
  let depth = 1
  for (let next = at + 1; next < end; next += 1) {
    const unit = text.charAt(next)
    if (closing.includes(unit)) {
      depth -= 1
      if (depth === 0) return next
    } else if (unit === mark && closesTwice(text, next + 1, end, mark, closing)) {
      depth += 1
    } else if (unit === mark) {
      return null
    }
  }
  return null
}

/** A second opening mark nests when both will be closed; otherwise the first one was left open by mistake. */
function closesTwice(text: string, from: number, end: number, mark: string, closing: string): boolean {
  let closes = 0
  for (let at = from; at < end && closes < 2; at += 1) {
    if (closing.includes(text.charAt(at))) closes += 1
    else if (text.charAt(at) === mark) return false
  }
  return closes === 2
}

/** A straight mark closes behind a word or its full stop; where one stands free on both sides it opens the next. */
function closeOfStraight(text: string, at: number, end: number): number | null {
  for (let next = at + 2; next < end; next += 1) {
    if (text.charCodeAt(next) !== 0x22) continue
    const isOpening = isSpace(text.charCodeAt(next - 1)) && isLetter(text.charCodeAt(next + 1))
    return isOpening ? null : next
  }
  return null
}

/**
 * A single mark closes where no letter follows. Behind an “s” that may be a possessive (the ministers’ view), so that any
 * other place is better.
 */
function closeOfSingle(text: string, at: number, end: number, closing: string): number | null {
  let possessive: number | null = null
  const limit = Math.min(end, at + LONGEST_SINGLE)
  for (let next = at + 2; next < limit; next += 1) {
    const unit = text.charAt(next)
    if (unit === '‘' || unit === '“' || unit === '"') break
    if (unit !== closing || isLetter(text.charCodeAt(next + 1)) || isSpace(text.charCodeAt(next - 1)))
      continue
    if (!/s/i.test(text.charAt(next - 1))) return next
    possessive ??= next
  }
  return possessive
}

function countWords(text: string, start: number, end: number): number {
  let words = 0
  let inside = false
  for (let at = start; at < end; at += 1) {
    const isGap = isSpace(text.charCodeAt(at))
    if (!isGap && !inside && isLetter(text.charCodeAt(at))) {
      words += 1
      inside = true
    } else if (isGap) inside = false
  }
  return words
}

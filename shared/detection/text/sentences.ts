import type { Quotation } from './find-quotations'
import { isApostrophe, isDigit, isLetter, isSpace } from './letters'
import { abbreviations, sentenceStarters } from './tables/abbreviations'

/** A word, a sign, or a whole quotation, which counts as one. Offsets are UTF-16 units of the text. */
export type Item = {
  readonly kind: 'word' | 'sign' | 'quote'
  /** In lower case, with plain apostrophes; empty for a quotation. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** It begins with a capital letter. */
  readonly capital: boolean
  readonly quotation: Quotation | null
}

/** A sentence as its items; offsets are UTF-16 units of the text. */
export type Sentence = {
  readonly start: number
  readonly end: number
  readonly items: readonly Item[]
}

/** Words without a full stop are cut somewhere, so that a table of a thousand cells costs what a thousand words cost. */
const MOST_ITEMS = 200

/** Cut a stretch of text into sentences of words. What stands between marks is one item, so that its words say nothing here. */
export function sentencesIn(
  text: string,
  start: number,
  end: number,
  quotations: readonly Quotation[],
): Sentence[] {
  const items = itemsIn(text, start, end, quotations)
  const sentences: Sentence[] = []
  let from = 0
  for (let at = 0; at < items.length; at += 1) {
    if (at + 1 < items.length && at - from < MOST_ITEMS && !endsSentence(text, items, at)) continue
    const part = items.slice(from, at + 1)
    const first = part[0]
    const last = part.at(-1)
    if (first !== undefined && last !== undefined)
      sentences.push({ start: first.start, end: last.end, items: part })
    from = at + 1
  }
  return sentences
}

function itemsIn(text: string, start: number, end: number, quotations: readonly Quotation[]): Item[] {
  const items: Item[] = []
  let next = 0
  let at = start
  while (at < end) {
    const quotation = quotations[next]
    if (quotation !== undefined && at >= quotation.from) {
      items.push({
        kind: 'quote',
        text: '',
        start: quotation.from,
        end: quotation.to,
        capital: true,
        quotation,
      })
      at = quotation.to
      next += 1
      continue
    }
    const code = text.charCodeAt(at)
    if (isSpace(code)) {
      at += 1
      continue
    }
    const stop = isLetter(code) ? endOfWord(text, at, end) : at + 1
    const isWord = isLetter(code)
    const lower = isWord ? lowerWord(text, at, stop) : text.slice(at, stop)
    items.push({
      kind: isWord ? 'word' : 'sign',
      text: lower,
      start: at,
      end: stop,
      capital: isWord && code !== lower.charCodeAt(0),
      quotation: null,
    })
    at = stop
  }
  return items
}

/** In lower case. Most words are so already, and are not looked at twice. */
function lowerWord(text: string, start: number, end: number): string {
  const word = text.slice(start, end)
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if ((code >= 0x61 && code <= 0x7a) || code === 0x2d || code === 0x2e || code === 0x27) continue
    const lower = word.toLowerCase()
    return lower.includes('’') ? lower.replaceAll('’', "'") : lower
  }
  return word
}

/** Small words of French and Italian that lose their last letter before another word. */
const elisions = /^(?:l|d|qu|n|s|j|m|c|jusqu|lorsqu|puisqu|dell|nell|all)$/i

/** A word holds apostrophes and hyphens between letters, full stops in “U.S.” and behind “Gen.”, signs between digits. */
function endOfWord(text: string, start: number, limit: number): number {
  let end = start
  while (end < limit) {
    while (end < limit && isLetter(text.charCodeAt(end))) end += 1
    const code = text.charCodeAt(end)
    // “l’agence” and “d’après” are two words.
    if (isApostrophe(code) && elisions.test(text.slice(start, end))) return end + 1
    const isJoint = isApostrophe(code) || code === 0x2d || code === 0x2010 || code === 0x2011
    const isPoint = code === 0x2e || code === 0x2c
    const isInNumber = isPoint && isDigit(text.charCodeAt(end - 1)) && isDigit(text.charCodeAt(end + 1))
    const isInitial = code === 0x2e && (end - start === 1 || /[.-]/.test(text.charAt(end - 2)))
    if (end + 1 < limit && isLetter(text.charCodeAt(end + 1)) && (isJoint || isInNumber || isInitial))
      end += 1
    else break
  }
  if (end >= limit) return end
  // "the Dockers’ Guild"
  if (isApostrophe(text.charCodeAt(end)) && text.charAt(end - 1) === 's' && isSpace(text.charCodeAt(end + 1)))
    return end + 1
  if (text.charCodeAt(end) !== 0x2e) return end
  const word = text.slice(start, end)
  const isShort = word.includes('.') || (word.length === 1 && /\p{Lu}/u.test(word))
  return isShort || abbreviations.has(word.toLowerCase()) ? end + 1 : end
}

function endsSentence(text: string, items: readonly Item[], at: number): boolean {
  const item = items[at]
  const next = items[at + 1]
  if (item === undefined || next === undefined) return true
  const opens = next.capital || next.kind === 'quote' || isDigit(text.charCodeAt(next.start))
  if (item.kind === 'sign') return opens && /[.!?…。]/.test(item.text)
  if (item.kind === 'word')
    return item.text.endsWith('.') && item.text.length > 3 && next.capital && sentenceStarters.has(next.text)
  // “Is it over?” Lee asked: only a full stop inside of the marks ends the sentence around them for sure.
  const last = text.charAt((item.quotation?.end ?? 1) - 1)
  if (last === '.' || last === '…') return opens
  return /[!?]/.test(last) && (next.kind === 'quote' || sentenceStarters.has(next.text)) && next.capital
}

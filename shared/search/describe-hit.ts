import { assertNever } from '../model/assert-never'
import type { SearchHit } from '../model/search'
import type { Found } from './find-hits'
import type { Query } from './parse-query'
import { lineStart, type SearchedSource, type Sheet } from './sheet'
import { countIn, isAt, locate, matchesIn, type Term } from './term'
import { streamOf, type Word, wordsIn } from './words'

/** The text from which a sheet was made, from offset to offset. */
export type ReadPlain = (source: SearchedSource, sheet: 'side' | 'text', start: number, end: number) => string

/** So many characters of a line are shown, with so many before the match. */
const SHOWN = 160
const BEFORE = 50
/** So much of a match that is longer: one word may be all of a text. */
const MOST_SHOWN = 600

/**
 * What was found, with the words around it. Null where the text is not the one that its words were taken from: then
 * what is kept of the source cannot be trusted.
 */
export function describeHit(
  found: Found,
  { terms }: Query,
  frame: boolean,
  readPlain: ReadPlain,
): SearchHit | null {
  const { source, part, note } = found
  const kept = part === 'text' ? ('text' as const) : ('side' as const)
  const sheet = source[kept]
  const at = part === 'text' && terms.length === 1 && frame ? firstInText(source, terms[0]) : found.at
  const line = lineAt(sheet, at)
  const from = sheet.lines[3 * line + 1] ?? 0
  const text = readPlain(source, kept, from, sheet.lines[3 * line + 2] ?? 0)
  if (`${streamOf(text)}\n` !== sheet.words.slice(lineStart(sheet, line), lineStart(sheet, line + 1)))
    return null

  const words = wordsIn(text)
  const match = matchAt(sheet, line, at, terms, words)
  const shown = { source: source.id, ...snippetOf(text, words, match, terms) }
  switch (part) {
    case 'text': {
      const to = frame ? sheet.words.length : lineStart(sheet, source.text.visible)
      const matches = terms.reduce((sum, term) => sum + countIn(sheet.words, term, 0, to, to), 0)
      const { version } = source.text
      return { kind: part, ...shown, version, start: from + match.start, end: from + match.end, matches }
    }
    case 'annotation': {
      const annotation = source.notes()[note]
      if (annotation === undefined) return null
      return { kind: part, ...shown, annotation: annotation.id, taggedAs: annotation.kind }
    }
    case 'details':
    case 'memo':
      return { kind: part, ...shown }
    default:
      return assertNever(part)
  }
}

/** Where a text has a word first as one reads, though frame stands behind the rest of its words. */
function firstInText({ text }: SearchedSource, term: Term | undefined): number {
  if (term === undefined) return 0
  const places = [locate(text.words, term, 0), locate(text.words, term, lineStart(text, text.visible))]
  const start = (at: number) => text.lines[3 * lineAt(text, at) + 1] ?? 0
  return Math.min(
    ...places
      .filter(Number.isFinite)
      .toSorted((a, b) => start(a) - start(b))
      .slice(0, 1),
  )
}

/** The line in which `at` lies. */
function lineAt(sheet: Sheet, at: number): number {
  let low = 0
  let high = sheet.lines.length / 3 - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lineStart(sheet, middle) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** The match at `at`, in offsets of its line; the start of the line where there are no words to look for. */
function matchAt(
  { words: stream, lines }: Sheet,
  line: number,
  at: number,
  terms: readonly Term[],
  words: readonly Word[],
): { readonly start: number; readonly end: number } {
  const found = terms.filter((term) => isAt(stream, term, at)).map((term) => term.words.length)
  if (found.length === 0) return { start: 0, end: words[0]?.end ?? 0 }
  // Behind every word of a stream stands one space.
  const nth = stream.slice(lines[3 * line], at).split(' ').length - 1
  return { start: words[nth]?.start ?? 0, end: words[nth + Math.max(...found) - 1]?.end ?? 0 }
}

function snippetOf(
  text: string,
  words: readonly Word[],
  match: { readonly start: number; readonly end: number },
  terms: readonly Term[],
): Pick<SearchHit, 'snippet' | 'marks'> {
  const first = words.find(({ start }) => start >= match.start - BEFORE)
  const from = text.length <= SHOWN ? 0 : (first?.start ?? match.start)
  const last = words.findLast(({ end }) => end <= from + SHOWN)
  const end = text.length <= from + SHOWN ? text.length : Math.max(last?.end ?? 0, match.end)
  const to = end <= from + MOST_SHOWN ? end : characterStart(text, from + MOST_SHOWN)
  const before = from > 0 ? '… ' : ''
  const shift = before.length - from
  return {
    snippet: before + text.slice(from, to).replace(/\s/g, ' ') + (to < text.length ? ' …' : ''),
    marks: matchesIn(words, terms)
      .filter(({ start, end }) => start >= from && (end <= to || start === match.start))
      .map(({ start, end }) => ({ start: start + shift, end: Math.min(end, to) + shift })),
  }
}

/** `offset`, or the one before it where a character of two units would be cut in two. */
function characterStart(text: string, offset: number): number {
  return (text.codePointAt(offset - 1) ?? 0) > 0xffff ? offset - 1 : offset
}

import { isSameStyle, type Style } from '../block-writer'
import { type Line, unspaced } from './lines'

/** The words of a paragraph, and where in them the pages begin that it goes on to. */
export type Joined = {
  readonly runs: readonly { readonly text: string; readonly style: Style }[]
  readonly pages: readonly { readonly page: number; readonly offset: number }[]
}

const word = /[\p{L}\p{N}]+(?:[-‐][\p{L}\p{N}]+)*/gu
const brokenEnd = /([\p{L}\p{N}]+(?:[-‐][\p{L}\p{N}]+)*)[-‐]$/u
const wordStart = /^[\p{L}\p{N}]+/u

/** How often the document writes a word: what a hyphen at the end of a line is judged by. */
export type Vocabulary = ReadonlyMap<string, number>

/** Counts the words that hyphens at the ends of lines may stand in, whole and with their hyphen; no others. */
export function vocabularyOf(paragraphs: readonly { readonly lines: readonly Line[] }[]): Vocabulary {
  const counts = new Map<string, number>()
  const breaks = paragraphs.flatMap(({ lines }) =>
    lines.flatMap((line, index) => brokenWord(line.text, lines[index + 1]?.text ?? '') ?? []),
  )
  for (const { left, right } of breaks)
    for (const candidate of [left, right, left + right, `${left}-${right}`])
      counts.set(candidate.toLowerCase(), 0)
  if (breaks.length === 0) return counts
  for (const { lines } of paragraphs) {
    lines.forEach(({ text }, index) => {
      const isBroken = endsInHyphen(lines[index - 1]?.text ?? '')
      for (const { 0: found, index: at } of text.matchAll(word)) {
        // Halves of a word that a line breaks are no words.
        if ((isBroken && at === 0) || at + found.length === text.length - 1) continue
        const known = found.toLowerCase().replaceAll('‐', '-')
        const count = counts.get(known)
        if (count !== undefined) counts.set(known, count + 1)
      }
    })
  }
  return counts
}

/** Asked of every line, so that most are spared the search for the word before it. */
function endsInHyphen(line: string): boolean {
  return line.endsWith('-') || line.endsWith('‐')
}

function brokenWord(line: string, next: string): { left: string; right: string } | null {
  if (!endsInHyphen(line)) return null
  const left = brokenEnd.exec(line)?.[1]
  const right = wordStart.exec(next)?.[0]
  return left === undefined || right === undefined ? null : { left, right }
}

/** The text of the lines of a paragraph as if no line had been broken. */
export function joinLines(lines: readonly Line[], vocabulary: Vocabulary): Joined {
  const runs: { text: string; style: Style }[] = []
  const pages: { page: number; offset: number }[] = []
  let length = 0
  let last = ''
  const add = (text: string, style: Style) => {
    const folded = isFolded(text) ? text : text.replaceAll('\u00ad', '').replaceAll(/[ \t]+/g, ' ')
    const kept = (last === '' || last === ' ') && folded.startsWith(' ') ? folded.slice(1) : folded
    if (kept === '') return
    const before = runs.at(-1)
    if (before !== undefined && isSameStyle(before.style, style)) before.text += kept
    else runs.push({ text: kept, style })
    length += kept.length
    last = kept.slice(-1)
  }
  lines.forEach((line, index) => {
    const before = lines[index - 1]
    const next = lines[index + 1]
    if (before !== undefined && before.page !== line.page) pages.push({ page: line.page, offset: length })
    const dropsHyphen = next !== undefined && isBreakOfLine(line.text, next.text, vocabulary)
    line.runs.forEach(({ text, style }, at) => {
      add(dropsHyphen && at === line.runs.length - 1 ? text.replace(/[-‐]\s*$/, '') : text, style)
    })
    if (next !== undefined && !dropsHyphen && !isWritten(line.text, next.text)) {
      // Words that a link or an emphasis spans go on in the next line.
      const [one, other] = [line.runs.at(-1)?.style, next.runs[0]?.style]
      add(' ', {
        strong: one?.strong === true && other?.strong === true,
        emphasis: one?.emphasis === true && other?.emphasis === true,
        href: one?.href === other?.href ? (one?.href ?? null) : null,
      })
    }
  })
  return { runs, pages }
}

/** True for words with single spaces between them, as most come. */
function isFolded(text: string): boolean {
  return !/[\t\u00ad]| {2}/.test(text)
}

/** True where nothing stands between two lines: after a hyphen that stays, and in scripts that write no spaces. */
function isWritten(line: string, next: string): boolean {
  return (
    (/[\p{L}\p{N}][-‐\u00ad]$/u.test(line) && /^[\p{L}\p{N}]/u.test(next)) ||
    /\p{L}[—/]$/u.test(line) ||
    (unspaced.test(line.slice(-1)) && unspaced.test(next.charAt(0)))
  )
}

/**
 * Whether the hyphen at the end of a line came with the break. It stays before capitals and figures (“Franco-German”), in
 * words that have another hyphen, and where the text writes the word with it elsewhere; else it goes, unless both halves
 * are words of this text and the whole is not.
 */
function isBreakOfLine(line: string, next: string, vocabulary: Vocabulary): boolean {
  const broken = brokenWord(line, next)
  if (broken === null) return false
  const { left, right } = broken
  if (!/^\p{Ll}/u.test(right) || !/\p{L}$/u.test(left) || /[-‐]/.test(left)) return false
  const count = (text: string) => vocabulary.get(text.toLowerCase()) ?? 0
  const [whole, hyphened] = [count(left + right), count(`${left}-${right}`)]
  if (whole > 0 || hyphened > 0) return whole >= hyphened
  return count(left) === 0 || count(right) === 0
}

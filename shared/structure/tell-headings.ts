import type { Draft } from './draft'
import { endsSentence, type Line } from './lines'
import { isNameLine } from './names'

const MOST_WORDS = 20
/** A text in which more of the lines than this look like headings is a list, a table or verse. */
const MOST_SHARE = 0.45
/** A short line that stands this often is a label: who speaks, what a column holds. */
const LABEL = 3

/**
 * Tell lines that read as headings: short, without the end of a sentence, over a line that is one or over another
 * heading. What the format says is a heading is one; where it says so of several, it says it of all.
 */
export function tellHeadings(draft: Draft): void {
  const { lines } = draft
  const told = lines.filter(({ kind }) => kind === 'heading')
  for (const { index } of told) if (draft.isBody(index)) draft.tell('heading', index)
  if (told.length >= 3) return
  const counts = new Map<string, number>()
  for (const { text, words } of lines) if (words <= MOST_WORDS) counts.set(text, (counts.get(text) ?? 0) + 1)
  const isSpeech = speechIn(lines)
  const candidates = lines.filter(
    (line) =>
      !isSpeech(line.text) &&
      draft.isBody(line.index) &&
      readsAsHeading(line) &&
      (counts.get(line.text) ?? 0) < LABEL,
  )
  if (lines.length > 8 && candidates.length > lines.length * MOST_SHARE) return
  const isCandidate = new Set(candidates.map(({ index }) => index))
  for (const line of candidates.toReversed()) {
    const below = belowOf(draft, line)
    if (below === null) continue
    const leads = isCandidate.has(below.index) ? draft.part(below.index) === 'heading' : leadsTo(line, below)
    if (leads) draft.tell('heading', line.index)
  }
}

/** The next line that is text; a line that says a post was changed stands between the two without parting them. */
function belowOf(draft: Draft, { index }: Line): Line | null {
  let below = draft.nextOfText(index + 1)
  while (below !== null && (draft.part(below.index) === 'updated' || draft.part(below.index) === 'time'))
    below = draft.nextOfText(below.index + 1)
  return below
}

function leadsTo(line: Line, below: Line): boolean {
  if (below.kind !== 'paragraph' && below.kind !== 'heading') return true
  return (
    below.words >= 15 ||
    (endsSentence(below.text) && below.text.length > line.text.length * 0.7) ||
    below.text.endsWith(':')
  )
}

function readsAsHeading({ text, words, kind }: Line): boolean {
  if (kind !== 'paragraph' || words > MOST_WORDS || text.length < 4 || /^[\p{Ll}•–—-]/u.test(text))
    return false
  // Stage directions, the words of a transcript and whoever speaks next are none.
  if (/^[([].*[)\]]$/.test(text) || /^[^\p{Ll}:]{3,60}:\s/u.test(text)) return false
  if (text.endsWith(')') && isNameLine(text)) return false
  if (/[?？]$/.test(text)) return words <= 14
  if (/[.!?…][”"»’]*\s*\([^()]*\)$/.test(text)) return false
  // A quotation that lost its full stop opens with its mark and has it closed before the end.
  if (
    /[.!:;,…。！：；，،؛”"»]$/.test(text) ||
    /^[“„«][^”“»]*[”“»],? .*\b(said|told|added|wrote)\b/.test(text)
  )
    return false
  return !/\b(said|told|added)\b.*\b(that|reporters)\b/.test(text) || words <= 12
}

/** Fewest lines of a talk, and the least share of the text that they are. */
const FEWEST_TURNS = 3
const LEAST_SHARE = 0.2
/** The letters of a label, each of which may be a pair. */
const LONGEST_LABEL = 82

/** Whether a line is a turn in a talk, where the same names stand before many lines: “Okafor: …”. */
export function speechIn(lines: readonly Line[]): (text: string) => boolean {
  const labels = lines.flatMap(({ text }) => labelOf(text) ?? [])
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  const isTalk = labels.length >= FEWEST_TURNS && labels.length >= lines.length * LEAST_SHARE
  return (text) => isTalk && (counts.get(labelOf(text) ?? '') ?? 0) > 1
}

function labelOf(text: string): string | null {
  // Most lines have no colon, and none so early.
  const colon = text.indexOf(':')
  if (colon === -1 || colon > LONGEST_LABEL) return null
  return /^(\p{Lu}[^:.!?]{1,40}):\s/u.exec(text)?.[1] ?? null
}

import { findDates } from './dates'
import type { Draft } from './draft'
import { isParagraph, type Line } from './lines'
import { isNameLine, isOutletLine } from './names'
import { speechIn } from './tell-headings'

const EARLY_LINES = 15
const FEWEST_WORDS = 5
const MOST_WORDS = 30

/** A headline, by which rule it was told. */
export type Title = {
  readonly line: Line
  readonly rule: 'headline twice' | 'headline' | 'heading' | 'line over the text'
}

/**
 * The line that reads like the title, or null: a heading of the first level, else among the first lines one that stands
 * there twice (page copies repeat their headline), else the first of a headline's length that is neither a sentence nor a
 * list of names, nor is told to be something else.
 */
export function findTitle(draft: Draft): Title | null {
  const early = draft.lines.slice(0, EARLY_LINES)
  const heading = early.find(({ kind }) => kind === 'heading')
  if (heading !== undefined) return { line: heading, rule: 'heading' }
  const isSpeech = speechIn(draft.lines)
  const candidates = headOf(draft, early).filter(
    (line) =>
      draft.part(line.index) === null &&
      isHeadline(line) &&
      !isSpeech(line.text) &&
      !isOutletLine(line.text) &&
      !isNameLine(line.text),
  )
  const repeated = candidates.find((line) => isTwice(draft, early, line))
  if (repeated !== undefined) return { line: repeated, rule: 'headline twice' }
  const [first] = candidates
  if (first !== undefined) return { line: first, rule: 'headline' }
  const short = lastShortLine(draft, early)
  return short === null ? null : { line: short, rule: 'line over the text' }
}

/** A headline stands over the text, with at most one paragraph above it that sums the text up. */
function headOf(draft: Draft, early: readonly Line[]): readonly Line[] {
  const paragraphs = early.filter((line) => draft.isBody(line.index) && isParagraph(line))
  return early.slice(0, paragraphs[1]?.index ?? early.length)
}

/** A page prints its headline again at once; a speaker's name stands over one paragraph after the other. */
function isTwice(draft: Draft, early: readonly Line[], { index, text }: Line): boolean {
  const copy = early.find((line) => line.index > index && line.text === text)
  if (copy === undefined) return false
  const between = early
    .slice(index + 1, copy.index)
    .filter((line) => draft.isBody(line.index) && isParagraph(line))
  return between.length === 0 || (index <= 2 && between.length === 1)
}

/** Where no line is as long as a headline: the last short line over the first paragraph. */
function lastShortLine(draft: Draft, early: readonly Line[]): Line | null {
  const body = early.findIndex((line) => draft.isBody(line.index) && isParagraph(line))
  return (
    early.slice(0, Math.max(body, 0)).findLast(
      ({ index, text, words, kind }) =>
        draft.isBody(index) &&
        kind === 'paragraph' &&
        words >= 2 &&
        !/[.;:,。；：，،؛]$/.test(text) &&
        !isOutletLine(text) &&
        !isNameLine(text) &&
        // Behind the name of who speaks next stands where they are from.
        !(text.endsWith(')') && index === body - 1) &&
        findDates(text).length === 0 &&
        !/^\d/.test(text),
    ) ?? null
  )
}

function isHeadline({ kind, text, words }: Line): boolean {
  const isSentence = /[.;:,。；：，،؛]$/.test(text)
  return (
    kind === 'paragraph' && words >= FEWEST_WORDS && words <= MOST_WORDS && !isSentence && !text.includes(';')
  )
}

import type { Draft } from './draft'
import type { Line } from './lines'

const EARLY_LINES = 15
const FEWEST_WORDS = 5
const MOST_WORDS = 30

/** A headline, by which rule it was told. */
export type Title = { readonly line: Line; readonly rule: 'headline twice' | 'headline' | 'heading' }

/**
 * The line that reads like the title, or null: a heading of the first level, else among the first lines one that stands
 * there twice (page copies repeat their headline), else the first of a headline's length that is neither a sentence nor a
 * list of names, nor is told to be something else.
 */
export function findTitle(draft: Draft): Title | null {
  const early = draft.lines.slice(0, EARLY_LINES)
  const heading = early.find(({ kind }) => kind === 'heading')
  if (heading !== undefined) return { line: heading, rule: 'heading' }
  const candidates = early.filter((line) => draft.part(line.index) === null && isHeadline(line))
  const repeated = candidates.find((line) => early.filter(({ text }) => text === line.text).length > 1)
  if (repeated !== undefined) return { line: repeated, rule: 'headline twice' }
  const [first] = candidates
  return first === undefined ? null : { line: first, rule: 'headline' }
}

function isHeadline({ kind, text, words }: Line): boolean {
  const isSentence = /[.;:,。；：，،؛]$/.test(text)
  return (
    kind === 'paragraph' && words >= FEWEST_WORDS && words <= MOST_WORDS && !isSentence && !text.includes(';')
  )
}

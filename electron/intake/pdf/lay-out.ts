import { lineOf, linesOf } from './lines'
import type { PagePieces } from './page-pieces'
import {
  endsSentence,
  type Habits,
  habitsOf,
  isItem,
  isLarge,
  type Paragraph,
  paragraphsOf,
  takeNotes,
  wouldHaveFitted,
} from './paragraphs'
import { regionsOf } from './regions'
import { type Row, rowsOf } from './rows'
import { runningRows } from './running-rows'

export type LaidOut = { readonly paragraphs: readonly Paragraph[]; readonly habits: Habits }

/** A page with its text in place, and the number or name that it bears. */
export type Page = PagePieces & { readonly label: string }

/**
 * The paragraphs of all pages in the order of reading. What stands around the text (running heads, page numbers, notes,
 * stamps) follows the paragraph in whose midst it stands on the page.
 */
export function layOut(pages: readonly Page[]): LaidOut {
  const withRows = pages.map((page) => ({ ...page, rows: rowsOf(page.pieces) }))
  const running = runningRows(withRows)
  const laid = withRows.map((page, index) => {
    const context = { page: index, isRightToLeft: page.isRightToLeft }
    const regions = regionsOf(page.rows.filter((row) => !running.has(row)))
    return { page, context, columns: regions.map((region) => linesOf(region, context)) }
  })
  const habits = habitsOf(laid.flatMap(({ columns }) => columns))
  const columns: Column[] = []
  for (const { page, context, columns: own } of laid) {
    const frame = (row: Row, by: Row | null): Paragraph => ({
      lines: [lineOf(row, { start: 0, end: Number.POSITIVE_INFINITY }, context)],
      frame: { row, by },
    })
    const edges = page.rows.filter((row) => running.has(row))
    const heads = edges.filter(({ y }) => y < page.height / 2)
    const feet = edges.filter(({ y }) => y >= page.height / 2)
    columns.push({ paragraphs: [], aside: heads.map((row) => frame(row, running.get(row) ?? null)) })
    const notes: Paragraph[] = []
    for (const lines of own) {
      const parted = takeNotes(lines, habits)
      columns.push({ paragraphs: paragraphsOf(parted.text, habits), aside: [] })
      notes.push(
        ...paragraphsOf(parted.notes, habits).map((note) => ({ ...note, frame: { row: null, by: null } })),
      )
    }
    const stamps = page.turned.flatMap((pieces) => rowsOf(pieces)).map((row) => frame(row, null))
    const aside = [...notes, ...stamps, ...feet.map((row) => frame(row, running.get(row) ?? null))]
    columns.push({ paragraphs: [], aside })
  }
  return { paragraphs: joinColumns(columns, habits), habits }
}

type Column = { readonly paragraphs: readonly Paragraph[]; readonly aside: readonly Paragraph[] }

/** Paragraphs that a column or a page breaks go on; what stands at the break follows them. */
function joinColumns(columns: readonly Column[], habits: Habits): Paragraph[] {
  const usesIndents = hasIndents(columns.flatMap(({ paragraphs }) => paragraphs))
  const all: Paragraph[] = []
  /** Where in `all` the paragraph is that may go on. */
  let open = -1
  for (const { paragraphs, aside } of columns) {
    paragraphs.forEach((paragraph, index) => {
      const before = all[open]
      if (index === 0 && before !== undefined && goesOn(before, paragraph, habits, usesIndents))
        all[open] = { ...before, lines: [...before.lines, ...paragraph.lines] }
      else open = all.push(paragraph) - 1
    })
    all.push(...aside)
  }
  return all
}

/** True when paragraphs begin with an indent, so that a line without one goes on with what came before. */
function hasIndents(paragraphs: readonly Paragraph[]): boolean {
  const long = paragraphs.filter(({ lines }) => lines.length > 1)
  const indented = long.filter(
    ({ lines: [first, second] }) =>
      first !== undefined && second !== undefined && first.x > second.x + first.size * 0.7,
  )
  return indented.length > long.length * 0.3
}

function goesOn(open: Paragraph, next: Paragraph, habits: Habits, usesIndents: boolean): boolean {
  const before = open.lines.at(-1)
  const [first] = next.lines
  if (before === undefined || first === undefined || before.isRow || first.isRow) return false
  if (Math.abs(before.size - first.size) > 0.08 * before.size || isLarge(first.size, habits) || isItem(first))
    return false
  if (open.lines.every(({ strong }) => strong) !== next.lines.every(({ strong }) => strong)) return false
  if (/\p{L}[-‐\u00ad]$/u.test(before.text)) return true
  if (wouldHaveFitted(before, first)) return false
  if (/^\p{Ll}/u.test(first.text)) return true
  const isSetIn = first.x > first.column.start + first.size * 0.7
  return endsSentence(before.text) ? usesIndents && !isSetIn : !(usesIndents && isSetIn)
}

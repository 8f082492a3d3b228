import type { Style } from '../block-writer'
import { raisedDigits } from '../raised-digits'
import type { Piece } from './page-pieces'
import type { Region } from './regions'
import { mainSize, type Row, SMALL } from './rows'

type Run = { readonly text: string; readonly style: Style }

/** One line of a column, or one row of a table. */
export type Line = {
  readonly runs: readonly Run[]
  readonly text: string
  readonly x: number
  /** Where its words begin, behind the sign or number of an item. */
  readonly wordsAt: number
  readonly end: number
  readonly y: number
  readonly size: number
  readonly strong: boolean
  /** Where the lines of its column begin and end. */
  readonly column: { readonly start: number; readonly end: number }
  readonly isRow: boolean
  readonly page: number
}

export type PageContext = { readonly page: number; readonly isRightToLeft: boolean }

/** The lines of a part of a page. */
export function linesOf({ rows, columns }: Region, context: PageContext): Line[] {
  const pieces = rows.flatMap((row) => row.pieces)
  const column = {
    start: pieces.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY),
    end: pieces.reduce((most, { x, width }) => Math.max(most, x + width), Number.NEGATIVE_INFINITY),
  }
  if (columns === null) return rows.map((row) => lineOf(row, column, context))
  return tableRows(rows, columns).map((cells) => {
    const runs = cells.flatMap((cell, index) => {
      const words = cell.flatMap((row, part) => [
        ...(part === 0 ? [] : [{ text: ' ', style: unstyled }]),
        ...runsOf(row, context),
      ])
      return index === 0 || words.length === 0 ? words : [{ text: ' | ', style: unstyled }, ...words]
    })
    const rowPieces = cells.flat().flatMap((row) => row.pieces)
    return makeLine(runs, rowPieces, cells.flat()[0]?.y ?? 0, { column, isRow: true, page: context.page })
  })
}

const unstyled: Style = { strong: false, emphasis: false, href: null }

export function lineOf(row: Row, column: Line['column'], context: PageContext): Line {
  return makeLine(runsOf(row, context), row.pieces, row.y, { column, isRow: false, page: context.page })
}

function makeLine(
  runs: readonly Run[],
  pieces: readonly Piece[],
  y: number,
  more: Pick<Line, 'column' | 'isRow' | 'page'>,
): Line {
  const size = mainSize(pieces)
  const [first, second] = pieces
  const start = first?.x ?? 0
  const startsWithMarker =
    first !== undefined &&
    second !== undefined &&
    second.x - first.x - first.width > size * 0.25 &&
    first.text.length <= 5
  return {
    runs,
    text: runs.map(({ text }) => text).join(''),
    x: start,
    wordsAt: startsWithMarker ? second.x : start,
    end: pieces.reduce((most, { x, width }) => Math.max(most, x + width), start),
    y,
    size,
    strong:
      pieces.every(({ strong, text }) => strong || !/[\p{L}\p{N}]/u.test(text)) &&
      pieces.some(({ strong }) => strong),
    ...more,
  }
}

/** For each row of a table its cells, each of which may have been broken over several rows of the page. */
function tableRows(rows: readonly Row[], columns: readonly number[]): Row[][][] {
  const table: { readonly cells: Row[][]; last: Row }[] = []
  for (const row of rows) {
    const cells = columns.map((start, index) => {
      const end = columns[index + 1] ?? Number.POSITIVE_INFINITY
      const pieces = row.pieces.filter(({ x }) => x >= start - 1 && x < end - 1)
      return pieces.length === 0 ? [] : [{ ...row, pieces }]
    })
    const above = table.at(-1)
    // A row that has nothing in its first column and stands close to the one above goes on with its cells.
    const goesOn = above !== undefined && cells[0]?.length === 0 && row.y - above.last.y < row.size * 1.45
    if (goesOn) {
      cells.forEach((cell, index) => above.cells[index]?.push(...cell))
      above.last = row
    } else table.push({ cells, last: row })
  }
  return table.map(({ cells }) => cells)
}

/** The words of a row, in the order in which they are read. */
function runsOf(row: Row, { isRightToLeft }: PageContext): Run[] {
  const size = mainSize(row.pieces)
  const ordered = inReadingOrder(row.pieces, isRightToLeft)
  const runs: Run[] = []
  ordered.forEach((piece, index) => {
    const before = ordered[index - 1]
    const text =
      piece.size <= size * SMALL && piece.y < row.y - size * 0.1 ? raisedDigits(piece.text) : piece.text
    const gap = before !== undefined && isApart(before, piece, size) ? ' ' : ''
    runs.push({
      text: gap + text,
      style: { strong: piece.strong, emphasis: piece.emphasis, href: piece.href },
    })
  })
  return runs
}

/** Words of the other direction stand in a line from their first to their last: each stretch of them is turned. */
function inReadingOrder(pieces: readonly Piece[], isRightToLeft: boolean): Piece[] {
  const ordered: Piece[] = []
  let other: Piece[] = []
  const close = () => {
    if (other.length === 0) return
    const stretch = other.toReversed()
    ordered.push(...(isRightToLeft ? turnEnds(stretch, isArabic(pieces)) : stretch))
    other = []
  }
  for (const piece of pieces) {
    if (piece.isRightToLeft === isRightToLeft) {
      close()
      ordered.push(piece)
    } else other.push(piece)
  }
  close()
  return ordered
}

function isArabic(pieces: readonly Piece[]): boolean {
  return pieces.some(({ text }) => /\p{Script=Arabic}/u.test(text))
}

const mirrors: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '«': '»',
  '»': '«',
}

function turned(end: string): string {
  return [...end]
    .toReversed()
    .map((sign) => mirrors[sign] ?? sign)
    .join('')
}

/**
 * Figures and foreign words in a line that is read from right to left come with the punctuation around them as it is seen:
 * the full stop that ends “2025” stands before it. In Arabic that holds for the sign of per cent as well.
 */
function turnEnds(stretch: readonly Piece[], isArabic: boolean): Piece[] {
  const word = isArabic ? /[\p{L}\p{N}]/u : /[\p{L}\p{N}%$€£]/u
  const text = stretch.map((piece) => piece.text).join('')
  const start = text.search(word)
  // Nothing foreign: a colon and a quotation mark between words of the line.
  if (start === -1) return stretch.toReversed().map((piece) => ({ ...piece, text: turned(piece.text) }))
  const end = text.length - [...text].toReversed().join('').search(word)
  let offset = 0
  const words = stretch.flatMap((piece) => {
    const own = piece.text.slice(Math.max(0, start - offset), Math.max(0, end - offset))
    offset += piece.text.length
    return own === '' ? [] : [{ ...piece, text: own }]
  })
  return words.map((piece, index) => ({
    ...piece,
    // Its neighbours are those of the punctuation.
    ...(words.length === 1 && spanOf(stretch)),
    text: `${index === 0 ? turned(text.slice(end)) : ''}${piece.text}${index === words.length - 1 ? turned(text.slice(0, start)) : ''}`,
  }))
}

function spanOf(pieces: readonly Piece[]): Pick<Piece, 'x' | 'width'> {
  const x = Math.min(...pieces.map((piece) => piece.x))
  return { x, width: Math.max(...pieces.map((piece) => piece.x + piece.width)) - x }
}

/** Scripts that write no spaces between words. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]/u

/** Whether there is a space between two neighbours, on whichever side the second stands. */
function isApart(one: Piece, other: Piece, size: number): boolean {
  const gap = Math.max(other.x - one.x - one.width, one.x - other.x - other.width)
  if (gap <= size * 0.13 || gap > size * 0.5) return gap > size * 0.5
  return !(unspaced.test(one.text.slice(-1)) && unspaced.test(other.text.charAt(0)))
}

import type { Piece } from './page-pieces'
import type { Row } from './rows'

/** A part of a page that is read from its first row to its last before the next part begins. */
export type Region = {
  readonly rows: readonly Row[]
  /** Where the columns of a table begin; null for running text. */
  readonly columns: readonly number[] | null
}

/** A page of more rows is no page that was laid out for a reader; its rows are read as they come. */
const MOST_ROWS = 600
/** A column has at least so many lines beside it. */
const FEWEST_ROWS = 3

/**
 * Parts the rows of a page in the order of reading: what spans columns comes before them, and each column is read to its
 * end before the next. Tables stay rows.
 */
export function regionsOf(rows: readonly Row[]): Region[] {
  if (rows.length > MOST_ROWS) return [{ rows, columns: null }]
  const cut = findCut(rows)
  if (cut === null) return rows.length === 0 ? [] : [{ rows, columns: null }]
  const above = rows.slice(0, cut.from)
  const within = rows.slice(cut.from, cut.to)
  const below = rows.slice(cut.to)
  const parts =
    cut.kind === 'table'
      ? [{ rows: within, columns: columnsOf(within, cut.width) }]
      : [...regionsOf(sideOf(within, cut.x, 'left')), ...regionsOf(sideOf(within, cut.x, 'right'))]
  return [...regionsOf(above), ...parts, ...regionsOf(below)]
}

/** A stretch of rows with a gap that none of them crosses: `x` is its middle. */
type Cut = {
  readonly from: number
  readonly to: number
  readonly x: number
  readonly width: number
  readonly kind: 'columns' | 'table'
}

function findCut(rows: readonly Row[]): Cut | null {
  if (rows.length < FEWEST_ROWS) return null
  const width = medianSize(rows) * 0.7
  const spans = rows.map((row) => spansOf(row, width))
  const cuts = gapsIn(spans, width)
    .flatMap((x) => stretchesAround(spans, x, width))
    // The longest first, since a shorter one may be a part of it.
    .toSorted((one, other) => other.rows - one.rows || one.x - other.x)
  for (const { from, to, x } of cuts) {
    const within = rows.slice(from, to)
    const kind = kindOfCut(within, x)
    if (kind === null || isRiver(rows, from, to, kind)) continue
    if (kind === 'columns') return { from, to, x, width, kind }
    // A table begins with its first row of several cells; what ends it is broken cells at most.
    const isCells = ({ pieces }: Row) =>
      pieces.some((piece) => piece.x < x) && pieces.some((piece) => piece.x > x)
    const table = { from: from + within.findIndex(isCells), to: from + within.findLastIndex(isCells) + 1 }
    while (table.to < to && rows[table.to]?.pieces.every((piece) => piece.x > x) === true) table.to += 1
    if (columnsOf(rows.slice(table.from, table.to), width).length > 1) return { ...table, x, width, kind }
  }
  return null
}

function medianSize(rows: readonly Row[]): number {
  const sizes = rows.map(({ size }) => size).toSorted((one, other) => one - other)
  return sizes[Math.floor(sizes.length / 2)] ?? 10
}

/** From where to where a row is written, without gaps of `width` or more. */
type Span = { readonly start: number; end: number }

function spansOf({ pieces }: Row, width: number): Span[] {
  const spans: Span[] = []
  for (const piece of pieces) {
    const last = spans.at(-1)
    const end = piece.x + piece.width
    if (last !== undefined && piece.x - last.end < width) last.end = Math.max(last.end, end)
    else spans.push({ start: piece.x, end })
  }
  return spans
}

/** Middles of gaps that may part columns. Where a gap ends, something begins; it has text enough on both sides. */
function gapsIn(rows: readonly (readonly Span[])[], width: number): number[] {
  const spans = rows.flat()
  const ends = Float64Array.from(spans, ({ end }) => end).toSorted()
  const starts = Float64Array.from(spans, ({ start }) => start).toSorted()
  const [from, to] = [ends[FEWEST_ROWS - 1], starts.at(-FEWEST_ROWS)]
  if (from === undefined || to === undefined) return []
  const middles = new Set(Array.from(starts, (start) => Math.floor(start - width / 2)))
  return [...middles].filter((x) => x > from && x < to)
}

type Stretch = { readonly from: number; readonly to: number; readonly x: number; readonly rows: number }

/** The longest stretches of rows that leave `width` free around `x` and have text on both sides. */
function stretchesAround(rows: readonly (readonly Span[])[], x: number, width: number): Stretch[] {
  const stretches: Stretch[] = []
  const half = width / 2 - 1
  let from = 0
  let left = 0
  let right = 0
  const close = (to: number) => {
    if (left >= FEWEST_ROWS && right >= FEWEST_ROWS)
      stretches.push({ from, to, x, rows: Math.min(left, right) * 2 + (to - from) })
    left = 0
    right = 0
    from = to + 1
  }
  rows.forEach((spans, index) => {
    if (spans.some(({ start, end }) => start < x + half && end > x - half)) close(index)
    else {
      if (spans.some(({ start }) => start < x)) left += 1
      if (spans.some(({ start }) => start > x)) right += 1
    }
  })
  close(rows.length)
  return stretches
}

function sideOf(rows: readonly Row[], x: number, side: 'left' | 'right'): Row[] {
  return rows.flatMap((row) => {
    const pieces = row.pieces.filter((piece) => piece.x < x === (side === 'left'))
    const [first] = pieces
    if (first === undefined) return []
    if (pieces.length === 1) return [{ y: first.y, size: first.size, pieces }]
    const largest = pieces.reduce((one, other) => (other.size > one.size ? other : one), first)
    return [{ y: largest.y, size: largest.size, pieces }]
  })
}

/** What stands before the text of an item of a list or of a note. */
const marker = /^\(?(?:[•‣◦▪●–—*·o\uf000-\uf0ff-]|\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.):]?$/i

/**
 * Where lines are stretched to fill their column, gaps between words of a few may come to lie upon each other. Such lines
 * are as wide as the column and as near to the lines around them as these are to each other.
 */
function isRiver(rows: readonly Row[], from: number, to: number, kind: Cut['kind']): boolean {
  if (kind === 'columns' && to - from > 6) return false
  const extents = rows.map(({ pieces }) => extent(pieces))
  const start = Math.min(...extents.map(([left]) => left))
  const end = Math.max(...extents.map(([, right]) => right))
  const fills = extents.slice(from, to).filter(([left, right], index) => {
    const size = rows[from + index]?.size ?? 0
    return left < start + size * 2 && right > end - size
  }).length
  const isNear = (index: number) => {
    const [above, below] = [rows[index - 1], rows[index]]
    return above === undefined || below === undefined || below.y - above.y < below.size * 1.6
  }
  const isAlone = from === 0 && to === rows.length
  return !isAlone && fills >= (to - from) * 0.8 && isNear(from) && isNear(to)
}

/** Whether a gap parts columns of text or the cells of a table; null when it does neither. */
function kindOfCut(rows: readonly Row[], x: number): 'columns' | 'table' | null {
  const left = sideOf(rows, x, 'left')
  const right = sideOf(rows, x, 'right')
  if (left.every(({ pieces }) => marker.test(textOf(pieces).trim()))) return null
  const level = rows.filter(({ pieces }) => {
    return pieces.some((piece) => piece.x < x) && pieces.some((piece) => piece.x > x)
  }).length
  const [one, other] = [shapeOf(left), shapeOf(right)]
  const isLevel = level >= 0.6 * Math.min(left.length, right.length)
  if (one.isText && other.isText) return 'columns'
  // Names before what they say: the names begin paragraphs, and no column.
  if (isLevel && other.isText && left.length < right.length * 0.7) return null
  if (isLevel) return level >= FEWEST_ROWS ? 'table' : null
  return one.isText || other.isText ? 'columns' : null
}

/** Whether most lines of a column are full of words. */
function shapeOf(rows: readonly Row[]): { readonly isText: boolean } {
  const widths = rows.map(({ pieces }) => extent(pieces))
  const start = Math.min(...widths.map(([from]) => from))
  const end = Math.max(...widths.map(([, to]) => to))
  const full = widths.filter(([from, to]) => to - from >= (end - start) * 0.7).length
  const characters = rows.reduce(
    (sum, { pieces }) => pieces.reduce((length, { text }) => length + text.length, sum),
    0,
  )
  return { isText: full >= rows.length * 0.5 && characters >= rows.length * 15 }
}

function extent(pieces: readonly Piece[]): [number, number] {
  let start = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  for (const { x, width } of pieces) {
    start = Math.min(start, x)
    end = Math.max(end, x + width)
  }
  return [start, end]
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('')
}

/** Where the columns of a table begin: behind each gap that all of its rows leave free. */
function columnsOf(rows: readonly Row[], width: number): number[] {
  const stretches = rows
    .flatMap(({ pieces }) => pieces.map((piece) => [piece.x, piece.x + piece.width] as const))
    .toSorted(([one], [other]) => one - other)
  const columns: number[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const [from, to] of stretches) {
    if (from - end >= width) columns.push(from)
    end = Math.max(end, to)
  }
  return columns
}

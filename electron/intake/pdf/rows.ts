import type { Piece } from './page-pieces'

/** What stands on one line across the whole page, in the direction of reading. */
export type Row = {
  readonly y: number
  readonly size: number
  readonly pieces: readonly Piece[]
}

/** A smaller sign above or below the base of a line belongs to the line. Browsers set it at five sixths. */
export const SMALL = 0.85

/** The rows of a page from its head to its foot. Small signs that are raised or lowered stay in the line beside them. */
export function rowsOf(pieces: readonly Piece[]): Row[] {
  const rows = rowsByBase(pieces.toSorted((one, other) => one.y - other.y))
  const kept: Row[] = []
  for (const row of rows) {
    const last = kept.at(-1)
    if (last === undefined) kept.push(row)
    else if (isRaised(last, row)) kept[kept.length - 1] = merge(row, last)
    else if (isRaised(row, last)) kept[kept.length - 1] = merge(last, row)
    else kept.push(row)
  }
  return kept.map((row) => ({ ...row, pieces: row.pieces.toSorted((one, other) => one.x - other.x) }))
}

function rowsByBase(sorted: readonly Piece[]): Row[] {
  const rows: Row[] = []
  let open: Piece[] = []
  const close = () => {
    if (open.length > 0) rows.push(makeRow(open))
  }
  for (const piece of sorted) {
    const [first] = open
    if (first !== undefined && piece.y - first.y <= 0.2 * Math.max(first.size, piece.size)) open.push(piece)
    else {
      close()
      open = [piece]
    }
  }
  close()
  return rows
}

function makeRow(pieces: Piece[]): Row {
  const size = mainSize(pieces)
  const base = pieces.find((piece) => piece.size === size) ?? pieces[0]
  return { y: base?.y ?? 0, size, pieces }
}

/** The size in which most is written. */
export function mainSize(pieces: readonly Pick<Piece, 'size' | 'text'>[]): number {
  const [only] = pieces
  if (only !== undefined && pieces.length === 1) return only.size
  const sizes = new Map<number, number>()
  for (const { size, text } of pieces) sizes.set(size, (sizes.get(size) ?? 0) + text.length)
  let main = 0
  let most = 0
  for (const [size, characters] of sizes) if (characters > most) [main, most] = [size, characters]
  return main
}

/** True when all of `small` are signs beside words of `row`, such as the number of a note. */
function isRaised(small: Row, row: Row): boolean {
  const rise = row.y - small.y
  if (rise > row.size * 0.7 || rise < row.size * -0.35) return false
  return small.pieces.every(
    (sign) =>
      sign.size <= row.size * SMALL &&
      row.pieces.some(
        (piece) =>
          sign.x <= piece.x + piece.width + row.size * 0.5 && sign.x + sign.width >= piece.x - row.size * 0.5,
      ),
  )
}

function merge(row: Row, raised: Row): Row {
  return { ...row, pieces: [...row.pieces, ...raised.pieces] }
}

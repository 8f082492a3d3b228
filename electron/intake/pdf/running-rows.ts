import type { Row } from './rows'

export type PageRows = { readonly height: number; readonly rows: readonly Row[]; readonly label: string }

/** So many rows at the head and at the foot of a page may be said on every page. */
const EDGE_ROWS = 3
/** How far a running head may wander from page to page, in points. */
const WANDER = 5

type Candidate = {
  readonly row: Row
  readonly page: number
  /** Its words, with a sign in place of each number. */
  readonly key: string
  readonly numbers: readonly number[]
  /** From the head of the page, or from its foot. */
  readonly distance: number
  readonly edge: 'head' | 'foot'
}

/**
 * The rows that pages have in common: running heads and feet, and page numbers. Each with another row that says the same
 * elsewhere, or counts on; null for a number that stands alone at the edge and is the label of its page.
 */
export function runningRows(pages: readonly PageRows[]): Map<Row, Row | null> {
  const candidates = pages.flatMap(edgeRows)
  const byPlace = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const place = placeOf(candidate, 0)
    byPlace.set(place, [...(byPlace.get(place) ?? []).slice(-MOST_ALIKE), candidate])
  }
  const running = new Map<Row, Row | null>()
  for (const candidate of candidates) {
    const alike = [-1, 0, 1]
      .flatMap((shift) => byPlace.get(placeOf(candidate, shift)) ?? [])
      .filter(
        (other) => other.page !== candidate.page && Math.abs(other.distance - candidate.distance) <= WANDER,
      )
      .filter((other) => /\p{L}{2}/u.test(candidate.key) || countsOn(candidate, other))
    const enough = pages.length > 4 ? 2 : 1
    const [other] = alike
    if (other !== undefined && alike.length >= enough) running.set(candidate.row, other.row)
    else if (isLabel(candidate, pages)) running.set(candidate.row, other?.row ?? null)
  }
  return running
}

/** More of the same say nothing more. */
const MOST_ALIKE = 40

function edgeRows({ rows, height }: PageRows, page: number): Candidate[] {
  const from = rows.slice(0, EDGE_ROWS).filter(({ y }) => y < height / 3)
  const to = rows.slice(-EDGE_ROWS).filter(({ y }) => y > (height * 2) / 3)
  return [...from, ...to].map((row) => {
    const text = row.pieces
      .map((piece) => piece.text)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
    const edge = from.includes(row) ? 'head' : 'foot'
    return {
      row,
      page,
      key: text.replaceAll(/\d+/g, '#').replace(/^[ivxlc]+$/i, '#'),
      numbers: numbersIn(text),
      distance: edge === 'head' ? row.y : height - row.y,
      edge,
    }
  })
}

function numbersIn(text: string): number[] {
  if (/^[ivxlc]+$/i.test(text)) return [romanNumber(text)]
  return (text.match(/\d{1,9}/g) ?? []).map(Number)
}

function romanNumber(text: string): number {
  const values: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
  const digits = [...text.toLowerCase()].map((digit) => values[digit] ?? 0)
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0)
}

function placeOf({ edge, key, distance }: Candidate, shift: number): string {
  return `${edge} ${Math.round(distance / WANDER) + shift} ${key}`
}

/** A number that grows by as much as there are pages between. */
function countsOn(one: Candidate, other: Candidate): boolean {
  return one.numbers.some((number, index) => {
    const next = other.numbers[index]
    return next !== undefined && next - number === other.page - one.page
  })
}

/** The number of the page alone, or with the word for it. */
function isLabel({ key, page, row }: Candidate, pages: readonly PageRows[]): boolean {
  const label = pages[page]?.label
  const text = row.pieces.map((piece) => piece.text).join('')
  return label !== undefined && /^\W*(?:page|p\.|seite|стр\.|ص)?\W*#(?:\W*(?:of|\/)\W*#)?\W*$/iu.test(key)
    ? new RegExp(`(?<!\\w)${label.replaceAll(/\W/g, '\\$&')}(?!\\w)`).test(text)
    : false
}

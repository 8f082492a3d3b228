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
  /** At which of its ends the label of its page stands. */
  readonly label: 'starts' | 'ends' | null
  /** It says the number of its page and nothing else. */
  readonly isLabel: boolean
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
    for (const key of [candidate.key, ...(candidate.label === null ? [] : [candidate.label])]) {
      const place = placeOf({ ...candidate, key }, 0)
      byPlace.set(place, [...(byPlace.get(place) ?? []).slice(-MOST_ALIKE), candidate])
    }
  }
  const running = new Map<Row, Row | null>()
  const enough = pages.length > 4 ? 2 : 1
  for (const candidate of candidates) {
    const near = (key: string) =>
      [-1, 0, 1]
        .flatMap((shift) => byPlace.get(placeOf({ ...candidate, key }, shift)) ?? [])
        .filter(
          ({ page, distance }) =>
            page !== candidate.page && Math.abs(distance - candidate.distance) <= WANDER,
        )
    const alike = near(candidate.key).filter(
      (other) => /\p{L}{2}/u.test(candidate.key) || countsOn(candidate, other),
    )
    // Heads that name a chapter change with it; the number of the page stays at its end of the row.
    const labelled = candidate.label === null ? [] : near(candidate.label)
    const same = alike.length >= enough ? alike : labelled
    if (same[0] !== undefined && same.length >= enough) running.set(candidate.row, same[0].row)
    else if (candidate.isLabel) running.set(candidate.row, null)
  }
  return running
}

/** More of the same say nothing more. */
const MOST_ALIKE = 40

function edgeRows({ rows, height, label }: PageRows, page: number): Candidate[] {
  const from = rows.slice(0, EDGE_ROWS).filter(({ y }) => y < height / 3)
  const to = rows.slice(-EDGE_ROWS).filter(({ y }) => y > (height * 2) / 3)
  return [...from, ...to].map((row) => {
    const text = row.pieces
      .map((piece) => piece.text)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
    const edge = from.includes(row) ? 'head' : 'foot'
    const key = text.replaceAll(/\d+/g, '#').replace(/^[ivxlc]+$/i, '#')
    return {
      row,
      page,
      key,
      numbers: numbersIn(text),
      label: text.endsWith(` ${label}`) ? 'ends' : text.startsWith(`${label} `) ? 'starts' : null,
      isLabel:
        text === label ||
        (/^\W*(?:page|p\.|seite|стр\.|ص)\W*#(?:\W*(?:of|von|из|\/)\W*#)?\W*$/iu.test(key) &&
          text.includes(label)),
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

function placeOf(
  { edge, key, distance }: Pick<Candidate, 'edge' | 'key' | 'distance'>,
  shift: number,
): string {
  return `${edge} ${Math.round(distance / WANDER) + shift} ${key}`
}

/** A number that grows by as much as there are pages between. */
function countsOn(one: Candidate, other: Candidate): boolean {
  return one.numbers.some((number, index) => {
    const next = other.numbers[index]
    return next !== undefined && next - number === other.page - one.page
  })
}

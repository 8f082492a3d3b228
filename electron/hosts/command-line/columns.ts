import { balanced } from '../../../shared/model/balanced'

/** Rows of words in aligned columns, two spaces apart; a column in which nothing stands is left out. */
export function inColumns(rows: readonly (readonly string[])[], indent = ''): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const all = Array.from({ length: count }, (_, column) => column)
  const widths = all.map((column) => Math.max(...rows.map((row) => lengthOf(row[column] ?? ''))))
  const shown = all.filter((column) => widths[column] !== 0)
  return rows.map((row) => {
    const cells = shown.map((column) => {
      const cell = balanced(row[column] ?? '')
      return cell + ' '.repeat((widths[column] ?? 0) - lengthOf(cell))
    })
    return `${indent}${cells.join('  ')}`.trimEnd()
  })
}

/** As many places as a terminal gives it, marks over letters and wide letters aside; controls of direction take none. */
function lengthOf(text: string): number {
  return [...text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')].length
}

import { stringify } from 'csv-stringify/sync'
import { balanced } from '../../shared/model/balanced'
import type { LiveContent } from '../../shared/model/brief'

/**
 * Rows as CSV (RFC 4180, UTF-8 with a byte order mark so that spreadsheets read it as such): the head first, then each row
 * with the references of its passages in a column of their own. A cell that a spreadsheet would take for a formula begins
 * with an apostrophe, as OWASP advises against CSV injection.
 */
export function writeCsv(
  { head, rows }: LiveContent,
  referencesOf: (row: LiveContent['rows'][number]) => string,
): string {
  const named = head.length === 0 ? ['Entry'] : head.map(({ words }) => words)
  const records = rows.map((row) => [...row.cells.map(({ words }) => words), referencesOf(row)])
  return csvOf([[...named, 'References'], ...records])
}

/** Any records as such a file. */
export function csvOf(records: readonly (readonly string[])[]): string {
  return stringify(
    records.map((cells) => cells.map(balanced)),
    {
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
      // A line break of any kind ends a record for one reader or another.
      quoted_match: /[\r\n]/,
    },
  )
}

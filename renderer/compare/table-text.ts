import { balanced } from '../../shared/model/balanced'

/** What stands in one field of a table. */
export type Field = string | number | null

/** A table as it leaves the app: the names of its columns, and its rows. */
export type PlainTable = {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Field[])[]
}

/** Comma-separated values as RFC 4180 has them. Words that a spreadsheet would run as a formula stay words. */
export function writeCsv({ columns, rows }: PlainTable): string {
  return [columns, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('')
}

function csvField(field: Field): string {
  if (field === null) return ''
  if (typeof field === 'number') return String(field)
  const words = balanced(/^[=+\-@\t\r]/.test(field) ? `'${field}` : field)
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
}

/** A table of GitHub Flavored Markdown. Every sign that Markdown could read as markup is escaped. */
export function writeMarkdownTable({ columns, rows }: PlainTable): string {
  const lines = [
    columns.map(markdownField),
    columns.map(() => '---'),
    ...rows.map((row) => row.map(markdownField)),
  ]
  return lines.map((fields) => `| ${fields.join(' | ')} |\n`).join('')
}

function markdownField(field: Field): string {
  return balanced(String(field ?? ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>|~&]/g, '\\$&')
}

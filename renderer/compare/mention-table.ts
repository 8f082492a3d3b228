import type { Field, PlainTable } from './table-text'

/** A column of a comparison shown as a table. */
export type Column<Row> = {
  readonly name: string
  readonly of: (row: Row) => Field
  /** Numbers stand under each other, words of sources in their own face. */
  readonly look?: 'number' | 'quote'
}

/** The rows as they leave the app. */
export function plainTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): PlainTable {
  return {
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
  }
}

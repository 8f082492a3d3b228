import { expect, test } from 'vitest'
import { writeCsv, writeMarkdownTable } from './table-text'

test('fields with commas, quotes and line ends are quoted, numbers are plain and nothing is empty', () => {
  const table = {
    columns: ['As written', 'Value'],
    rows: [
      ['one, "two"\nthree', -3.1],
      ['about $40m', null],
    ],
  }
  expect(writeCsv(table)).toBe('As written,Value\r\n"one, ""two""\nthree",-3.1\r\nabout $40m,\r\n')
})

test.each(['=HYPERLINK("x")', '+1', '-1', '@name', '\t=1'])('a spreadsheet runs nothing of %j', (words) => {
  const field = writeCsv({ columns: ['x'], rows: [[words]] }).split('\r\n')[1] ?? ''
  expect(field.replaceAll('"', '').startsWith("'")).toBe(true)
})

test('no sign of an excerpt divides a cell, ends a row or marks words up in Markdown', () => {
  const table = { columns: ['Words'], rows: [['a | b\n*c* _d_ `e` [f](g) <b>']] }
  expect(writeMarkdownTable(table)).toBe(
    '| Words |\n| --- |\n| a \\| b \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) \\<b\\> |\n',
  )
})

test('no field turns the one behind it', () => {
  const table = { columns: ['Words', 'Source'], rows: [['the \u202eport', 'The \u2066Courier']] }
  expect(writeCsv(table)).toBe('Words,Source\r\nthe \u202eport\u202c,The \u2066Courier\u2069\r\n')
  expect(writeMarkdownTable(table)).toContain('| the \u202eport\u202c | The \u2066Courier\u2069 |\n')
})

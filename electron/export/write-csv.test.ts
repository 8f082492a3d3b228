import { array, assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import type { LiveContent } from '../../shared/model/brief'
import { writeCsv } from './write-csv'

/** A table of these rows, each cell without a passage. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): LiveContent {
  return {
    head: head.map((words) => ({ words, align: 'start' })),
    rows: rows.map((cells, index) => ({
      key: String(index),
      cells: cells.map((words) => ({ words, cites: [] })),
    })),
  }
}

/** What RFC 4180 says that a file holds. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]]
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy
  for (const [whole, quoted, bare, end] of csv.replace(/^\uFEFF/, '').matchAll(pattern)) {
    if (whole === '') break
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '')
    if (end === '\r\n') rows.push([])
  }
  return rows.filter((row) => row.length > 0)
}

test('the head comes first, and each row says where its words stand', () => {
  const csv = writeCsv(
    tableOf(['Who', 'Amount'], [['The port, the town', 'about "€40m"']]),
    () => 'sourcebook:s/a',
  )
  expect(csv).toBe('\uFEFFWho,Amount,References\r\n"The port, the town","about ""€40m""",sourcebook:s/a\r\n')
})

test('a list has one column of entries', () => {
  expect(read(writeCsv(tableOf([], [['It opens in May']]), () => ''))).toEqual([
    ['Entry', 'References'],
    ['It opens in May', ''],
  ])
})

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '=cmd|" /C calc"!A0',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
])('no spreadsheet takes a cell for a formula: %j', (words) => {
  expect(read(writeCsv(tableOf(['Who'], [[words]]), () => ''))[1]).toEqual([`'${words}`, ''])
})

test.each(['a\nb', 'a\rb', 'a\r\nb'])('a line break within a cell ends no row: %j', (words) => {
  expect(writeCsv(tableOf(['Who'], [[words]]), () => '')).toContain(`"${words}"`)
})

test('whatever else a cell holds is there again when the file is read', () => {
  const cell = string({ unit: 'grapheme' }).filter((words) => !/^[=+\-@\t\r＝＋－＠]/.test(words))
  assert(
    property(array(cell, { minLength: 2, maxLength: 2 }), (cells) => {
      expect(read(writeCsv(tableOf(['A', 'B'], [cells]), () => 'r'))[1]).toEqual([...cells, 'r'])
    }),
  )
})

import { expect, test } from 'vitest'
import { columnWidths } from './docx-columns'

const page = 9026

test('a column of long texts is wider than one of short words, and all fit on the page', () => {
  const [source = 0, amount = 0, scope = 0] = columnWidths([
    ['Source', 'Amount', 'Scope'],
    ['“What the port will cost, and who is to pay for it after all”', '€40m', ''],
  ])
  expect(source).toBeGreaterThan(amount)
  expect(amount).toBeGreaterThan(scope)
  expect(scope).toBeGreaterThan(0)
  expect(source + amount + scope).toBeLessThanOrEqual(page)
})

test('a column is as wide as its longest word, whatever stands in the others', () => {
  const long = 'Who is to pay for it after all that has been said about it. '.repeat(20)
  const [alone = 0] = columnWidths([['Compensation', '']])
  const [beside = 0] = columnWidths([['Compensation', long]])
  // In twentieths of a point; at 9.5 points a letter is about half as wide as it is high.
  for (const width of [alone, beside]) expect(width).toBeGreaterThan(12 * 20 * 5)
})

test('no text is so long that nothing is left for the others', () => {
  const [, other = 0] = columnWidths([['a '.repeat(300_000), 'Compensation']])
  expect(other).toBeGreaterThan(page / 6)
})

test.each([[[]], [[[]]], [[['']]]])('a table of %j has widths too', (rows: string[][]) => {
  for (const width of columnWidths(rows)) expect(width).toBeGreaterThan(0)
})

import { expect, test } from 'vitest'
import { placeRows } from './row-places'

const sizes = { row: 50, groupHead: 20 }
const groups = [
  { of: 'The Courier', size: 2 },
  { of: 'The Gazette', size: 1 },
  { of: null, size: 100_000 },
]

test('without groups rows stand one below the other', () => {
  const places = placeRows(3, [], sizes)
  expect([0, 1, 2].map(places.topOf)).toEqual([0, 50, 100])
  expect(places.height).toBe(150)
  expect(places.groupOf(1)).toBeNull()
})

test('each group has room for its heading, and the groups fill the table', () => {
  const places = placeRows(100_003, groups, sizes)
  expect([0, 1, 2, 3].map(places.topOf)).toEqual([20, 70, 140, 210])
  expect([0, 1, 2, 3, 100_002].map(places.groupOf)).toEqual([0, 0, 1, 2, 2])
  expect(places.height).toBe(100_003 * 50 + 3 * 20)
  expect(places.groups.map(({ first, top }) => [first, top])).toEqual([
    [0, 0],
    [2, 120],
    [3, 190],
  ])
})

test.each([
  ['in one piece', []],
  ['in groups', groups],
])('every height of a row leads to that row: %s', (_, given) => {
  const places = placeRows(100_003, given, sizes)
  for (const row of [0, 1, 2, 3, 4, 777, 100_002]) {
    expect(places.rowAt(places.topOf(row))).toBe(row)
    expect(places.rowAt(places.topOf(row) + sizes.row - 1)).toBe(row)
  }
  expect(places.rowAt(-10)).toBe(0)
  expect(places.rowAt(places.height + 500)).toBe(100_002)
})

test('the height of a heading leads to the row below it', () => {
  const places = placeRows(100_003, groups, sizes)
  expect(places.rowAt(125)).toBe(2)
  expect(places.rowAt(195)).toBe(3)
})

test('an empty table has no height and one place to be at', () => {
  const places = placeRows(0, [], sizes)
  expect(places.height).toBe(0)
  expect(places.rowAt(40)).toBe(0)
})

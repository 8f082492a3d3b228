import { expect, test } from 'vitest'
import { NumberTable } from './number-table'

test('numbers are found again as in a map, though they fight for places, and no others are found', () => {
  const keys = [0, -1, 1, 2 ** 31 - 1, -(2 ** 31), ...Array.from({ length: 95 }, (_, at) => at * 65_536)]
  const table = new NumberTable(keys.length)
  const map = new Map<number, number>()
  keys.forEach((key, at) => {
    table.set(key, at)
    map.set(key, at)
  })
  table.set(-1, 7)
  map.set(-1, 7)
  for (const key of map.keys()) expect(table.get(key), String(key)).toBe(map.get(key))
  expect(table.get(5)).toBe(-1)
  expect(new NumberTable(0).get(0)).toBe(-1)
})

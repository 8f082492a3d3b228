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

test('the first number that is offered for a key stays', () => {
  const table = new NumberTable(2)
  expect([table.getOrSet(3, 0), table.getOrSet(3, 5), table.getOrSet(-3, 5)]).toEqual([0, 0, 5])
  expect([table.get(3), table.get(-3)]).toEqual([0, 5])
})

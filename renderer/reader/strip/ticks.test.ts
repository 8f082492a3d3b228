import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { BUCKET, pathOf, tickAt, ticksOf } from './ticks'

test('every entry is under the tick of its place, and each tick names the first of its entries', () => {
  assert(
    property(array(nat(700)), (unsorted) => {
      const ys = unsorted.toSorted((a, b) => a - b)
      const ticks = ticksOf(ys.length, (index) => ys[index] ?? 0)
      const buckets = [...new Set(ys.map((y) => Math.floor(y / BUCKET) * BUCKET))]
      expect(ticks).toEqual(
        buckets.map((y) => ({ y, index: ys.findIndex((one) => Math.floor(one / BUCKET) * BUCKET === y) })),
      )
    }),
  )
})

test('thousands of entries are asked for no more often than the strip has room for', () => {
  const asked = new Set<number>()
  const ticks = ticksOf(100_000, (index) => {
    asked.add(index)
    return (index / 100_000) * 600
  })
  expect(ticks.length).toBe(600 / BUCKET)
  expect(asked.size).toBeLessThan((600 / BUCKET) * 20)
})

test('the nearest tick is found within reach', () => {
  const ticks = [
    { y: 10, index: 0 },
    { y: 40, index: 3 },
  ]
  expect(tickAt(ticks, 14, 6)).toEqual(ticks[0])
  expect(tickAt(ticks, 38, 6)).toEqual(ticks[1])
  expect(tickAt(ticks, 25, 6)).toBeNull()
  expect(tickAt([], 25, 6)).toBeNull()
})

test('the kinds differ by lane and by shape', () => {
  const tick = [{ y: 10, index: 0 }]
  expect(new Set((['claim', 'figure', 'position'] as const).map((kind) => pathOf(kind, tick))).size).toBe(3)
  expect(pathOf('claim', [])).toBe('')
})

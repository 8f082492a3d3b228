import { expect, test } from 'vitest'
import { randomFrom } from '../../tests/bench/reader-text'
import { among } from './among'

test('whatever overlaps what, those on a stretch are found in their order', () => {
  const random = randomFrom(3)
  const upTo = (most: number) => Math.floor(random() * most)
  for (let round = 0; round < 50; round += 1) {
    const ones = Array.from({ length: upTo(12) }, () => {
      const start = upTo(40)
      return { start, end: start + 1 + upTo(20) }
    }).toSorted((a, b) => a.start - b.start)
    const on = among(ones, (one) => one)
    for (let start = 0; start < 60; start += 1) {
      const stretch = { start, end: start + 1 + upTo(10) }
      expect(on(stretch)).toEqual(ones.filter((one) => one.start < stretch.end && one.end > stretch.start))
    }
  }
})

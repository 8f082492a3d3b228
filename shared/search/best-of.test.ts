import { array, assert, integer, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { BestOf } from './best-of'

test('the best are those that come first when all are put in order', () => {
  assert(
    property(array(integer({ min: -20, max: 20 })), nat(12), (values, most) => {
      const best = new BestOf<number>(most, (a, b) => a - b)
      for (const value of values) best.offer(value)
      expect(best.sorted()).toEqual(values.toSorted((a, b) => a - b).slice(0, most))
      expect(best.offered).toBe(values.length)
    }),
  )
})

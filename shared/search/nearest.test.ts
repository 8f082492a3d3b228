import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from './nearest'

const places = array(nat(60), { minLength: 1, maxLength: 8 }).map((list) => list.toSorted((a, b) => a - b))

test('no stretch with a place of each list is shorter, and of those as short none comes before', () => {
  assert(
    property(array(places, { minLength: 2, maxLength: 3 }), (lists) => {
      const all = lists
        .reduce<number[][]>((picks, list) => picks.flatMap((pick) => list.map((at) => [...pick, at])), [[]])
        .map((pick) => ({ start: Math.min(...pick), length: Math.max(...pick) - Math.min(...pick) }))
      const [first] = all.toSorted((a, b) => a.length - b.length || a.start - b.start)
      expect(nearest(lists)).toEqual(first)
    }),
  )
})

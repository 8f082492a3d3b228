import { expect, test } from 'vitest'
import { increasingClock } from './increasing-clock'

test('no two moments are the same, and each is later than the one before', () => {
  const moments = ['09:00:00.000', '09:00:00.000', '08:59:00.000', '09:00:02.000', '09:00:02.000']
  const times = moments.map((time) => `2025-03-01T${time}Z`)[Symbol.iterator]()
  const clock = increasingClock(() => times.next().value ?? '')
  expect(moments.map(() => clock().slice(11, 23))).toEqual([
    '09:00:00.000',
    '09:00:00.001',
    '09:00:00.002',
    '09:00:02.000',
    '09:00:02.001',
  ])
})

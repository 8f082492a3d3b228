import { expect, test } from 'vitest'
import { byDate, firstDay, lastDay } from './days'

test('dates are ordered by the first day they may mean, the vaguer first, the unknown last', () => {
  const dates = ['2025-01-02', null, '2025-01-01', '2025', '2025-01', '2024-12']
  expect(dates.toSorted(byDate)).toEqual(['2024-12', '2025', '2025-01', '2025-01-01', '2025-01-02', null])
})

test.each([
  ['2025', '2025-01-01', '2025-12-31'],
  ['2025-02', '2025-02-01', '2025-02-31'],
  ['2025-02-03', '2025-02-03', '2025-02-03'],
])('%s reaches from %s to %s', (date, first, last) => {
  expect([firstDay(date), lastDay(date)]).toEqual([first, last])
})

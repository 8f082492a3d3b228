import { expect, test } from 'vitest'
import { findDates, partialDate } from './dates'

test.each([
  ['Published February 26, 2025last updated', '2025-02-26'],
  ['Wednesday 26 February 2025', '2025-02-26'],
  ['26th of February 2025', '2025-02-26'],
  ['Feb. 26, 2025 at 14:10', '2025-02-26'],
  ['Stand: 26.02.2025, 14:10 Uhr', '2025-02-26'],
  ['Mittwoch, 26. Februar 2025', '2025-02-26'],
  ['le 26 février 2025', '2025-02-26'],
  ['1er mars 2025', '2025-03-01'],
  ['26 de febrero de 2025', '2025-02-26'],
  ['26 февраля 2025 г.', '2025-02-26'],
  ['26 лютого 2025, 14:10', '2025-02-26'],
  ['26 فبراير 2025', '2025-02-26'],
  ['٢٦ فبراير ٢٠٢٥', '2025-02-26'],
  ['26 شباط 2025', '2025-02-26'],
  ['2025年2月26日', '2025-02-26'],
  ['2025-02-26T14:10:00Z', '2025-02-26'],
  ['2025/02/26', '2025-02-26'],
  ['26/02/2025', '2025-02-26'],
  ['02/26/2025', '2025-02-26'],
  ['In February 2025', '2025-02'],
  ['Ada ByrneFebruary 26, 2025', '2025-02-26'],
])('“%s” holds %s', (text, date) => {
  expect(findDates(text).map(partialDate)).toEqual([date])
})

test.each([
  'May we ask who pays?',
  'a demarche 12 of them signed',
  'version 1.2.2025.4',
  'It costs 12.50 euros',
  'on 31 February 2025',
])('“%s” holds no date', (text) => {
  expect(findDates(text).flatMap((date) => partialDate(date) ?? [])).toEqual([])
})

test('nobody can tell the day from the month where both are twelve at most', () => {
  const [date] = findDates('04/03/2025')
  expect(date).toMatchObject({ year: 2025, month: null, day: null })
})

test('a time of day behind a date is no year', () => {
  expect(findDates('24 February 22:12')).toMatchObject([{ day: 24, month: 2, year: null }])
})

test('a weekday belongs to its date', () => {
  const text = 'Posted Tuesday, 4 March'
  const [date] = findDates(text)
  expect(date).toMatchObject({ weekday: 2, month: 3, day: 4 })
  expect(text.slice(date?.start, date?.end)).toBe('Tuesday, 4 March')
})

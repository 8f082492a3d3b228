import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDate } from './read-date'

const dateIn = (wording: string, published: string) =>
  readDate(wording, { against: published, language: 'en' }).date

/** A Friday. */
const against = '2025-02-28'

const inEnglish: readonly (readonly [wording: string, date: string | null])[] = [
  // a weekday is the last one, up to the day itself
  ['Wednesday', '2025-02-26'],
  ['on Monday', '2025-02-24'],
  ['Friday', '2025-02-28'],
  ['Wednesday evening', '2025-02-26'],
  ['Wednesday, Feb 26', '2025-02-26'],
  // unless the wording looks ahead or further back
  ['next Wednesday', '2025-03-05'],
  ['next Friday', '2025-03-07'],
  ['on Monday it will decide', '2025-03-03'],
  ['due on Saturday', '2025-03-01'],
  ['set to meet in Oslo on Saturday', '2025-03-01'],
  ['would visit Oslo on Saturday', '2025-03-01'],
  ['Saturday, the boards will', '2025-03-01'],
  ['last Friday', '2025-02-21'],
  ['last Wednesday', '2025-02-26'],
  // other days
  ['yesterday', '2025-02-27'],
  ['today', '2025-02-28'],
  ['tomorrow', '2025-03-01'],
  ['last night', '2025-02-27'],
  ['this morning', '2025-02-28'],
  ['three days ago', '2025-02-25'],
  ['24 February', '2025-02-24'],
  // only as precise as the wording
  ['last month', '2025-01'],
  ['in February', '2025-02'],
  ['earlier this month', '2025-02'],
  ['late January', '2025-01'],
  ['in December', '2024-12'],
  ['last year', '2024'],
  ['3 years ago', '2022'],
  // a span is what all of its days share
  ['last week', '2025-02'],
  ['two weeks ago', '2025-02'],
  ['next week', '2025-03'],
  ['the weekend', '2025-02'],
  ['Monday to Friday', '2025-02'],
  // a day of a week that is named
  ['Monday last week', '2025-02-17'],
  ['Thursday this week', '2025-02-27'],
  ['Monday two weeks ago', null],
  // a month without its year is the nearest, unless the wording says to which side it lies
  ['next January', '2026-01'],
  ['last February', '2024-02'],
  ['last December', '2024-12'],
  ['on 11 September', '2024-09-11'],
  ['it will open on 11 September', '2025-09-11'],
  // nothing that can be told
  ['12/11', null],
  ['a few days ago', null],
  ['at 5pm', null],
  ['12 people', null],
  ['it may rain', null],
  ['', null],
]

const complete: readonly (readonly [wording: string, date: string | null])[] = [
  ['2025', '2025'],
  ['2025-02', '2025-02'],
  ['2025-02-26', '2025-02-26'],
  ['2025-02-26T23:30:00-08:00', '2025-02-26'],
  ['26 Feb 2025', '2025-02-26'],
  ['Feb. 26, 2025', '2025-02-26'],
  ['26.02.2025', '2025-02-26'],
  ['3. 2. 2025', '2025-02-03'],
  ['26/02/2025', '2025-02-26'],
  ['02/26/2025', '2025-02-26'],
  ['February 2025', '2025-02'],
  ['in 2022', '2022'],
  ['early 2024', '2024'],
  ['10 February – 12 March 2024', '2024'],
  // a decade is none of its years
  ['the 1990s', null],
  ['1990er Jahre', null],
  ['les années 1990', null],
  // which of the two is the day nobody can tell
  ['02/03/2025', null],
  ['2025-02-30', null],
  ['31.02.2025', null],
  ['Q1 2025', null],
]

// Far ahead and far behind UTC, so that a date that hangs on the time zone of the computer shows.
describe.each(['UTC', 'Pacific/Auckland', 'America/Los_Angeles'])('on a computer in %s', (zone) => {
  const before = process.env['TZ']
  beforeAll(() => {
    process.env['TZ'] = zone
  })
  afterAll(() => {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })

  test('the time zone of the test is that one', () => {
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
  })

  test.each(inEnglish)('“%s” is %s', (wording, date) => {
    const expected = date === null ? { date: null, against: null } : { date, against }
    expect(readDate(wording, { against, language: 'en' })).toEqual(expected)
    expect(readDate(wording, { against: null, language: 'en' })).toEqual({ date: null, against: null })
  })

  test.each(complete)('“%s” is %s whatever the text', (wording, date) => {
    for (const known of [against, '1999-12-31', null])
      expect(readDate(wording, { against: known, language: null })).toEqual({ date, against: null })
  })
})

test('a month is counted from one that is longer', () => {
  expect(dateIn('last month', '2025-03-31')).toBe('2025-02')
  expect(dateIn('next month', '2025-01-31')).toBe('2025-02')
  expect(dateIn('a month ago', '2024-03-30')).toBe('2024-02')
  expect(dateIn('within 3 months', '2025-03-31')).toBe('2025-06')
  expect(dateIn('last week', '2025-03-31')).toBe('2025-03')
})

test('there is a 29 February in a leap year alone', () => {
  expect(dateIn('29 February', '2024-03-01')).toBe('2024-02-29')
  expect(dateIn('29 February', '2025-03-01')).toBe(null)
  expect(dateIn('12 months ago', '2024-02-29')).toBe('2023-02')
})

test.each(['constructor', '__proto__', 'valueOf', 'no language'])(
  'in a text in “%s” English is read',
  (language) => {
    expect(readDate('Wednesday', { against, language })).toEqual({ date: '2025-02-26', against })
  },
)

test('a week that belongs to two months is known to the year, one that belongs to two years not at all', () => {
  expect(dateIn('this week', '2025-02-26')).toBe('2025')
  expect(dateIn('this week', '2025-02-19')).toBe('2025-02')
  expect(dateIn('this week', '2025-12-31')).toBe(null)
})

test.each([
  ['de', 'am Mittwoch', '2025-02-26'],
  ['de', 'nächsten Mittwoch', '2025-03-05'],
  ['de', 'im Februar', '2025-02'],
  ['de-AT', 'gestern', '2025-02-27'],
  ['fr', 'mercredi', '2025-02-26'],
  ['fr', 'en février', '2025-02'],
  ['fr', 'la semaine dernière', '2025-02'],
  ['es', 'miércoles', '2025-02-26'],
  ['it', 'ieri', '2025-02-27'],
  ['pt', 'quarta-feira', '2025-02-26'],
  ['nl', 'gisteren', '2025-02-27'],
  ['ru', 'в среду', '2025-02-26'],
  ['uk', 'вчора', '2025-02-27'],
  ['uk', 'у лютому', '2025-02'],
  ['uk', 'Wednesday', '2025-02-26'],
])('in a text in %s “%s” is %s', (language, wording, date) => {
  expect(readDate(wording, { against, language })).toEqual({ date, against })
})

test('a text of which only the year or the month is known lends no more than that', () => {
  expect(
    ['in February', '24 February', 'last year', 'Wednesday', 'yesterday', 'last week'].map((wording) =>
      dateIn(wording, '2025'),
    ),
  ).toEqual(['2025-02', '2025-02-24', '2024', null, null, null])
  expect(
    ['in May', '24 February', 'last month', 'Wednesday', 'today', 'this week'].map((wording) =>
      dateIn(wording, '2025-02'),
    ),
  ).toEqual(['2025-05', '2025-02-24', '2025-01', null, null, null])
})

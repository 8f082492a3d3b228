import { expect, test } from 'vitest'
import { agoWords, momentHeading, momentWords, partOfDayWords } from './moment-words'

// A Wednesday.
const now = new Date(2025, 2, 5, 15, 30)
const at = (...parts: [year: number, month: number, day: number, hour: number, minute: number]) =>
  new Date(...parts).toISOString()

test.each([
  [at(2025, 2, 5, 9, 5), 'today at 09:05', 'Today at 09:05'],
  [at(2025, 2, 4, 23, 59), 'yesterday at 23:59', 'Yesterday at 23:59'],
  [at(2025, 1, 28, 8, 0), 'on Friday at 08:00', 'Friday at 08:00'],
  [at(2025, 1, 26, 8, 0), 'on 26 February at 08:00', '26 February at 08:00'],
  [at(2024, 1, 26, 8, 0), 'on 26 February 2024 at 08:00', '26 February 2024 at 08:00'],
  [at(2025, 2, 6, 8, 0), 'on 6 March at 08:00', '6 March at 08:00'], // by a clock that was set back since
])('%s is said as people say it', (moment, words, heading) => {
  expect(momentWords(moment, now)).toBe(words)
  expect(momentHeading(moment, now)).toBe(heading)
})

test.each([
  [at(2025, 2, 5, 15, 30), 'just now'],
  [at(2025, 2, 5, 15, 29), '1 minute ago'],
  [at(2025, 2, 5, 15, 18), '12 minutes ago'],
  [at(2025, 2, 5, 12, 0), '3 hours ago'],
  [at(2025, 2, 5, 9, 0), 'today at 09:00'],
  [at(2025, 2, 5, 18, 0), 'today at 18:00'],
])('how long ago %s is', (moment, words) => expect(agoWords(moment, now)).toBe(words))

test.each([
  [at(2025, 2, 5, 15, 10), '20 minutes ago'],
  [at(2025, 2, 5, 9, 0), 'this morning'],
  [at(2025, 2, 5, 13, 0), 'this afternoon'],
  [at(2025, 2, 4, 13, 0), 'yesterday'],
  [at(2025, 2, 1, 13, 0), 'on Saturday'],
])('in which part of the day %s was', (moment, words) => expect(partOfDayWords(moment, now)).toBe(words))

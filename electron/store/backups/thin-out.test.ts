import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BackupCause } from '../../../shared/model/health'
import { tooMany } from './thin-out'

type Made = Parameters<typeof tooMany>[0][number]

const at = (time: number) => new Date(time).toISOString()
const START = Date.UTC(2025, 2, 1, 8)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const YEAR = 8766 * HOUR

/** What is left when each backup is thinned out as soon as it is made. */
function work(times: readonly number[], cause: BackupCause = 'regular'): Made[] {
  let kept: Made[] = []
  for (const [index, time] of times.entries()) {
    kept.push({ number: index + 1, cause, made: at(time) })
    const gone = new Set(tooMany(kept))
    kept = kept.filter(({ number }) => !gone.has(number))
  }
  return kept
}

const minutely = (from: number, count: number) =>
  Array.from({ length: count }, (_, nth) => from + nth * MINUTE)

test('after days of work there are ten of the last minutes, one of each hour and one of each day', () => {
  const days = Array.from({ length: 40 }, (_, day) => minutely(START + day * 24 * HOUR, 8 * 60)).flat()
  const kept = work(days)
  const hours = new Set(kept.map(({ made }) => made.slice(0, 13)))
  const lastDays = new Set(kept.map(({ made }) => made.slice(0, 10)))
  expect(lastDays.size).toBe(30)
  expect(hours.size).toBe(24 + 27)
  expect(kept.length).toBe(24 + 27 + 9)
  expect(kept.slice(-10).map(({ number }) => number)).toEqual(
    Array.from({ length: 10 }, (_, nth) => days.length - 9 + nth),
  )
})

test('of those that were made for another reason the newest ten stay, whatever was made since', () => {
  for (const cause of BackupCause.options.filter((one) => one !== 'regular')) {
    const kept = work(minutely(START, 25), cause)
    expect(kept.map(({ number }) => number)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25])
    const later = Array.from({ length: 200 }, (_, nth) => ({
      number: 100 + nth,
      cause: 'regular' as const,
      made: at(START + nth * HOUR),
    }))
    expect(tooMany([...kept, ...later]).filter((number) => number < 100)).toEqual([])
  }
})

describe('a clock that jumps', () => {
  test.each([10, -10])('by %i years and back takes away no more than time that goes on', (years) => {
    const before = minutely(START, 12 * 60)
    const within = minutely(START + years * YEAR, 60)
    const after = minutely(START + 13 * HOUR, 60)
    const kept = work([...before, ...within, ...after]).map(({ made }) => made.slice(0, 13))
    const hours = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13].map((hour) =>
      at(START + hour * HOUR).slice(0, 13),
    )
    expect(kept).toEqual(expect.arrayContaining(hours))
  })

  test('keeps the newest, keeps a number that does not grow, and never keeps less for having jumped', () => {
    const jump = constantFrom(
      1,
      1,
      1,
      20,
      60,
      600,
      1440,
      -60,
      -1440,
      (10 * YEAR) / MINUTE,
      (-10 * YEAR) / MINUTE,
    )
    assert(
      property(array(jump, { minLength: 1, maxLength: 120 }), (jumps) => {
        let time = START
        const times = jumps.map((minutes) => (time += minutes * MINUTE))
        const kept = work(times).map(({ number }) => number)
        expect(kept.length).toBeLessThanOrEqual(10 + 24 + 30)
        expect(kept.slice(-10)).toEqual(times.map((_, index) => index + 1).slice(-10))
      }),
      { numRuns: 10_000 },
    )
  }, 120_000)
})

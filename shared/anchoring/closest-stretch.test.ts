import { assert, constantFrom, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { closestStretch } from './closest-stretch'

/** The plain table of distances: against every end of the text, or against all of it. */
function distance(wanted: string, text: string, within: boolean): number {
  let row = Array.from({ length: text.length + 1 }, (_, at) => (within ? 0 : at))
  for (let i = 1; i <= wanted.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= text.length; j += 1) {
      const kept = (row[j - 1] ?? 0) + (wanted[i - 1] === text[j - 1] ? 0 : 1)
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return within ? Math.min(...row) : (row.at(-1) ?? 0)
}

const letters = (maxLength: number) => string({ unit: constantFrom('a', 'b', 'c'), maxLength })

test('no stretch is nearer, and the one that is told is as near as is told', () => {
  assert(
    property(letters(100), letters(150), (wanted, text) => {
      const { start, end, errors } = closestStretch(text, 0, text.length, wanted)
      expect(errors).toBe(distance(wanted, text, true))
      expect(distance(wanted, text.slice(start, end), false)).toBe(errors)
    }),
  )
})

test('only the window is searched', () => {
  expect(closestStretch('quay crane quay', 1, 15, 'quay')).toEqual({ start: 11, end: 15, errors: 0 })
  expect(closestStretch('quay crane quay', 1, 14, 'quay')).toMatchObject({ errors: 1 })
})

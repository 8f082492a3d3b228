import { expect, test } from 'vitest'
import { placeCard, type Side } from './place-card'

const card = { width: 288, height: 200 }
const window = { width: 1280, height: 800 }

function place(target: readonly [number, number, number, number] | null, sides: readonly Side[] = ['right']) {
  const box =
    target === null ? null : { left: target[0], top: target[1], right: target[2], bottom: target[3] }
  return placeCard(box, card, window, { sides, bottom: 26 })
}

test('it stands on the first of the sides that has room', () => {
  expect(place([10, 100, 260, 140], ['right'])).toEqual({ left: 274, top: 100 })
  expect(place([10, 100, 260, 140], ['left', 'below'])).toEqual({ left: 12, top: 154 })
})

test('at an edge it is moved along what it speaks of, not over it', () => {
  const { top } = place([10, 760, 260, 770])
  expect(top + card.height).toBeLessThanOrEqual(window.height - 26)
})

test.each([
  ['a row of a list', [0, 300, 266, 340]],
  ['a line of the text', [360, 700, 880, 724]],
  ['a pane', [960, 46, 1280, 774]],
  ['a button in the corner', [1160, 50, 1270, 78]],
  ['a column of the text', [330, 90, 950, 774]],
] as const)('it never covers %s', (_, target) => {
  for (const side of ['left', 'right', 'above', 'below'] as const) {
    const { left, top } = place(target, [side])
    const apart =
      left >= target[2] ||
      left + card.width <= target[0] ||
      top >= target[3] ||
      top + card.height <= target[1]
    expect(apart, side).toBe(true)
  }
})

test('with nothing to point at it stands in the lower corner at the end of the lines', () => {
  expect(place(null)).toEqual({ left: 1280 - 12 - 288, top: 800 - 26 - 12 - 200 })
})

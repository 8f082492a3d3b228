import { expect, test } from 'vitest'
import { boundsToOpen, SMALLEST, type WindowState } from './window-bounds'

const laptop = { x: 0, y: 0, width: 1440, height: 900 }
const second = { x: 1440, y: 0, width: 1920, height: 1080 }
const left: WindowState = { x: 1500, y: 40, width: 1300, height: 1000, maximized: false }

test('the window opens where it was left', () => {
  expect(boundsToOpen(left, [laptop, second])).toEqual({ x: 1500, y: 40, width: 1300, height: 1000 })
})

test('a window left on a screen that is gone comes back to the first one, no larger than that', () => {
  expect(boundsToOpen(left, [laptop])).toEqual({ width: 1300, height: 900 })
})

test.each([
  ['its title bar is above the screen', { x: 100, y: -50 }],
  ['its title bar is below the screen', { x: 100, y: 880 }],
  ['only its last few pixels are on the screen', { x: -1290, y: 100 }],
  ['only its first few pixels are on the screen', { x: 1430, y: 100 }],
])('a window is moved back when %s', (_, place) => {
  expect(boundsToOpen({ ...left, ...place }, [laptop])).not.toHaveProperty('x')
})

test('the first time, it gets a size and the desktop chooses the place', () => {
  const bounds = boundsToOpen(null, [laptop])
  expect(bounds.width).toBeLessThanOrEqual(laptop.width)
  expect(bounds).not.toHaveProperty('x')
})

test('it never opens smaller than its smallest size, and also where no screen is known', () => {
  expect(boundsToOpen({ ...left, width: 10, height: 10 }, [laptop, second])).toMatchObject(SMALLEST)
  expect(boundsToOpen(null, [])).toEqual({ width: 1280, height: 820 })
})

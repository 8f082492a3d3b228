import { expect, test } from 'vitest'
import { kindOfKey } from './reader-keys'

const press = (key: string, code: string, held: KeyboardEventInit = {}) =>
  kindOfKey(new KeyboardEvent('keydown', { key, code, ...held }))

test.each([
  ['1', 'Digit1', 'claim'],
  ['2', 'Digit2', 'figure'],
  ['3', 'Digit3', 'position'],
  ['c', 'KeyC', 'claim'],
  ['F', 'KeyF', 'figure'],
  ['p', 'KeyP', 'position'],
  ['1', 'Numpad1', 'claim'],
])('%s tags a %s', (key, code, kind) => expect(press(key, code)).toBe(kind))

test.each([
  ['Cyrillic', 'с', 'KeyC', 'claim'],
  ['French', 'é', 'Digit2', 'figure'],
  ['Dvorak, by its sign', 'p', 'KeyR', 'position'],
])('on a %s layout %s works too', (_, key, code, kind) => expect(press(key, code)).toBe(kind))

test('a Latin letter counts by its sign, not by its place', () => expect(press('j', 'KeyC')).toBeNull())

test('with a command key held, nothing is tagged', () => {
  expect(press('c', 'KeyC', { ctrlKey: true })).toBeNull()
  expect(press('1', 'Digit1', { altKey: true })).toBeNull()
  expect(press('p', 'KeyP', { metaKey: true })).toBeNull()
  expect(press('!', 'Digit1', { shiftKey: true })).toBeNull()
})

import { expect, test } from 'vitest'
import { commandOfKey, kindOfKey } from './reader-keys'

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

test.each([
  ['End', 'Numpad1'],
  ['ArrowDown', 'Numpad2'],
  ['PageDown', 'Numpad3'],
])('%s on the number pad moves the caret and tags nothing', (key, code) =>
  expect(press(key, code)).toBeNull(),
)

test.each([
  ['an English keyboard', ']', 'BracketRight', {}, 'next'],
  ['an English keyboard', '[', 'BracketLeft', {}, 'previous'],
  ['a German keyboard', ']', 'Digit9', { modifierAltGraph: true, ctrlKey: true, altKey: true }, 'next'],
  ['a German keyboard', '[', 'Digit8', { modifierAltGraph: true }, 'previous'],
  ['a German keyboard, by place', '+', 'BracketRight', {}, 'next'],
  ['a German keyboard, by place', 'ü', 'BracketLeft', {}, 'previous'],
  ['any keyboard, with a command key', ']', 'BracketRight', { ctrlKey: true }, null],
] as const)('on %s %s goes where it should', (_, key, code, held, command) =>
  expect(commandOfKey(new KeyboardEvent('keydown', { key, code, ...held }))).toBe(command),
)

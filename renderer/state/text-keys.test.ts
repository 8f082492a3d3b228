import { expect, test } from 'vitest'
import { commandOfEvent } from './keys'

const press = (key: string, code: string, held: KeyboardEventInit = {}) =>
  commandOfEvent(new KeyboardEvent('keydown', { key, code, ...held }), 'text')

test.each([
  ['1', 'Digit1', 'claim'],
  ['2', 'Digit2', 'figure'],
  ['3', 'Digit3', 'position'],
  ['c', 'KeyC', 'claim'],
  ['F', 'KeyF', 'figure'],
  ['p', 'KeyP', 'position'],
  ['1', 'Numpad1', 'claim'],
])('%s tags a %s', (key, code, kind) => expect(press(key, code)).toBe(`tag-${kind}`))

test.each([
  ['Cyrillic', 'с', 'KeyC', 'claim'],
  ['French', 'é', 'Digit2', 'figure'],
  ['Dvorak, by its sign', 'p', 'KeyR', 'position'],
])('on a %s layout %s works too', (_, key, code, kind) => expect(press(key, code)).toBe(`tag-${kind}`))

test('a Latin letter counts by its sign, not by its place', () => expect(press('k', 'KeyC')).toBeNull())

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
  ['an English keyboard', ']', 'BracketRight', {}, 'next-annotation'],
  ['an English keyboard', '[', 'BracketLeft', {}, 'previous-annotation'],
  [
    'a German keyboard',
    ']',
    'Digit9',
    { modifierAltGraph: true, ctrlKey: true, altKey: true },
    'next-annotation',
  ],
  ['a German keyboard', '[', 'Digit8', { modifierAltGraph: true }, 'previous-annotation'],
  ['a German keyboard, by place', '+', 'BracketRight', {}, 'next-annotation'],
  ['a German keyboard, by place', 'ü', 'BracketLeft', {}, 'previous-annotation'],
  ['any keyboard, with a command key', ']', 'BracketRight', { ctrlKey: true }, null],
] as const)('on %s %s goes where it should', (_, key, code, held, command) =>
  expect(press(key, code, held)).toBe(command),
)

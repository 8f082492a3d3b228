import { describe, expect, test } from 'vitest'
import { commandIds, commandTable, type Key } from './command-table'
import { commandOfEvent, keyWords, matchesKey } from './keys'

const press = (key: string, code: string, held: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, code, ...held })
const ctrl = { ctrlKey: true }
const altGr = { modifierAltGraph: true }
const altShift = { altKey: true, shiftKey: true }

test.each([
  ['English', 'z', 'KeyZ', ctrl, 'undo'],
  ['English, Caps Lock', 'Z', 'KeyZ', ctrl, 'undo'],
  ['English', 'Z', 'KeyZ', { ...ctrl, shiftKey: true }, 'redo'],
  ['English', 'y', 'KeyY', ctrl, 'redo'],
  ['English', '?', 'Slash', { shiftKey: true }, 'keys'],
  ['English', '!', 'Digit1', altShift, 'tab-read'],
  ['English', '>', 'Period', { ...ctrl, altKey: true, shiftKey: true }, null],
  ['English', '.', 'Period', { ...ctrl, altKey: true }, 'larger-text'],
  ['Ukrainian', 'я', 'KeyZ', ctrl, 'undo'],
  ['Ukrainian', 'л', 'KeyK', ctrl, 'palette'],
  ['Ukrainian', 'а', 'KeyF', altShift, 'focus-mode'],
  ['Ukrainian', '?', 'Digit7', { shiftKey: true }, 'keys'],
  ['Ukrainian', 'б', 'Comma', { ...ctrl, altKey: true }, 'smaller-text'],
  ['Arabic', '؟', 'Slash', { shiftKey: true }, 'keys'],
  ['Arabic', 'ئ', 'KeyZ', ctrl, 'undo'],
  ['French', 'z', 'KeyW', ctrl, 'undo'],
  ['French', 'w', 'KeyZ', ctrl, null],
  ['French', '1', 'Digit1', altShift, 'tab-read'],
  ['French', '?', 'KeyM', { shiftKey: true }, 'keys'],
  ['French, the comma where English has M', ',', 'KeyM', { ...ctrl, altKey: true }, 'smaller-text'],
  ['Dvorak', 'f', 'KeyY', ctrl, 'find'],
  ['Dvorak, a semicolon where English has Z', ';', 'KeyZ', ctrl, null],
  ['Turkish', 'ı', 'KeyI', ctrl, null],
] as const)('on a %s keyboard %s (%s) with %o is %s', (_, key, code, held, id) =>
  expect(commandOfEvent(press(key, code, held), 'window', false)).toBe(id),
)

test.each([
  ['French', '&', 'Digit1', {}, 'tag-claim'],
  ['French', '2', 'Digit2', { shiftKey: true }, 'tag-figure'],
  ['English', '#', 'Digit3', { shiftKey: true }, null],
  ['Ukrainian', 'ї', 'BracketRight', {}, 'next-annotation'],
  ['German', ']', 'Digit9', { ...altGr, ...ctrl, altKey: true }, 'next-annotation'],
  ['Polish, AltGr writes a letter', 'ć', 'KeyC', altGr, null],
  ['any, Num Lock on', '3', 'Numpad3', {}, 'tag-position'],
  ['any, Num Lock off', 'PageDown', 'Numpad3', {}, null],
  ['any', 'ArrowDown', 'ArrowDown', { altKey: true }, 'next-paragraph'],
  ['any', 'Delete', 'Delete', { shiftKey: true, ...ctrl }, null],
] as const)('in the text, on a %s keyboard %s (%s) with %o is %s', (_, key, code, held, id) =>
  expect(commandOfEvent(press(key, code, held), 'text', false)).toBe(id),
)

test('a key pressed while an input method composes is no command', () => {
  expect(commandOfEvent(press('c', 'KeyC', { isComposing: true }), 'text')).toBeNull()
  expect(commandOfEvent(press('Process', 'KeyC'), 'text')).toBeNull()
  expect(commandOfEvent(press('Dead', 'BracketLeft'), 'text')).toBeNull()
})

describe('on a Mac', () => {
  test('Cmd is the command key, and Ctrl with a letter is the system’s', () => {
    expect(commandOfEvent(press('k', 'KeyK', { metaKey: true }), 'window', true)).toBe('palette')
    expect(commandOfEvent(press('k', 'KeyK', ctrl), 'window', true)).toBeNull()
    expect(commandOfEvent(press('k', 'KeyK', { ...ctrl, metaKey: true }), 'window', true)).toBeNull()
  })

  test('Option with Shift counts by its place, because it writes another sign', () => {
    expect(commandOfEvent(press('Ï', 'KeyF', altShift), 'window', true)).toBe('focus-mode')
    expect(commandOfEvent(press('⁄', 'Digit1', altShift), 'window', true)).toBe('tab-read')
    expect(commandOfEvent(press('≥', 'Period', { altKey: true, metaKey: true }), 'window', true)).toBe(
      'larger-text',
    )
  })

  test('brackets written with Option are brackets', () =>
    expect(commandOfEvent(press(']', 'Digit6', { altKey: true }), 'text', true)).toBe('next-annotation'))

  test.each([
    ['Ï', 'KeyF', altShift, 'window', 'focus-mode'],
    ['ArrowDown', 'ArrowDown', { altKey: true }, 'text', 'next-paragraph'],
    [']', 'Digit6', { altKey: true }, 'text', 'next-annotation'],
    ['ç', 'KeyC', { altKey: true }, 'text', null],
  ] as const)('Firefox calls Option AltGraph too, and %s (%s) is what it is', (key, code, held, reach, id) =>
    expect(commandOfEvent(press(key, code, { ...held, ...altGr }), reach, true)).toBe(id),
  )
})

test.each([
  ['German', '€', 'KeyE'],
  ['German', '@', 'KeyQ'],
  ['Polish', 'ł', 'KeyL'],
  ['Polish', 'ó', 'KeyO'],
  ['Polish', 'ż', 'KeyZ'],
  ['French', '¤', 'KeyE'],
] as const)('what AltGr writes on a %s keyboard, as %s, is no command', (_, key, code) => {
  for (const held of [altGr, { ...altGr, ctrlKey: true, altKey: true }]) {
    expect(commandOfEvent(press(key, code, held), 'window', false)).toBeNull()
    expect(commandOfEvent(press(key, code, held), 'text', false)).toBeNull()
  }
})

test.each(['text', 'brief'] as const)('in the %s no key stands for two commands', (place) => {
  const there = commandIds.filter((id) => [place, 'window'].includes(commandTable[id].reach))
  const keys = there.flatMap((id) => commandTable[id].keys.map((key) => keyWords(key, false)))
  expect(keys).toEqual([...new Set(keys)])
})

test('elsewhere the Windows key makes no command', () =>
  expect(matchesKey(press('z', 'KeyZ', { metaKey: true }), { sign: 'Z', command: true }, false)).toBe(false))

test.each<[Key, string, string]>([
  [{ sign: 'Z', command: true, shift: true }, 'Ctrl+Shift+Z', '⌘⇧Z'],
  [{ sign: 'ArrowDown', alt: true }, 'Alt+↓', '⌥↓'],
  [{ sign: '.', command: true, alt: true }, 'Ctrl+Alt+.', '⌘⌥.'],
  [{ sign: 'Escape' }, 'Esc', 'Esc'],
  [{ sign: '?' }, '?', '?'],
])('%o is written %s, on a Mac %s', (key, elsewhere, mac) => {
  expect(keyWords(key, false)).toBe(elsewhere)
  expect(keyWords(key, true)).toBe(mac)
})

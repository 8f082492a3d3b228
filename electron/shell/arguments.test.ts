import { expect, test } from 'vitest'
import { argumentsFor, readArguments } from './arguments'

test.each([
  ['started from the desktop', [], { notebook: null, takeOver: false, anew: false }],
  [
    'with a notebook',
    ['--notebook', '/home/me/notes'],
    { notebook: '/home/me/notes', takeOver: false, anew: false },
  ],
  [
    'with an equals sign',
    ['--notebook=/home/me/my notes'],
    { notebook: '/home/me/my notes', takeOver: false, anew: false },
  ],
  ['taking over', ['--take-over', '--notebook', 'notes'], { notebook: 'notes', takeOver: true, anew: false }],
  [
    'by a test driver, from the project folder',
    ['--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '.', '--notebook', '/tmp/n'],
    { notebook: '/tmp/n', takeOver: false, anew: false },
  ],
  ['to begin anew', ['--new', '--notebook', 'notes'], { notebook: 'notes', takeOver: false, anew: true }],
  ['by an old macOS Finder', ['-psn_0_12345'], { notebook: null, takeOver: false, anew: false }],
])('%s', (_, line, expected) => {
  expect(readArguments(line)).toEqual(expected)
})

test.each([[['--notebook']], [['--notebook', '--take-over']], [['--notebook=']]])(
  '%j is refused in words',
  (line) => {
    expect(() => readArguments(line)).toThrow('Write the folder of the notebook after --notebook')
  },
)

test('the command line for another notebook keeps what others added, and asks for nothing else of ours', () => {
  const line = ['--no-sandbox', '.', '--take-over', '--notebook', 'notes', '--new', '--inspect=0']
  expect(argumentsFor('/home/me/a copy', line)).toEqual([
    '--no-sandbox',
    '.',
    '--inspect=0',
    '--notebook',
    '/home/me/a copy',
  ])
  expect(argumentsFor('/b', ['--notebook=/a'])).toEqual(['--notebook', '/b'])
})

import { expect, test } from 'vitest'
import { briefFileName } from './brief-file-name'

test.each([
  ['Who pays for the harbour', 'Who pays for the harbour.md'],
  ['A/B: "what?" <now>|*\\', 'A B what now.md'],
  ['../../etc/passwd', 'etc passwd.md'],
  ['  trailing dots... ', 'trailing dots.md'],
  ['con', 'Brief.md'],
  ['...', 'Brief.md'],
  ['\u202Ereversed\u0000', 'reversed.md'],
])('the title %j makes the file name %j', (title, name) => {
  expect(briefFileName(title, 'md')).toBe(name)
})

test('a long title is cut between characters, at 100 bytes with its extension', () => {
  const name = briefFileName('ж😀'.repeat(50), 'md')
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(100)
  expect(name.isWellFormed()).toBe(true)
})

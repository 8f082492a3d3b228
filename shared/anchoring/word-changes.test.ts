import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { wordChanges } from './word-changes'

/** `[old]` and `{new}` among the words that stay. */
function drawn(old: string, now: string): string {
  const signs = { same: ['', ''], old: ['[', ']'], new: ['{', '}'] } as const
  return wordChanges(old, now)
    .map(({ kind, words }) => `${signs[kind][0]}${words}${signs[kind][1]}`)
    .join('')
}

test.each([
  [
    'words put in',
    'He signs on Wednesday.',
    'He signs later on Wednesday.',
    'He signs {later }on Wednesday.',
  ],
  ['words taken out', 'He signs later today.', 'He signs today.', 'He signs [later ]today.'],
  [
    'other words, as one change',
    'It opens in May.',
    'It closed last week.',
    'It [opens in May]{closed last week}.',
  ],
  ['nothing', 'The quay.', 'The quay.', 'The quay.'],
  ['all', 'quay', 'port', '[quay]{port}'],
  ['a language without spaces', '港は五月に開く', '港は六月に開く', '港は[五月]{六月}に開く'],
])('%s', (_name, old, now, expected) => {
  expect(drawn(old, now)).toBe(expected)
})

test('what stays and what was taken out are the old words, what stays and what was put in the new ones', () => {
  const words = array(constantFrom('the', 'quay', 'opens', ' ', ', ', '.', '\n'), { maxLength: 30 })
  assert(
    property(words, words, (a, b) => {
      const changes = wordChanges(a.join(''), b.join(''))
      const without = (kind: 'old' | 'new') =>
        changes.flatMap((one) => (one.kind === kind ? [] : one.words)).join('')
      expect(without('new')).toBe(a.join(''))
      expect(without('old')).toBe(b.join(''))
    }),
  )
})

test('texts that have nothing in common are shown one after the other, however long they are', () => {
  const old = Array.from({ length: 5000 }, (_, index) => `a${index}`).join(' ')
  const now = Array.from({ length: 5000 }, (_, index) => `b${index}`).join(' ')
  expect(wordChanges(old, now)).toEqual([
    { kind: 'old', words: old },
    { kind: 'new', words: now },
  ])
})

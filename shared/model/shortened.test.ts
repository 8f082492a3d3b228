import { expect, test } from 'vitest'
import { shortened } from './shortened'

test('what fits in the line stays as it is, white space folded', () => {
  expect(shortened(' The quay\nis  closed ')).toBe('The quay is closed')
})

test('a longer text is cut between characters and says so', () => {
  expect(shortened('The quay is closed', 9)).toBe('The quay…')
  expect(shortened('😀'.repeat(5), 3)).toBe('😀😀…')
})

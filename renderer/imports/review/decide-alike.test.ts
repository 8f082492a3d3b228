import { expect, test } from 'vitest'
import { unknownDetails } from '../../../shared/structure/unknown-details'
import { detailsWords } from './decide-alike'

test('a new version says which names it told otherwise, and not what it told first', () => {
  const before = { ...unknownDetails, outlet: 'The Courier' }
  const now = { ...before, outlet: 'The Evening Courier', authors: ['Ada Quill'] }
  expect(detailsWords(before, now)).toBe(' Outlet “The Courier” became “The Evening Courier”.')
  expect(detailsWords(before, before)).toBe('')
})

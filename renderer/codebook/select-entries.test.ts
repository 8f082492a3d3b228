import { expect, test } from 'vitest'
import type { EntryId } from '../../shared/model/codebook'
import { noneSelected, selectEntry } from './select-entries'

const ids: EntryId[] = ['c-1', 'c-2', 'c-3', 'c-4']

test('a range grows and shrinks from where it began', () => {
  const one = selectEntry(noneSelected, ids, 'c-2', 'only')
  const down = selectEntry(one, ids, 'c-4', 'extend')
  expect(down.chosen).toEqual(['c-2', 'c-3', 'c-4'])
  expect(selectEntry(down, ids, 'c-1', 'extend').chosen).toEqual(['c-1', 'c-2'])
})

test('rows far apart are chosen one by one, and let go in the same way', () => {
  const one = selectEntry(noneSelected, ids, 'c-1', 'only')
  const gone = selectEntry(one, ids, 'c-3', 'go')
  expect(gone).toMatchObject({ chosen: ['c-1'], active: 'c-3' })
  const two = selectEntry(gone, ids, 'c-3', 'toggle')
  expect(two.chosen).toEqual(['c-1', 'c-3'])
  expect(selectEntry(two, ids, 'c-1', 'toggle').chosen).toEqual(['c-3'])
})

test('a range whose beginning is not listed any more is the row alone', () => {
  const one = selectEntry(noneSelected, ['c-9'], 'c-9', 'only')
  expect(selectEntry(one, ids, 'c-3', 'extend')).toEqual({ chosen: ['c-3'], active: 'c-3', anchor: 'c-3' })
})

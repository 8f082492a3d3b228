import { expect, test } from 'vitest'
import type { EntryId } from '../../shared/model/codebook'
import { noneSelected, oneSelected, selectEntry } from './select-entries'

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

test('the first of several may be the row that was walked to, and walking on keeps what was chosen', () => {
  const walked = selectEntry(oneSelected('c-1'), ids, 'c-2', 'walk')
  expect(walked.chosen).toEqual(['c-2'])
  const first = selectEntry(walked, ids, 'c-2', 'toggle')
  expect(first.chosen).toEqual(['c-2'])
  const on = selectEntry(first, ids, 'c-4', 'walk')
  expect(on).toMatchObject({ chosen: ['c-2'], active: 'c-4' })
  const two = selectEntry(on, ids, 'c-4', 'toggle')
  expect(two.chosen).toEqual(['c-2', 'c-4'])
  const back = selectEntry(selectEntry(two, ids, 'c-4', 'toggle'), ids, 'c-2', 'toggle')
  expect(back.chosen).toEqual([])
  expect(selectEntry(back, ids, 'c-1', 'walk').chosen).toEqual(['c-1'])
})

test('a range whose beginning is not listed any more is the row alone', () => {
  const one = selectEntry(noneSelected, ['c-9'], 'c-9', 'only')
  expect(selectEntry(one, ids, 'c-3', 'extend')).toMatchObject({ chosen: ['c-3'], anchor: 'c-3' })
})

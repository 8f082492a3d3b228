import { expect, test } from 'vitest'
import { anyExcerpt, type ExcerptFilter } from '../../../shared/model/excerpts'
import { chipsOf, narrows } from './filter-chips'

const issue = 'i-0000000000000001'
const names = {
  nameOf: (id: string | null) => (id === issue ? 'The tram' : null),
  titleOf: () => 'The quay',
}

const filter: ExcerptFilter = {
  text: 'fund',
  kinds: ['claim'],
  sources: ['s-0000000000000001'],
  outlets: ['The Courier', null],
  actors: [null],
  issues: [issue, null],
  measures: ['m-0000000000000009'],
  codes: [null],
  stances: ['conditional', null],
  from: '2025-02',
  to: '2025-02-26',
  status: 'open',
}

test('each condition has words of its own, and the words that are typed have their field', () => {
  expect(chipsOf(filter, names).map(({ words }) => words)).toEqual([
    'Claims',
    'Source: The quay',
    'Outlet: The Courier',
    'No outlet',
    'No actor yet',
    'Issue: The tram',
    'No issue yet',
    'Measure: one that is gone',
    'No code yet',
    'Stance: For, if',
    'No stance yet',
    'From February 2025',
    'To 26 February 2025',
    'Open',
  ])
})

test('taking each condition away leaves a filter that asks for nothing', () => {
  const bare = chipsOf(filter, names).reduce<ExcerptFilter>((left) => {
    const [next] = chipsOf(left, names)
    return next === undefined ? left : next.without
  }, filter)
  expect(bare).toEqual({ ...anyExcerpt, text: 'fund' })
  expect(narrows(bare)).toBe(true)
  expect(narrows({ ...bare, text: ' ' })).toBe(false)
})

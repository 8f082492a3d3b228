import { expect, test } from 'vitest'
import type { SourceId } from '../../shared/model/ids'
import { filterOf, isNarrowed, noNarrowing } from './comparing'

const sources = (['s-0000000000000001', 's-0000000000000002'] as const).map((id): { id: SourceId } => ({
  id,
}))
const [first, second] = sources

test('all sources are no filter, so that a new one is compared too; those left out are not named', () => {
  expect(filterOf({ leftOut: new Set(), narrowing: noNarrowing }, sources, 'figures')?.sources).toEqual([])
  const leftOut = new Set(first === undefined ? [] : [first.id])
  expect(filterOf({ leftOut, narrowing: noNarrowing }, sources, 'figures')?.sources).toEqual([second?.id])
})

test('with every source left out there is nothing to compare, which is not the same as no filter', () => {
  const leftOut = new Set(sources.map(({ id }) => id))
  expect(filterOf({ leftOut, narrowing: noNarrowing }, sources, 'claims')).toBeNull()
})

test('a measure narrows figures alone, an issue positions and claims alone', () => {
  const narrowing = { ...noNarrowing, measure: 'm-0000000000000001', issue: 'i-0000000000000001' } as const
  const of = (comparison: 'figures' | 'positions') =>
    filterOf({ leftOut: new Set(), narrowing }, sources, comparison)
  expect(of('figures')).toMatchObject({ measures: [narrowing.measure], issues: [] })
  expect(of('positions')).toMatchObject({ measures: [], issues: [narrowing.issue] })
  expect(isNarrowed({ ...noNarrowing, issue: narrowing.issue }, 'figures')).toBe(false)
  expect(isNarrowed({ ...noNarrowing, issue: narrowing.issue }, 'positions')).toBe(true)
})

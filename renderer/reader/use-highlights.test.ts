import { expect, test } from 'vitest'
import type { Annotation } from '../../shared/model/annotation'
import { sampleAnnotation, sampleId, sampleVersion } from '../../shared/testing/samples'
import { highlightCollector } from './use-highlights'

const version = sampleVersion(sampleId('s', 1), ['Costs rose in May.', 'The port fell silent.'])
const annotation = (number: number, exact: string) =>
  sampleAnnotation(sampleId('a', number), version, 'claim', exact)
const costs = annotation(1, 'Costs rose')
const may = annotation(2, 'May')
const port = annotation(3, 'port')

function given(annotations: readonly Annotation[]) {
  return { annotations, chosen: null, hovered: null, moved: new Map(), pending: [], parts: [] }
}

test('what stays the same stays the same object when annotations come and go', () => {
  const collect = highlightCollector()
  const [first, last] = collect(given([costs, port]))
  const more = collect(given([costs, may, port]))
  expect(more.map(({ id }) => id)).toEqual([costs.id, may.id, port.id])
  expect(more[0]).toBe(first)
  expect(more[2]).toBe(last)
  expect(collect(given([port]))[0]).toBe(last)
})

test('what is chosen, moved or asked for in another order is drawn as it is now', () => {
  const collect = highlightCollector()
  collect(given([costs, may, port]))
  const chosen = collect({ ...given([costs, may, port]), chosen: may.id })
  expect(chosen.map(({ state }) => state)).toEqual(['plain', 'on', 'plain'])
  const moved = new Map([[may.id, { passages: [{ start: 0, end: 5 }], revision: null }]])
  const elsewhere = collect({ ...given([costs, may, port]), moved })
  expect(elsewhere[1]).toMatchObject({ id: may.id, start: 0, end: 5, state: 'pending' })
  expect(collect(given([port, costs])).map(({ id }) => id)).toEqual([port.id, costs.id])
})

test('of several passages each says which it is, also when one is joined later', () => {
  const collect = highlightCollector()
  expect(collect(given([costs])).map(({ part }) => part)).toEqual([undefined])
  const ranges = [...costs.target.ranges, ...port.target.ranges]
  const joined = { ...costs, target: { ...costs.target, ranges } }
  expect(collect(given([joined])).map(({ part }) => part)).toEqual(['1 of 2', '2 of 2'])
})

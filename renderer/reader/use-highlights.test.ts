import { expect, test } from 'vitest'
import { type Annotation, extentOf } from '../../shared/model/annotation'
import { sampleAnnotation, sampleId, sampleVersion } from '../../shared/testing/samples'
import { among } from './among'
import { highlightsOf } from './use-highlights'

const version = sampleVersion(sampleId('s', 1), ['Costs rose in May.', 'The port fell silent.'])
const annotation = (number: number, exact: string) =>
  sampleAnnotation(sampleId('a', number), version, 'claim', exact)
const costs = annotation(1, 'Costs rose')
const may = annotation(2, 'May')
const port = annotation(3, 'port')
const first = { start: 0, end: 18 }
const second = { start: 19, end: 40 }
const third = { start: 41, end: 60 }

type Given = Partial<Parameters<typeof highlightsOf>[1]>
function highlights(annotations: readonly Annotation[], more: Given = {}) {
  const nothing = { chosen: null, hovered: null, moved: new Map(), pending: [], parts: [] }
  const annotationsIn = among(annotations, ({ target }) => extentOf(target))
  return highlightsOf(annotationsIn, { annotations, ...nothing, ...more })
}

test('a stretch has the highlights of the annotations on it', () => {
  const drawn = highlights([costs, may, port])
  expect(drawn(first).map(({ id }) => id)).toEqual([costs.id, may.id])
  expect(drawn(second).map(({ id }) => id)).toEqual([port.id])
})

test('what is chosen or pointed at is drawn so', () => {
  const drawn = highlights([costs, may, port], { chosen: may.id, hovered: port.id })
  expect(drawn(first).map(({ state }) => state)).toEqual(['plain', 'on'])
  expect(drawn(second).map(({ state }) => state)).toEqual(['hovered'])
})

test('what was moved is drawn where it is now, and nowhere else', () => {
  const moved = new Map([[may.id, { passages: [{ start: 45, end: 50 }], revision: null }]])
  const drawn = highlights([costs, may, port], { moved })
  expect(drawn(first).map(({ id }) => id)).toEqual([costs.id])
  expect(drawn(third)).toMatchObject([{ id: may.id, start: 45, end: 50, state: 'pending' }])
  expect(drawn({ start: 0, end: 60 })).toHaveLength(3)
})

test('what waits for the disk and what is kept for one annotation are drawn too', () => {
  const waiting = { id: 'new', kind: 'figure', start: 20, end: 24, state: 'pending' } as const
  const drawn = highlights([], { pending: [waiting], parts: [{ start: 42, end: 45 }] })
  expect(drawn(first)).toEqual([])
  expect(drawn(second)).toEqual([waiting])
  expect(drawn(third)).toMatchObject([{ kind: 'part', start: 42, end: 45 }])
})

test('of several passages each says which it is, where it is', () => {
  expect(highlights([costs])(first).map(({ part }) => part)).toEqual([undefined])
  const ranges = [...costs.target.ranges, ...port.target.ranges]
  const joined = highlights([{ ...costs, target: { ...costs.target, ranges } }])
  expect(joined(first).map(({ part }) => part)).toEqual(['1 of 2'])
  expect(joined(second).map(({ part }) => part)).toEqual(['2 of 2'])
})

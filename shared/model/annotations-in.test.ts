import { expect, test } from 'vitest'
import { sampleAnnotation, sampleVersion } from '../testing/samples'
import type { Annotation, EarlierTarget } from './annotation'
import { annotationsIn, openDecisions } from './annotations-in'

const sample = sampleAnnotation(
  'a-0000000000000001',
  sampleVersion('s-0000000000000001', ['The fund pays.']),
  'claim',
  'fund',
)

function at(version: number, start: number): EarlierTarget {
  const ranges = sample.target.ranges.map((range) => ({
    ...range,
    position: { ...range.position, start, end: start + 4 },
  }))
  return { version, ranges }
}

function annotation(id: Annotation['id'], now: EarlierTarget, more: Partial<Annotation> = {}): Annotation {
  return { ...sample, id, target: { ...sample.target, ...now }, ...more }
}

const carried = annotation('a-0000000000000001', at(2, 50), { earlier: [at(1, 10)] })
const orphan = annotation('a-0000000000000002', at(1, 5), {
  carried: { into: 2, status: 'orphaned', score: 0.2, settled: false },
})

test('an older version shows an annotation where it stood, a newer one where it stands', () => {
  expect(annotationsIn([carried], 1)).toMatchObject([
    { annotation: { id: carried.id, target: at(1, 10) }, isEarlier: true },
  ])
  expect(annotationsIn([carried], 2)).toEqual([{ annotation: carried, isEarlier: false }])
})

test('an orphan shows in the version that has its words, and in no other', () => {
  expect(annotationsIn([carried, orphan], 1).map((shown) => shown.annotation.id)).toEqual([
    orphan.id,
    carried.id,
  ])
  expect(annotationsIn([carried, orphan], 2).map((shown) => shown.annotation.id)).toEqual([carried.id])
})

test('what is not settled waits for a decision', () => {
  const settled = annotation('a-0000000000000003', at(2, 1), {
    carried: { into: 2, status: 'fuzzy', score: 0.9, settled: true },
  })
  expect(openDecisions([carried, orphan, settled])).toEqual([orphan])
})

import { expect, test } from 'vitest'
import type { Inference, SourceDetails } from '../model/source'
import { newerDetails } from './newer-details'

const details: SourceDetails = {
  title: 'Tolls rise',
  outlet: null,
  via: null,
  authors: [],
  published: '2025-03-04',
  updated: '2025-03-04',
  language: 'en',
  direction: 'ltr',
  url: null,
  kind: 'article',
}
const inferred = (field: Inference['field'], version: number): Inference => ({
  field,
  rule: 'a rule',
  evidence: { version, start: 0, end: 4 },
})

test('what was inferred follows the newer file, and says from which words of it', () => {
  const after = newerDetails(
    { details, inferences: [inferred('updated', 1), inferred('title', 1)] },
    {
      details: { ...details, updated: '2025-03-05', title: 'Tolls fall' },
      inferences: [inferred('updated', 2)],
    },
  )
  expect(after.details).toMatchObject({ updated: '2025-03-05', title: 'Tolls fall', published: '2025-03-04' })
  expect(after.inferences).toEqual([inferred('updated', 2)])
})

test('what a person set stays, and what nobody knew is filled in', () => {
  const newer = { ...details, published: '2025-03-09', outlet: 'The Courier', authors: ['Ada Quill'] }
  const after = newerDetails(
    { details, inferences: [] },
    { details: newer, inferences: [inferred('outlet', 2)] },
  )
  expect(after.details).toEqual({ ...details, outlet: 'The Courier', authors: ['Ada Quill'] })
  expect(after.inferences).toEqual([inferred('outlet', 2)])
})

test('what the newer file does not tell is kept with where it comes from', () => {
  const before = { details, inferences: [inferred('updated', 1)] }
  expect(newerDetails(before, { details: { ...details, updated: null }, inferences: [] })).toEqual(before)
})

test('words that cannot tell a detail are kept beside it until a file tells it', () => {
  const undatable = { details: { ...details, published: null }, inferences: [inferred('published', 1)] }
  const told = newerDetails(undatable, { details, inferences: [inferred('published', 2)] })
  expect(told.inferences).toEqual([inferred('published', 2)])
  expect(newerDetails(undatable, undatable)).toEqual(undatable)
})

import { expect, test } from 'vitest'
import type { Reference } from '../model/reference'
import { unknownDetails } from '../structure/unknown-details'
import { withReference } from './with-reference'

const reference: Reference = {
  title: 'The port fund',
  outlet: 'The Courier',
  authors: ['Ada Byrne'],
  published: '2025',
  language: 'en',
  url: 'https://courier.example/port',
  doi: null,
  files: [],
}

const details = { ...unknownDetails, title: 'port-fund' }

test('a bibliography tells what is unknown and what was inferred, and says so', () => {
  const told = withReference(
    { details, inferences: [{ field: 'title', rule: 'file-name', evidence: null }] },
    reference,
  )
  expect(told.details).toMatchObject({
    title: 'The port fund',
    outlet: 'The Courier',
    authors: ['Ada Byrne'],
    published: '2025',
  })
  expect(told.inferences.map(({ field, rule }) => [field, rule])).toContainEqual(['title', 'bibliography'])
  expect(told.inferences).toHaveLength(6)
})

test('what a person set stays', () => {
  const told = withReference(
    { details: { ...details, outlet: 'Courier, print', authors: ['T. Ellis'] }, inferences: [] },
    reference,
  )
  expect(told.details).toMatchObject({ title: 'port-fund', outlet: 'Courier, print', authors: ['T. Ellis'] })
})

test('a day stays where the bibliography has the year alone, and goes where it has another one', () => {
  const inferences = [{ field: 'published' as const, rule: 'time', evidence: null }]
  const known = (published: string) => ({ details: { ...details, published }, inferences })
  expect(withReference(known('2025-03-04'), reference).details.published).toBe('2025-03-04')
  expect(withReference(known('2024-03-04'), reference).details.published).toBe('2025')
})

test('nothing changes where nothing more is told', () => {
  const once = withReference(
    { details, inferences: [{ field: 'title' as const, rule: 'file-name', evidence: null }] },
    reference,
  )
  expect(withReference(once, reference)).toBe(once)
})

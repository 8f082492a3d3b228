import { expect, test } from 'vitest'
import { emptyDocument } from '../../shared/briefing/edit-brief'
import type { BriefDocument } from '../../shared/model/brief'
import { noCounts, type SourceSummary } from '../../shared/model/notebook'
import { sampleId } from '../../shared/testing/samples'
import { briefLine } from './brief-line'

const dates = ['2025-02-17', '2025-02-27', '2024-12', null]
const sources = new Map(
  dates.map((published, index): [SourceSummary['id'], SourceSummary] => {
    const id = sampleId('s', index)
    const details = { title: 'Quay', outlet: null, via: null, authors: [], published, updated: null }
    const added = '2025-03-01T10:00:00.000Z'
    return [id, { id, ...details, kind: 'article', status: 'read', added, counts: noCounts }]
  }),
)

function citing(...numbers: readonly number[]): BriefDocument {
  const content = numbers.map((number) => ({
    type: 'excerpt' as const,
    attrs: {
      source: sampleId('s', number),
      annotation: sampleId('a', number),
      exact: 'Words',
      declined: null,
    },
  }))
  return { type: 'doc', content }
}

test.each([
  [[], null],
  [[0], 'Brief on one source, 17 February 2025'],
  [[0, 1, 0], 'Brief on two sources, 17 to 27 February 2025'],
  [[0, 1, 2], 'Brief on three sources, December 2024 to 27 February 2025'],
  [[3], 'Brief on one source'],
])('sources %j', (numbers, line) => {
  expect(briefLine(citing(...numbers), sources)).toBe(line)
})

test('an empty brief has no line', () => {
  expect(briefLine(emptyDocument, sources)).toBe(null)
})

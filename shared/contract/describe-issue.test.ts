import { expect, test } from 'vitest'
import { calls } from './calls'
import { inWords } from './dispatch'

const source = 's-0000000000000001'

test.each([
  ['source.update', { source, revision: 1, details: { title: '' } }, 'details.title must not be empty'],
  [
    'source.update',
    { source, revision: 1, details: { title: 'x'.repeat(501) } },
    'details.title may have at most 500 characters',
  ],
  [
    'source.update',
    { source, revision: 1, details: { kind: 'poem' } },
    'details.kind must be one of article, live-blog, summary, wire, document',
  ],
  ['source.update', { source, revision: 0 }, 'revision must be at least 1'],
  [
    'source.update',
    { source, revision: 1, details: { published: 'May' } },
    'details.published is wrong: write a date as 2025, 2025-02 or 2025-02-26',
  ],
  [
    'source.update',
    { source, revision: 1, details: { published: '2025-02-31' } },
    'details.published is wrong: there is no such day',
  ],
  [
    'source.update',
    { source, revision: 1, details: { url: 'ftp://x' } },
    'details.url must be a web address',
  ],
  ['source.update', { source, revision: 1, details: { authors: 'Ada' } }, 'details.authors must be a list'],
  ['source.get', {}, 'source must be a text'],
  ['source.get', { source: 'x' }, 'source is not written as it has to be'],
  ['library.list', { surplus: true }, 'has a field that is not known here: surplus'],
  [
    'annotation.create',
    { source, version: 1, place: { by: 'magic' }, body: { kind: 'claim' } },
    'place.by is of a kind that is not known here',
  ],
] as const)('%s: the fault of %j is said in words', (name, input, words) => {
  const checked = calls[name].input.safeParse(input)
  expect(checked.success ? 'accepted' : inWords(checked.error)).toBe(words)
})

test('many faults are counted, not all told', () => {
  const checked = calls['source.update'].input.safeParse({
    a: 1,
    details: { title: '', outlet: '', via: '' },
  })
  expect(checked.success ? '' : inWords(checked.error)).toMatch(/; and \d more$/)
})

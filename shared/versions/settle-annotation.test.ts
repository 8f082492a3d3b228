import { expect, test } from 'vitest'
import { describeRange } from '../anchoring/describe-range'
import { Annotation, startBody } from '../model/annotation'
import { keepWithOlder, putAt } from './settle-annotation'

const text = 'The quays are closed. The ferry waits.'
const ranges = (words: string) => {
  const start = text.indexOf(words)
  return [describeRange(text, start, start + words.length)]
}

/** An annotation that came through a thousand and one versions. */
const old = Annotation.parse({
  id: 'a-0000000000000001',
  revision: 1,
  target: { source: 's-0000000000000001', version: 1001, ranges: ranges('The quays') },
  body: startBody('claim', ''),
  codes: [],
  memo: '',
  created: '2025-03-01T09:00:00.000Z',
  modified: '2025-03-01T09:00:00.000Z',
  origin: { kind: 'hand' },
  earlier: Array.from({ length: 1000 }, (_, nth) => ({ version: nth + 1, ranges: ranges('The quays') })),
  carried: { into: 1002, status: 'orphaned', score: 0, settled: false },
})

test('however many versions it stood in, what is kept of it can be read again', () => {
  const put = putAt(old, { ...old.target, version: 1002, ranges: ranges('The ferry') })
  expect(Annotation.safeParse(put).success).toBe(true)
  expect(put.earlier?.at(-1)).toEqual({ version: 1001, ranges: old.target.ranges })
  expect(put.earlier?.at(0)?.version).toBe(2)
})

test('what was put somewhere goes back to where it stood', () => {
  const put = putAt(old, { ...old.target, version: 1002, ranges: ranges('The ferry') })
  expect(keepWithOlder(put)?.target).toEqual(old.target)
})

import { expect, test } from 'vitest'
import { AlikeVerdict, meantBy } from './alike-verdict'
import type { Alike } from './intake'

const like = (title: string, share: number): Alike => ({
  source: `s-00000000000000${title}`,
  title,
  version: 1,
  share,
  same: false,
})

test.each([
  ['the most alike counts, and separate it is from each', [like('0a', 0.9), like('0b', 0.7)], [1, 1, 2]],
  ['in other words from the same address it is no duplicate', [like('0a', 0.1)], [1, 0, 1]],
  ['nothing is alike', [], [0, 0, 0]],
] as const)('%s', (_, alike, counts) => {
  expect(AlikeVerdict.options.map((verdict) => meantBy(verdict, alike).length)).toEqual(counts)
})

test('a duplicate is one of the text whose words it shares', () => {
  const [address, words] = [like('0a', 0.5), like('0b', 0.7)]
  expect(meantBy('duplicate', [address, words])).toEqual([words])
})

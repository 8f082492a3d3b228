import { expect, test } from 'vitest'
import type { Block } from '../model/version'
import { differencesOf } from './differences-of'

const blocks = (...texts: string[]) =>
  texts.map(
    (text, index): Block => ({ id: `b${index + 1}`, kind: 'paragraph', text, level: null, marks: [] }),
  )

const fund = 'The fund pays for the quay of the old harbour and for nothing else, the minister said.'
const wall = 'The wall is paid by the towns, each of them by the length of its own beach.'

test('copies that say the same do not differ', () => {
  expect(differencesOf(blocks(fund, wall), blocks(fund, wall))).toEqual([])
})

test('words that became others are told as one change', () => {
  const changed = fund.replace('the old harbour', 'the new port')
  expect(differencesOf(blocks(fund, wall), blocks(changed, wall))).toEqual([
    { kind: 'words', before: 'old', after: 'new' },
    { kind: 'words', before: 'harbour', after: 'port' },
  ])
})

test('a paragraph that is missing and one that came are told as such', () => {
  const vote = 'A vote on both is expected before the summer recess of the assembly.'
  expect(differencesOf(blocks(fund, wall), blocks(fund, vote))).toEqual([
    { kind: 'missing', text: wall },
    { kind: 'added', text: vote },
  ])
})

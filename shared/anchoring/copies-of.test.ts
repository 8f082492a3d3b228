import { expect, test } from 'vitest'
import type { StructureMark } from '../model/structure'
import type { Block } from '../model/version'
import { copiesOf } from './copies-of'
import { describeRange } from './describe-range'
import { projectText } from './text-projection'

const first = [
  'The port fund pays for the dam.',
  'Its electronic gates cost nearly €40m, the harbour office said.',
  'They open in May.',
]
const second = [
  'The port fund pays for the dam.',
  'Its electronics gates cost nearly €45m, the harbour office said.',
]
const lines = ['The port fund', ...first, 'In other news, the tram is late.', ...second]
const blocks = lines.map((text, index): Block => {
  return { id: `b${index + 1}`, kind: 'paragraph', text, level: null, marks: [] }
})
const projection = projectText(blocks)
const { text } = projection
const repeat: StructureMark = {
  kind: 'repeat',
  from: 'b6',
  to: 'b7',
  of: 'b2',
  ofTo: 'b4',
  origin: 'inferred',
  evidence: null,
}
const rangeOf = (words: string, from = 0) => {
  const start = text.indexOf(words, from)
  return describeRange(text, start, start + words.length)
}
const behind = text.indexOf('In other news')
const copies = (...ranges: readonly ReturnType<typeof rangeOf>[]) =>
  copiesOf(blocks, projection, [repeat], ranges)
const wordsOf = (passages: readonly { start: number; end: number }[] | null) =>
  passages?.map(({ start, end }) => text.slice(start, end))

test('a passage of the first copy is found in the second, and the other way round', () => {
  const words = 'The port fund pays for the dam.'
  const one = rangeOf(words, 14)
  const two = rangeOf(words, behind)
  expect(copies(one)).toEqual([
    { passages: [{ start: two.position.start, end: two.position.end }], sameWords: true },
  ])
  expect(copies(two)).toEqual([
    { passages: [{ start: one.position.start, end: one.position.end }], sameWords: true },
  ])
})

test('a passage with other words in the other copy says so', () => {
  const [copy] = copies(rangeOf('Its electronic gates cost nearly €40m, the harbour office said'))
  expect(wordsOf(copy?.passages ?? null)).toEqual([
    'Its electronics gates cost nearly €45m, the harbour office said',
  ])
  expect(copy).toMatchObject({ sameWords: false })
})

test('words that the other copy leaves out are not there', () => {
  expect(copies(rangeOf('They open in May.'))).toEqual([{ passages: null }])
})

test('several passages stay several', () => {
  const [copy] = copies(rangeOf('pays for the dam', 20), rangeOf('the harbour office said'))
  expect(wordsOf(copy?.passages ?? null)).toEqual(['pays for the dam', 'the harbour office said'])
})

test('what lies in no copy, or half in one, has no other', () => {
  expect(copies(rangeOf('the tram is late'))).toEqual([])
  expect(copies(rangeOf('They open in May.\nIn other news'))).toEqual([])
  expect(copies(rangeOf('They open in May.'), rangeOf('the tram is late'))).toEqual([])
})

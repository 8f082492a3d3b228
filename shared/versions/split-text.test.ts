import { expect, test } from 'vitest'
import type { BlockId } from '../model/ids'
import { SourceId } from '../model/ids'
import type { StructureMark } from '../model/structure'
import type { Version } from '../model/version'
import { unknownDetails } from '../structure/unknown-details'
import { firstDetails, secondMarks, secondVersion, stretchFrom } from './split-text'

const first = SourceId.parse('s-0000000000000001')
const second = SourceId.parse('s-0000000000000002')

const lines = ['Tolls rise', 'The council said so.', 'Tides sign a pact', 'By Ada Quill', 'It begins in May.']
const version: Version = {
  source: first,
  number: 2,
  created: '2025-03-04T00:00:00.000Z',
  original: {
    fileName: 'a.pdf',
    mediaType: 'application/pdf',
    encoding: null,
    bytes: 9,
    sha256: 'a'.repeat(64),
  },
  blocks: lines.map((text, index) => ({
    id: `b${index + 1}`,
    kind: 'paragraph',
    text,
    level: null,
    marks: [],
  })),
  notices: ['Something about the file.'],
}
const text = lines.join('\n')
const startOf = (words: string) => text.indexOf(words)
const stretch = stretchFrom(version, 'b3')
if (stretch === null) throw new Error('there is a third block')

test('pages go with the paragraphs on them, and the page on which it begins bears its name', () => {
  const pages = [
    { label: '1', start: 0 },
    { label: '2', start: startOf('The council') },
    { label: '3', start: startOf('It begins') },
  ]
  const own = secondVersion({ ...version, pages }, stretch, second)
  expect(own.pages).toEqual([
    { label: '2', start: 0 },
    { label: '3', start: startOf('It begins') - startOf('Tides') },
  ])
  expect(own).toMatchObject({
    source: second,
    number: 1,
    part: { start: startOf('Tides'), end: text.length },
  })
  expect(own.notices).toEqual([])
})

test('a page that begins with the stretch is the first of its pages', () => {
  const pages = [
    { label: '1', start: 0 },
    { label: '2', start: startOf('Tides') },
  ]
  expect(secondVersion({ ...version, pages }, stretch, second).pages).toEqual([{ label: '2', start: 0 }])
})

test('marks that point out of the stretch are left behind, and those within name its blocks', () => {
  const mark = (from: BlockId, to: BlockId) => ({
    from,
    to,
    origin: 'inferred' as const,
    evidence: { version: 2, start: startOf('By'), end: startOf('By') + 2 },
  })
  const marks: StructureMark[] = [
    { kind: 'unrelated', ...mark('b3', 'b5') },
    { kind: 'frame', ...mark('b2', 'b3') },
    { kind: 'post', ...mark('b3', 'b4'), heading: 'b3', time: null, updated: false },
    { kind: 'repeat', ...mark('b5', 'b5'), of: 'b2' },
    { kind: 'reference', ...mark('b5', 'b5'), post: 'b1' },
  ]
  const start = startOf('By') - startOf('Tides')
  const evidence = { version: 1, start, end: start + 2 }
  expect(secondMarks(version.blocks, stretch, marks)).toEqual([
    { ...marks[2], from: 'b1', to: 'b2', heading: 'b1', evidence },
    { ...marks[4], from: 'b3', to: 'b3', post: null, evidence },
  ])
})

const inferred = (field: 'title' | 'outlet' | 'authors', words: string) => ({
  field,
  rule: 'a rule',
  evidence: { version: 2, start: startOf(words), end: startOf(words) + words.length },
})

test('the first text keeps what rests on its own words, and loses what rested on those of the second', () => {
  const details = { ...unknownDetails, title: 'Tolls rise', outlet: 'The council', authors: ['Ada Quill'] }
  const kept = [inferred('title', 'Tolls rise'), inferred('outlet', 'The council')]
  const given = { details, inferences: [...kept, inferred('authors', 'By Ada Quill')] }
  expect(firstDetails(given, 2, stretch)).toEqual({ details: { ...details, authors: [] }, inferences: kept })
  expect(firstDetails(given, 3, stretch)).toEqual(given)
})

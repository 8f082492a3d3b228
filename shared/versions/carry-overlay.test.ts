import { expect, test } from 'vitest'
import { ruleOfMarks, separateFrom } from '../model/decisions'
import { type BlockId, SourceId } from '../model/ids'
import type { Decision } from '../model/source'
import type { StructureMark } from '../model/structure'
import type { Block } from '../model/version'
import {
  acceptableMarks,
  carryBetween,
  carryDecisions,
  carryMarks,
  carryPlace,
  textOfVersion,
} from './carry-overlay'

function blocksOf(lines: readonly string[]): Block[] {
  return lines.map((text, index) => ({
    id: `b${index + 1}`,
    kind: 'paragraph',
    text,
    level: null,
    marks: [],
  }))
}

const old = [
  'Tolls rise on the mole again this spring',
  'The council of the port said so on Monday evening.',
  'The guild of fishers will not pay more than before.',
  'A picture shows the mole at low tide in winter.',
]
/** A line came before, the guild said something else, and the picture stands first. */
const fresh = [
  'A picture shows the mole at low tide in winter.',
  'Tolls rise on the mole again this spring',
  'By Ada Quill',
  'The council of the port said so on Monday evening.',
  'Boats from the islands are free of charge from now on, says the mayor.',
]
const before = textOfVersion(1, blocksOf(old))
const after = textOfVersion(2, blocksOf(fresh))
const carry = carryBetween(before, after)

const mark = (kind: 'caption' | 'summary' | 'frame', from: BlockId, to = from): StructureMark => ({
  kind,
  from,
  to,
  origin: 'hand',
  evidence: null,
})

function stretch(words: string, version = 1) {
  const text = (version === 1 ? before : after).projection.text
  const start = text.indexOf(words)
  return { version, start, end: start + words.length }
}

test('marks go with their paragraphs, wherever those stand now', () => {
  expect(carryMarks(carry, [mark('caption', 'b4'), mark('summary', 'b1', 'b2')])).toEqual([
    mark('caption', 'b1'),
    mark('summary', 'b2', 'b4'),
  ])
})

test('a mark goes with the last of its paragraphs, and shrinks to those that are left', () => {
  expect(carryMarks(carry, [mark('frame', 'b3')])).toEqual([])
  expect(carryMarks(carry, [mark('frame', 'b2', 'b3')])).toEqual([mark('frame', 'b4')])
})

test('a stretch whose ends changed places is none any more', () => {
  expect(carryMarks(carry, [mark('summary', 'b2', 'b4')])).toEqual([])
})

test('the words that led to a mark are those of the newer version, or none', () => {
  const post: StructureMark = {
    kind: 'post',
    from: 'b1',
    to: 'b2',
    origin: 'inferred',
    evidence: stretch('said so on Monday'),
    heading: 'b1',
    time: null,
    updated: false,
  }
  const repeat: StructureMark = { ...mark('caption', 'b4'), kind: 'repeat', of: 'b1', ofTo: 'b3' }
  const lost: StructureMark = { ...mark('caption', 'b4'), evidence: stretch('will not pay more') }
  expect(carryMarks(carry, [post, repeat, lost])).toEqual([
    { ...post, from: 'b2', to: 'b4', heading: 'b2', evidence: stretch('said so on Monday', 2) },
    { ...mark('caption', 'b1'), kind: 'repeat', of: 'b2' },
    mark('caption', 'b1'),
  ])
  const gone: StructureMark = { ...mark('caption', 'b4'), kind: 'repeat', of: 'b3' }
  expect(carryMarks(carry, [gone])).toEqual([])
})

test('what was rejected does not come back in the newer version', () => {
  const rejected: Decision = {
    rule: ruleOfMarks('caption'),
    passage: stretch(old[3] ?? ''),
    verdict: 'rejected',
    reason: null,
  }
  const decisions = carryDecisions(carry, [rejected])
  expect(decisions).toEqual([{ ...rejected, passage: stretch(old[3] ?? '', 2) }])
  const inferred = { ...mark('caption', 'b1'), origin: 'inferred' as const }
  expect(acceptableMarks(after, [inferred], decisions)).toEqual([])
  expect(acceptableMarks(after, [inferred], [])).toEqual([inferred])
  // What a person sets by hand was decided later.
  expect(acceptableMarks(after, [mark('caption', 'b1'), inferred], decisions)).toEqual([
    mark('caption', 'b1'),
  ])
})

const reference = (words: string): StructureMark => ({
  ...mark('caption', 'b1'),
  kind: 'reference',
  origin: 'inferred',
  evidence: stretch(words, 2),
  post: null,
})

test('a paragraph that points to two posts keeps both references, and a mark that is there twice goes once', () => {
  const both = [reference('picture shows'), reference('low tide')]
  expect(acceptableMarks(after, [...both, ...both], [])).toEqual(both)
})

const about = (id: SourceId) => separateFrom(id, { number: 1, characters: before.projection.text.length })

test('that two texts are separate holds for the whole newer version, but not about what became it', () => {
  const [one, two] = ['s-0000000000000001', 's-0000000000000002'].map((id) => SourceId.parse(id))
  if (one === undefined || two === undefined) throw new Error('there are two')
  expect(carryDecisions(carry, [about(one), about(two)], two)).toEqual([
    separateFrom(one, { number: 2, characters: after.projection.text.length }),
  ])
})

test('one reads on at the same paragraph, or at the one before it where that is gone', () => {
  const at = (words: string) => ({ version: 1, offset: stretch(words).start })
  expect(carryPlace(carry, at('council of'))).toEqual({ version: 2, offset: stretch('The council', 2).start })
  expect(carryPlace(carry, at('The guild'))).toEqual({ version: 2, offset: stretch('The council', 2).start })
  expect(carryPlace(carry, null)).toBe(null)
})

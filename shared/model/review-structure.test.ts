import { expect, test } from 'vitest'
import { projectText } from '../anchoring/text-projection'
import {
  acceptMarks,
  blocksOf,
  changeMark,
  openSplit,
  refuseMarks,
  reread,
  takenFor,
} from './review-structure'
import type { Source } from './source'
import type { Structure, StructureMark } from './structure'
import type { Block, Version } from './version'

const lines = ['The quay', 'Share', 'Follow', '14.36 The ferry', 'It sails.', 'Another article', 'It ends.']
const blocks = lines.map(
  (text, index): Block => ({ id: `b${index + 1}`, kind: 'paragraph', text, level: null, marks: [] }),
)
const version: Pick<Version, 'number' | 'blocks'> = { number: 1, blocks }
const text = { version, projection: projectText(blocks) }
const evidence = { version: 1, start: 9, end: 14 }
const frame: StructureMark = { kind: 'frame', from: 'b2', to: 'b3', origin: 'inferred', evidence }
const post: StructureMark = {
  kind: 'post',
  from: 'b4',
  to: 'b5',
  origin: 'inferred',
  evidence: null,
  heading: 'b4',
  time: '14.36',
  updated: false,
}
const second: StructureMark = { kind: 'unrelated', from: 'b6', to: 'b7', origin: 'inferred', evidence: null }
const structure: Structure = { version: 1, marks: [frame, post, second] }
const framed = { version: 1, start: 9, end: 21 }

test('a mark that is refused goes, and it is kept that it was', () => {
  const edit = refuseMarks(text, structure, [frame])
  expect(edit.structure.marks).toEqual([post, second])
  expect(edit.decisions).toEqual([
    { rule: 'structure frame', passage: framed, verdict: 'rejected', reason: null },
  ])
})

test('one that a person set goes without a word, for no rule brings it back', () => {
  const own: StructureMark = { ...frame, origin: 'hand', evidence: null }
  expect(refuseMarks(text, { version: 1, marks: [own] }, [own]).decisions).toEqual([])
})

test('marks that are accepted count as set by a person and keep their evidence', () => {
  const edit = acceptMarks(text, structure, [frame, post])
  expect(edit.structure.marks).toEqual([{ ...frame, origin: 'hand' }, { ...post, origin: 'hand' }, second])
  expect(edit.decisions.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual([
    'structure frame accepted',
    'structure post accepted',
  ])
})

test('frame that is taken for a caption is frame no more, also when rules read the text again', () => {
  const edit = changeMark(text, structure, frame, takenFor(frame, 'caption'))
  expect(edit.structure.marks[0]).toEqual({ ...frame, kind: 'caption', origin: 'hand' })
  const source = sourceWith(edit.structure, edit.decisions)
  expect(reread(text, source, { ...source, structure }).added).toEqual([])
})

function referenceBy(start: number, end: number): StructureMark {
  const words = { version: 1, start, end }
  return { kind: 'reference', from: 'b4', to: 'b4', origin: 'inferred', evidence: words, post: null }
}

test('of two references in a paragraph one is refused, and the other is found again', () => {
  const [first, other] = [referenceBy(22, 27), referenceBy(28, 37)]
  const both: Structure = { version: 1, marks: [first, other] }
  const edit = refuseMarks(text, both, [first])
  const source = sourceWith(edit.structure, edit.decisions)
  expect(reread(text, source, { ...source, structure: both }).structure.marks).toEqual([other])
  const whole = { version: 1, start: 22, end: 37 }
  const before = edit.decisions.map((one) => ({ ...one, passage: whole }))
  expect(reread(text, sourceWith(both, before), { ...source, structure: both }).structure.marks).toEqual([])
})

test('a stretch is not taken twice for the same: what is known there stays, as set by a person', () => {
  const quote: StructureMark = { ...frame, kind: 'quote', speaker: 'Ada', evidence: null }
  const both: Structure = { version: 1, marks: [frame, quote] }
  const edit = changeMark(text, both, frame, takenFor(frame, 'quote'))
  expect(edit.structure.marks).toEqual([{ ...quote, origin: 'hand' }])
  expect(edit.decisions.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual([
    'structure frame rejected',
  ])
  const told = changeMark(text, both, frame, { ...quote, speaker: 'Oskar' })
  expect(told.structure.marks).toEqual([{ ...quote, origin: 'hand', speaker: 'Oskar' }])
})

test('a post that is given another time stays where it is', () => {
  const edit = changeMark(text, structure, post, { ...post, time: '14.37' })
  expect(edit.structure.marks[1]).toEqual({ ...post, time: '14.37', origin: 'hand' })
  expect(edit.decisions).toEqual([])
})

test('a second article is asked about until it is a source of its own', () => {
  expect(openSplit(structure)).toEqual(second)
  expect(openSplit({ version: 1, marks: [{ ...second, source: 's-0000000000000001' }] })).toBe(null)
})

test('paragraphs of a kind are counted, not stretches', () => {
  expect(blocksOf(structure, 'frame')).toBe(2)
  expect(blocksOf(null, 'frame')).toBe(0)
})

test('reading again finds what is new and what is no longer found, and leaves what a person set', () => {
  const own: StructureMark = { ...post, origin: 'hand', time: '14.40' }
  const source = sourceWith({ version: 1, marks: [frame, own] })
  const found = { ...source, structure: { version: 1, marks: [post, second] } }
  const { added, removed, structure: next } = reread(text, source, found)
  expect(added).toEqual([second])
  expect(removed).toEqual([frame])
  expect(next.marks).toEqual([own, second])
})

test('details that were read otherwise are told, but for those that a person set', () => {
  const source = sourceWith(structure)
  const found = {
    structure,
    details: {
      ...source.details,
      title: 'Port talks',
      outlet: 'The Courier',
      published: '2025-02-26',
      via: null,
    },
    inferences: [
      { field: 'outlet' as const, rule: 'file-name', evidence: null },
      { field: 'title' as const, rule: 'file-name', evidence: null },
      { field: 'published' as const, rule: 'date-line', evidence: null },
    ],
  }
  const before: Source = {
    ...source,
    details: { ...source.details, title: 'Harbour', outlet: 'Courier', via: 'Wirefeed' },
    inferences: [{ field: 'title', rule: 'first-line', evidence: null }],
  }
  expect(reread(text, before, found).details).toEqual([
    { field: 'title', now: 'Harbour', read: 'Port talks' },
    { field: 'published', now: '', read: '2025-02-26' },
  ])
})

function sourceWith(overlay: Structure, decisions: Source['decisions'] = []): Source {
  const original = {
    fileName: 'a.txt',
    mediaType: 'text/plain',
    encoding: 'utf-8',
    bytes: 1,
    sha256: '0'.repeat(64),
  }
  return {
    id: 's-0000000000000000',
    revision: 1,
    added: '2025-03-01T10:00:00.000Z',
    details: {
      title: 'The quay',
      outlet: null,
      via: null,
      authors: [],
      published: null,
      updated: null,
      language: null,
      direction: 'ltr',
      url: null,
      kind: 'article',
    },
    inferences: [],
    status: 'unread',
    place: null,
    codes: [],
    memo: '',
    versions: [{ number: 1, created: '2025-03-01T10:00:00.000Z', original, characters: 70 }],
    structures: [overlay],
    decisions,
  }
}

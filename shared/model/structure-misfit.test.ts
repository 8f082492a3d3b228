import { expect, test } from 'vitest'
import type { BlockId } from './ids'
import type { StructureMark } from './structure'
import { structureMisfit } from './structure-misfit'

// Ids are strings with a brand.
const id = (written: string) => written as BlockId
const blocks = ['b1', 'b2', 'b3'].map((written) => ({ id: id(written) }))
const stretch = { from: id('b2'), to: id('b3'), origin: 'hand' as const, evidence: null }
const post = { ...stretch, kind: 'post' as const, heading: null, time: null, updated: false }
const misfit = (mark: StructureMark) => structureMisfit(blocks, { version: 1, marks: [mark] })

test('marks on blocks that are there fit', () => {
  expect(misfit({ ...post, heading: id('b2') })).toBeNull()
  expect(misfit({ ...stretch, kind: 'repeat', of: id('b1') })).toBeNull()
  expect(misfit({ ...stretch, kind: 'frame', from: id('b3') })).toBeNull()
})

test.each<[string, StructureMark, string]>([
  ['begins', { ...post, from: id('b7') }, 'b7'],
  ['ends', { ...post, to: id('b8') }, 'b8'],
  ['has its heading', { ...post, heading: id('b9') }, 'b9'],
  ['has its first copy', { ...stretch, kind: 'repeat', of: id('b9') }, 'b9'],
  ['has the end of its first copy', { ...stretch, kind: 'repeat', of: id('b1'), ofTo: id('b9') }, 'b9'],
  ['points to a post', { ...stretch, kind: 'reference', post: id('b9') }, 'b9'],
])('a mark does not fit that %s in a block that is not there, which is named', (_, mark, absent) => {
  expect(misfit(mark)).toContain(absent)
})

test('a mark that ends before it begins does not fit', () => {
  expect(misfit({ ...post, from: id('b3'), to: id('b2') })).not.toBeNull()
  expect(misfit({ ...stretch, kind: 'repeat', of: id('b2'), ofTo: id('b1') })).not.toBeNull()
})

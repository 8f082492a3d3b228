import { expect, test } from 'vitest'
import { blockRoles } from './block-roles'
import type { StructureMark } from './structure'

const ids = ['b1', 'b2', 'b3', 'b4'] as const
const by = { origin: 'inferred', evidence: null } as const
const plain = { frame: false, repeat: null, time: null, updated: false }

function roles(...marks: StructureMark[]) {
  return blockRoles(ids, { version: 1, marks })
}

test('without an overlay every block is plain', () => {
  expect(blockRoles(ids, null)).toEqual([plain, plain, plain, plain])
})

test('a mark speaks of its first and last block and all between them', () => {
  expect(roles({ kind: 'frame', from: 'b2', to: 'b3', ...by }).map(({ frame }) => frame)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('a post gives its time, a repeat names what it repeats, and both may hold', () => {
  const [first, second] = roles(
    { kind: 'post', from: 'b1', to: 'b2', heading: 'b1', time: '14.36', updated: true, ...by },
    { kind: 'repeat', from: 'b2', to: 'b2', of: 'b4', ...by },
  )
  expect(first).toEqual({ ...plain, time: '14.36', updated: true })
  expect(second).toEqual({ ...plain, time: '14.36', updated: true, repeat: 'b4' })
})

test('a mark that names a block which is not there says nothing', () => {
  expect(roles({ kind: 'frame', from: 'b1', to: 'b9', ...by })).toEqual([plain, plain, plain, plain])
})

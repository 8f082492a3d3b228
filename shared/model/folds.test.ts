import { expect, test } from 'vitest'
import { type Fold, foldsOf, marksOfFold, withFrame } from './folds'
import type { BlockId } from './ids'
import type { Structure, StructureMark } from './structure'

const ids: BlockId[] = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6']
const by = { origin: 'inferred', evidence: null } as const
const structure = (...marks: StructureMark[]): Structure => ({ version: 1, marks })
const without = ({ version, marks }: Structure, fold: Fold): Structure => {
  const gone = marksOfFold(ids, { version, marks }, fold)
  return { version, marks: marks.filter((mark) => !gone.includes(mark)) }
}

test('frame and repeats are folded in reading order', () => {
  const marks = structure(
    { kind: 'repeat', from: 'b5', to: 'b6', of: 'b2', ...by },
    { kind: 'frame', from: 'b1', to: 'b1', ...by },
    { kind: 'post', from: 'b2', to: 'b4', heading: null, time: '14.36', updated: false, ...by },
  )
  expect(foldsOf(ids, marks)).toEqual([
    { kind: 'frame', from: 0, to: 0, of: null, ofTo: null, source: null },
    { kind: 'repeat', from: 4, to: 5, of: 1, ofTo: 2, source: null },
  ])
})

test('no block is folded twice', () => {
  const marks = structure(
    { kind: 'frame', from: 'b1', to: 'b3', ...by },
    { kind: 'repeat', from: 'b2', to: 'b4', of: 'b1', ...by },
    { kind: 'frame', from: 'b2', to: 'b2', ...by },
  )
  expect(foldsOf(ids, marks).map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [3, 3],
  ])
})

test('a repeat that begins within another fold points to what its rest is the copy of', () => {
  const marks = structure(
    { kind: 'frame', from: 'b4', to: 'b5', ...by },
    { kind: 'repeat', from: 'b5', to: 'b6', of: 'b1', ...by },
  )
  expect(foldsOf(ids, marks)[1]).toEqual({ kind: 'repeat', from: 5, to: 5, of: 1, ofTo: 1, source: null })
})

test('the first copy of a repeat may have more paragraphs than the second', () => {
  const marks = structure({ kind: 'repeat', from: 'b5', to: 'b6', of: 'b1', ofTo: 'b3', ...by })
  expect(foldsOf(ids, marks)[0]).toMatchObject({ of: 0, ofTo: 2 })
})

test('a second article is folded once it is a source of its own', () => {
  const stuck = { kind: 'unrelated' as const, from: 'b4' as const, to: 'b6' as const, ...by }
  expect(foldsOf(ids, structure(stuck))).toEqual([])
  expect(foldsOf(ids, structure({ ...stuck, source: 's-0000000000000001' }))).toMatchObject([
    { kind: 'unrelated', from: 3, to: 5, source: 's-0000000000000001' },
  ])
})

test('frame that goes on where other frame ends is one fold, brought back as one', () => {
  const marks = structure(
    { kind: 'frame', from: 'b1', to: 'b2', ...by },
    { kind: 'frame', from: 'b3', to: 'b3', ...by },
    { kind: 'frame', from: 'b5', to: 'b5', ...by },
  )
  const [first, second, ...more] = foldsOf(ids, marks)
  expect([first?.to, second?.from, more.length]).toEqual([2, 4, 0])
  if (first === undefined) throw new Error('nothing is folded')
  expect(foldsOf(ids, without(marks, first))).toEqual([second])
})

test('a mark on blocks that are not there folds nothing, and neither does no overlay', () => {
  expect(foldsOf(ids, structure({ kind: 'frame', from: 'b8', to: 'b9', ...by }))).toEqual([])
  expect(foldsOf(ids, structure({ kind: 'frame', from: 'b3', to: 'b1', ...by }))).toEqual([])
  expect(foldsOf(ids, null)).toEqual([])
})

test('what is brought back leaves the other marks as they are, and what is marked by hand is folded', () => {
  const marks = structure(
    { kind: 'frame', from: 'b1', to: 'b2', ...by },
    { kind: 'repeat', from: 'b5', to: 'b6', of: 'b2', ...by },
  )
  const [frame] = foldsOf(ids, marks)
  if (frame === undefined) throw new Error('nothing is folded')
  const after = without(marks, frame)
  expect(foldsOf(ids, after).map(({ kind }) => kind)).toEqual(['repeat'])
  expect(foldsOf(ids, withFrame(after, 'b1', 'b2'))[0]).toEqual(frame)
})

import { expect, test } from 'vitest'
import { UsageError } from './io'
import { formatName, isNamed, parseName, type Stretch } from './review-names'

const frame: Stretch = { kind: 'frame', from: 'b3', to: 'b5', at: null }
const line: Stretch = { kind: 'heading', from: 'b3', to: 'b3', at: null }
const first: Stretch = { kind: 'reference', from: 'b8', to: 'b8', at: 13 }
const second: Stretch = { ...first, at: 60 }
const lone: Stretch = { kind: 'reference', from: 'b9', to: 'b9', at: 4 }
const all = [frame, line, first, second, lone]

test('each stretch of a text has a name of its own, which leads back to it alone', () => {
  const names = all.map((one) => formatName(one, all))
  expect(names).toEqual(['frame:b3-b5', 'heading:b3', 'reference:b8@13', 'reference:b8@60', 'reference:b9'])
  for (const [index, name] of names.entries()) {
    const parsed = parseName(name)
    expect(all.filter((one) => parsed.of === 'marks' && isNamed(parsed, one))).toEqual([all[index]])
  }
})

test.each([
  ['reference', [first, second, lone]],
  ['reference:b8', [first, second]],
  ['frame:b3', [frame]],
  ['frame:b4', []],
  ['frame:b3-b4', []],
  ['heading:b3-b3', [line]],
])('the shorter %s means all that it fits', (name, meant) => {
  const parsed = parseName(name)
  expect(all.filter((one) => parsed.of === 'marks' && isNamed(parsed, one))).toEqual(meant)
})

test('a detail is named by its field', () => {
  expect(parseName('outlet')).toEqual({ of: 'detail', field: 'outlet' })
})

test.each([
  '',
  'frames',
  'frame:',
  'frame:3',
  'frame:b0',
  'frame:b3-',
  'frame:b3-b',
  'Frame',
  'frame:b3@',
  'direction',
  '--',
])('“%s” names nothing', (word) => {
  expect(() => parseName(word)).toThrow(UsageError)
})

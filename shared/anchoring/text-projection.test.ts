import { expect, test } from 'vitest'
import { blockIndexAt, blockSpan, projectText, trimRange } from './text-projection'

const blocks = [{ text: 'A title' }, { text: 'First paragraph.' }, { text: 'x' }]

test('the projection holds one block a line', () => {
  expect(projectText(blocks).text).toBe('A title\nFirst paragraph.\nx')
})

test('every offset lies in the block whose text stands there, a separator in the block before it', () => {
  const projection = projectText(blocks)
  blocks.forEach((block, index) => {
    const { start, end } = blockSpan(projection, index)
    expect(projection.text.slice(start, end)).toBe(block.text)
    for (let offset = start; offset <= end; offset += 1) expect(blockIndexAt(projection, offset)).toBe(index)
  })
})

test('there is no span for a block that does not exist', () => {
  expect(() => blockSpan(projectText(blocks), 3)).toThrow(RangeError)
})

test('white space at the ends of a range is left out, and a range of white space is nothing', () => {
  const text = 'a  word \n b'
  expect(trimRange(text, 1, 10)).toEqual({ start: 3, end: 7 })
  expect(trimRange(text, 7, 10)).toBeNull()
})

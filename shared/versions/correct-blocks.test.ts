import { expect, test } from 'vitest'
import type { Block, InlineMark } from '../model/version'
import { correctBlocks } from './correct-blocks'

/** A paragraph whose words between `*` are strong. */
function block(id: Block['id'], written: string, fields: Partial<Block> = {}): Block {
  const marks: InlineMark[] = []
  const parts = written.split('*')
  let text = ''
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) marks.push({ kind: 'strong', start: text.length, end: text.length + part.length })
    text += part
  }
  return { id, kind: 'paragraph', text, level: null, marks, ...fields }
}

/** As `block` takes it. */
function written({ text, marks }: Block): string {
  let out = text
  for (const { start, end } of marks.toReversed())
    out = `${out.slice(0, start)}*${out.slice(start, end)}*${out.slice(end)}`
  return out
}

const before = [
  block('b1', 'Tolls rise', { kind: 'heading', level: 2 }),
  block('b2', 'The *council of the port* raised tolls on *Monday*.'),
  block('b3', 'The guild protests.', { kind: 'list-item', level: 1 }),
]

const correct = (edits: readonly [Block['id'], string][]) =>
  correctBlocks(
    before,
    edits.map(([id, text]) => ({ block: id, text })),
  )

test('paragraphs that are not named keep their words, kinds and marks', () => {
  const { blocks } = correct([['b3', 'The guild complains.']])
  expect(blocks.slice(0, 2)).toEqual(before.slice(0, 2))
  expect(blocks[2]).toEqual({ ...before[2], text: 'The guild complains.' })
})

test.each<[string, string, string]>([
  [
    'before them',
    'Yesterday the council of the port raised tolls on Monday.',
    'Yesterday the *council of the port* raised tolls on *Monday*.',
  ],
  [
    'within them',
    'The council of the old port raised tolls on Monday.',
    'The *council of the* old *port* raised tolls on *Monday*.',
  ],
  [
    'instead of them',
    'The council of the port raised tolls on Friday.',
    'The *council of the port* raised tolls on Friday.',
  ],
])('marks stay on their words where others come %s', (_, text, expected) => {
  expect(correct([['b2', text]]).blocks.map(written)[1]).toBe(expected)
})

test('a line break parts a paragraph, with its marks, and no part is blank', () => {
  const { blocks, places } = correct([['b2', 'The council of \n\r\n the port raised tolls on Monday. \n']])
  expect(blocks.map(written)).toEqual([
    'Tolls rise',
    'The *council of*',
    '*the port* raised tolls on *Monday*.',
    'The guild protests.',
  ])
  expect(blocks.map(({ id }) => id)).toEqual(['b1', 'b2', 'b3', 'b4'])
  expect([0, 1, 2].map(places)).toEqual([
    { first: 0, last: 0 },
    { first: 1, last: 2 },
    { first: 3, last: 3 },
  ])
})

test('what is parted from a heading is a paragraph, what is parted from an item of a list another item', () => {
  const { blocks } = correct([
    ['b1', 'Tolls rise\nBy Ada Quill'],
    ['b3', 'The guild\nprotests.'],
  ])
  expect(blocks.map(({ kind, level }) => [kind, level])).toEqual([
    ['heading', 2],
    ['paragraph', null],
    ['paragraph', null],
    ['list-item', 1],
    ['list-item', 1],
  ])
})

test('an empty paragraph is taken out, and nothing stands in its place', () => {
  const { blocks, places } = correct([['b2', ' ']])
  expect(blocks.map(({ text }) => text)).toEqual(['Tolls rise', 'The guild protests.'])
  expect(places(1)).toBe(null)
})

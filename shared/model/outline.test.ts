import { expect, test } from 'vitest'
import { projectText } from '../anchoring/text-projection'
import { outlineOf, placeInOutline } from './outline'
import type { Structure, StructureMark } from './structure'
import type { Block } from './version'

/** `# ` starts a heading, `## ` one below it. */
function blocksOf(...lines: string[]): Block[] {
  return lines.map((line, index): Block => {
    const [, signs = '', text = ''] = /^(#*) ?(.*)$/.exec(line) ?? []
    const isHeading = signs !== ''
    return {
      id: `b${index + 1}`,
      kind: isHeading ? 'heading' : 'paragraph',
      text,
      level: isHeading ? signs.length : null,
      marks: [],
    }
  })
}
function structureOf(...marks: StructureMark[]): Structure {
  return { version: 1, marks }
}
const stretch = { origin: 'inferred', evidence: null } as const
const listed = (blocks: readonly Block[], structure: Structure | null) =>
  outlineOf(blocks, structure).map(({ kind, level, time, title }) => [kind, level, time, title])

test('headings are listed with their depth and their place in the text', () => {
  const blocks = blocksOf('Before it all', '# The plan', 'It costs $40m.', '## Who pays', 'Nobody.')
  const entries = outlineOf(blocks, null)
  expect(entries.map(({ title, level }) => [title, level])).toEqual([
    ['The plan', 1],
    ['Who pays', 2],
  ])
  const { text } = projectText(blocks)
  for (const { offset, title } of entries) expect(text.startsWith(title, offset)).toBe(true)
})

test('a post is listed once, under its heading; a heading inside it is listed for itself', () => {
  const blocks = blocksOf('14.36', '# Talks go on', 'They talk.', '## A closer look', 'Closer.')
  const post = {
    kind: 'post',
    ...stretch,
    from: 'b1',
    to: 'b5',
    heading: 'b2',
    time: '14.36',
    updated: true,
  } as const
  expect(listed(blocks, structureOf(post))).toEqual([
    ['post', 1, '14.36', 'Talks go on'],
    ['heading', 2, null, 'A closer look'],
  ])
})

test('a post without a heading takes its first words, not its time', () => {
  const blocks = blocksOf('14.36', 'They talk.', 'And talk.')
  const post = {
    kind: 'post',
    ...stretch,
    from: 'b1',
    to: 'b3',
    heading: null,
    time: '14.36',
    updated: false,
  } as const
  expect(listed(blocks, structureOf(post))).toEqual([['post', 1, '14.36', 'They talk.']])
  expect(listed(blocks.slice(0, 1), structureOf({ ...post, to: 'b1' }))).toEqual([
    ['post', 1, '14.36', '14.36'],
  ])
})

test('headings of the frame are left out, and marks of blocks that are not there say nothing', () => {
  const blocks = blocksOf('# The plan', 'It costs.', '# Most read', 'Other things.')
  const frame = { kind: 'frame', ...stretch, from: 'b3', to: 'b4' } as const
  const lost = {
    kind: 'post',
    ...stretch,
    from: 'b9',
    to: 'b9',
    heading: null,
    time: null,
    updated: false,
  } as const
  expect(listed(blocks, structureOf(frame, lost))).toEqual([['heading', 1, null, 'The plan']])
})

test('the place counts posts where there are some, else headings, and is null without either', () => {
  const blocks = blocksOf('Intro.', '# One', 'Text.', '# Two', 'Text.')
  const headings = outlineOf(blocks, null)
  const [one, two] = headings.map(({ offset }) => offset)
  if (one === undefined || two === undefined) throw new Error('there are two headings')
  expect(placeInOutline(headings, 0)).toEqual({ kind: 'heading', number: 0, of: 2 })
  expect(placeInOutline(headings, one)).toMatchObject({ number: 1 })
  expect(placeInOutline(headings, two - 1)).toMatchObject({ number: 1 })
  expect(placeInOutline(headings, two + 3)).toMatchObject({ number: 2 })
  const post = {
    kind: 'post',
    ...stretch,
    from: 'b4',
    to: 'b5',
    heading: 'b4',
    time: null,
    updated: false,
  } as const
  expect(placeInOutline(outlineOf(blocks, structureOf(post)), two)).toEqual({
    kind: 'post',
    number: 1,
    of: 1,
  })
  expect(placeInOutline([], 0)).toBeNull()
})

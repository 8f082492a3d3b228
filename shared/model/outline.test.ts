import { describe, expect, test } from 'vitest'
import { projectText } from '../anchoring/text-projection'
import { type OutlineEntry, outlineOf, placeInOutline, searchOutline } from './outline'
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

test('a heading that the overlay alone tells is listed, with the level it tells', () => {
  const blocks = blocksOf('Before it all', 'The plan', 'It costs $40m.')
  const heading = { kind: 'heading' as const, from: 'b2' as const, to: 'b2' as const, level: 2, ...stretch }
  expect(listed(blocks, structureOf(heading))).toEqual([['heading', 2, null, 'The plan']])
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

const entry = (time: string | null, title: string, index: number): OutlineEntry => {
  const kind = time === null ? 'heading' : 'post'
  return { kind, block: index, offset: index, level: 1, title, time, updated: false }
}

describe('what is typed finds', () => {
  const entries = [
    entry(null, 'Chapter 2', 0),
    entry('12:22', 'Talks go on', 1),
    entry('14.05', 'Fähre back', 2),
    entry('09h05', 'A cost of 14.05m', 3),
    entry('2:05 p.m.', 'The vote', 4),
  ]
  const search = searchOutline(entries)
  const found = (typed: string) => search(typed).map(({ title }) => title)

  test.each([
    ['a number in titles only', '2', ['Chapter 2']],
    ['a number of two digits in titles only', '12', []],
    ['words without regard to accents', 'fahre', ['Fähre back']],
    [
      'a time, however it is written, and the same digits in a title',
      '14.05',
      ['Fähre back', 'A cost of 14.05m'],
    ],
    ['a time with a colon where the post has a full stop', '14:05', ['Fähre back']],
    ['a time with or without a nought before it', '9:05', ['A cost of 14.05m']],
    ['a time with a nought that the post leaves out', '02:05', ['The vote']],
    ['every post of an hour', '12:', ['Talks go on']],
    ['a time and words behind it', '14:05 fahre', ['Fähre back']],
    ['nothing within a time', '4:05', []],
    ['nothing over the border of two titles', 'on fähre', []],
  ])('%s', (_, typed, titles) => expect(found(typed)).toEqual(titles))

  test('everything for nothing', () => expect(search('  ')).toBe(entries))
})

import { expect, test } from 'vitest'
import { projectText } from '../../anchoring/text-projection'
import type { StructureMark } from '../../model/structure'
import { sampleBlocks } from '../../testing/samples'
import { detectLines } from '../testing/detect-lines'
import { divideText } from './divide-text'

const long =
  'The council of Port Ellery met on Tuesday to speak about the harbour fund, the cranes on the quay and the guards that the town has asked for since the spring.'

/** The kinds of the sections, each with how its first line begins. */
function outline(...lines: readonly string[]): string[] {
  const { text } = projectText(sampleBlocks(lines))
  return detectLines(...lines).sections.map(({ kind, start }) => `${kind}: ${text.slice(start, start + 12)}`)
}

test('headings part a text, and the text under one belongs to it', () => {
  expect(outline('Port Ellery signs its harbour fund', long, 'What is in the annex', long)).toEqual([
    'heading: Port Ellery ',
    'post: The council ',
    'heading: What is in t',
  ])
})

test('in a live blog each heading begins a post, and so does what stands behind the end of one', () => {
  const blog = [
    'Port Ellery live: fund signed at last',
    long,
    'Guild keeps its distance',
    long,
    'Updated',
    long,
  ]
  expect(outline(...blog)).toEqual([
    'heading: Port Ellery ',
    'post: The council ',
    'post: Guild keeps ',
    'post: The council ',
  ])
})

test('a headline that is printed twice, with the furniture of its page, is told from the text', () => {
  const title = 'Port Ellery signs its harbour fund without guards'
  const caption = 'Mayor Ines Okafor, left, at the quay of Port Ellery on Feb. 27. (Coastal Press)'
  const page = [
    title,
    caption,
    'Short Url',
    'Updated 28 February 2025',
    'Follow',
    title,
    '• The offer is tied to fees',
    long,
  ]
  expect(outline(...page)).toEqual([
    'heading: Port Ellery ',
    'boilerplate: Mayor Ines O',
    'heading: Port Ellery ',
    'summary: • The offer ',
    'post: The council ',
  ])
})

test('a second article that was stuck to the first is another text', () => {
  const second = 'Mayor says the crane will be painted in May'
  const lines = [
    'Port Ellery signs its harbour fund',
    long,
    long,
    second,
    'Updated 6 sec ago',
    'Follow',
    second,
    'OSLO: “We paint the crane in May,” Okafor said.',
  ]
  expect(outline(...lines).at(-1)).toBe('unrelated: Mayor says t')
  expect(detectLines(...lines).suggestions).toEqual([])
})

test('a standfirst above or under the headline sums up, and so does what is called a summary', () => {
  const short = 'The council of Port Ellery met on Tuesday to speak about the harbour fund and the guards.'
  expect(outline(short, 'Port Ellery signs its harbour fund', short, long)).toEqual([
    'summary: The council ',
    'heading: Port Ellery ',
    'summary: The council ',
    'post: The council ',
  ])
  expect(
    outline(
      'Port Ellery live: fund signed',
      long,
      'Closing summary',
      '• The fund is signed.',
      'Guild keeps away',
      long,
    ),
  ).toContain('summary: Closing summ')
})

test('the end of a page is no part of its article', () => {
  expect(
    outline('Port Ellery signs its fund', long, 'Sign up to read this article', 'Our Picks', 'One app.'),
  ).toEqual(['heading: Port Ellery ', 'post: The council ', 'boilerplate: Sign up to r'])
})

test('verse, lists and sentences are no headings', () => {
  expect(outline(long, 'The crane was painted.', '• a point', 'He said:', long)).toEqual([
    'post: The council ',
  ])
})

test('sections follow one another without a gap', () => {
  const { sections } = detectLines('Port Ellery signs its fund', long, 'What is in the annex', long)
  const { text } = projectText(
    sampleBlocks(['Port Ellery signs its fund', long, 'What is in the annex', long]),
  )
  expect(sections.map(({ start }) => start)).toEqual([0, ...sections.slice(0, -1).map(({ end }) => end)])
  expect(sections.at(-1)?.end).toBe(text.length)
})

test('where there is an overlay, it alone divides the text', () => {
  const blocks = sampleBlocks(['14.36', 'Guild keeps its distance', long, 'Short Url', long, long])
  const mark = { origin: 'hand', evidence: null } as const
  const marks: StructureMark[] = [
    { ...mark, kind: 'post', from: 'b1', to: 'b3', heading: 'b2', time: '14.36', updated: false },
    { ...mark, kind: 'frame', from: 'b5', to: 'b5' },
    { ...mark, kind: 'repeat', from: 'b6', to: 'b6', of: 'b3' },
  ]
  const { sections, leftOut } = divideText(blocks, { version: 1, marks }, projectText(blocks))
  expect(sections).toMatchObject([
    { kind: 'post', heading: 'Guild keeps its distance', time: '14.36', start: 0 },
    { kind: 'boilerplate', heading: null, time: null },
    { kind: 'post', heading: null },
  ])
  expect([...leftOut]).toEqual([0, 4])
})

test('a text of which a person refused every mark is divided by nothing but its format', () => {
  const blocks = sampleBlocks(['Port Ellery signs its harbour fund', long, 'What is in the annex', long])
  const projection = projectText(blocks)
  const kinds = (structure: Parameters<typeof divideText>[1]) =>
    divideText(blocks, structure, projection).sections.map(({ kind }) => kind)
  expect(kinds({ version: 1, marks: [] })).toEqual(['post'])
  expect(kinds(null)).toEqual(['heading', 'post', 'heading'])
})

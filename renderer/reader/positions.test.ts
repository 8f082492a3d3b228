import { getSchema } from '@tiptap/core'
import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Block } from '../../shared/model/version'
import { articleOf, articleSchema } from './article-schema'
import { movesIn } from './moves'
import { offsetOf, placesOf, positionOf, type Span, spanOfBlock, spanOfSection } from './positions'
import type { Section } from './sections'
import { passageOf } from './use-passages'

const texts = {
  'one paragraph': ['The quay was closed.'],
  'several paragraphs': ['The quay was closed.', 'It opens in May.', 'So the mayor says.'],
  'paragraphs of one character': ['a', 'b', 'c'],
  emoji: ['The 🛳️ left', '👩‍👩‍👧 waved', 'and 🌊'],
  'right to left': ['قال الوزير «نعم»', 'The minister said yes', 'שלום לכולם'],
}

/** All in one section, and one in each. */
const cuts = {
  'in one section': (count: number): Section[] => [{ from: 0, to: count - 1 }],
  'a section each': (count: number): Section[] =>
    Array.from({ length: count }, (_, index) => ({ from: index, to: index })),
}
const cases = Object.entries(texts).flatMap(([name, paragraphs]) =>
  Object.entries(cuts).map(([how, cut]) => [`${name}, ${how}`, paragraphs, cut(paragraphs.length)] as const),
)

function read(paragraphs: readonly string[], sections: readonly Section[]) {
  const blocks = paragraphs.map((text, index): Block => {
    return { id: `b${index + 1}`, kind: 'paragraph', text, level: null, marks: [] }
  })
  const projection = projectText(blocks)
  const doc = articleOf(getSchema(articleSchema), blocks, sections)
  return { projection, places: placesOf(projection, sections), doc }
}

test.each(cases)(
  '%s: every offset has a position with the same character, and comes back',
  (_, paragraphs, sections) => {
    const { projection, places, doc } = read(paragraphs, sections)
    for (let offset = 0; offset <= projection.text.length; offset += 1) {
      const position = positionOf(places, offset)
      expect(offsetOf(places, position)).toBe(offset)
      const character = projection.text.slice(offset, offset + 1)
      expect(doc.textBetween(position, Math.min(position + 1, doc.content.size))).toBe(
        character === '\n' ? '' : character,
      )
    }
  },
)

test.each(cases)('%s: a range across blocks holds the same words in both', (_, paragraphs, sections) => {
  const { projection, places, doc } = read(paragraphs, sections)
  const { text } = projection
  for (let start = 0; start < text.length; start += 2) {
    for (let end = start + 1; end <= text.length; end += 3) {
      const [from, to] = [positionOf(places, start), positionOf(places, end)]
      expect(doc.textBetween(from, to, '\n')).toBe(text.slice(start, end))
    }
  }
})

test.each(cases)('%s: every position has an offset, and they grow with it', (_, paragraphs, sections) => {
  const { projection, places, doc } = read(paragraphs, sections)
  const offsets = Array.from({ length: doc.content.size + 1 }, (_, position) => offsetOf(places, position))
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b))
  expect(offsets[0]).toBe(0)
  expect(offsets.at(-1)).toBe(projection.text.length)
})

test.each(cases)('%s: blocks and sections reach as far as their nodes', (_, paragraphs, sections) => {
  const { places, doc } = read(paragraphs, sections)
  const blocks: Span[] = []
  const wholes: Span[] = []
  doc.descendants((node, position) => {
    const span = { from: position, to: position + node.nodeSize }
    if (node.isTextblock) blocks.push(span)
    else if (!node.isText) wholes.push(span)
  })
  expect(paragraphs.map((_, block) => spanOfBlock(places, block))).toEqual(blocks)
  expect(sections.map((_, section) => spanOfSection(places, section))).toEqual(wholes)
})

test('a selection is a range without the white space at its ends, and none when there is nothing else in it', () => {
  const paragraphs = ['The quay was closed. ', 'It opens.']
  const { projection, places } = read(paragraphs, cuts['in one section'](2))
  const moves = movesIn(projection, () => [], null)
  const words = (from: number, to: number) => {
    const ends = { anchor: offsetOf(places, from), head: offsetOf(places, to) }
    const range = passageOf(projection, moves, ends)
    return range === null ? null : projection.text.slice(range.start, range.end)
  }
  expect(words(5, 11)).toBe('quay')
  expect(words(0, 24)).toBe('The quay was closed.')
  expect(words(22, 24)).toBeNull()
  expect(words(5, 5)).toBeNull()
})

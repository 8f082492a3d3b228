import { getSchema } from '@tiptap/core'
import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Block } from '../../shared/model/version'
import { articleOf, articleSchema } from './article-schema'
import { offsetOf, positionOf, rangeBetween } from './positions'

const texts = {
  'one paragraph': ['The quay was closed.'],
  'several paragraphs': ['The quay was closed.', 'It opens in May.', 'So the mayor says.'],
  'paragraphs of one character': ['a', 'b', 'c'],
  emoji: ['The 🛳️ left', '👩‍👩‍👧 waved', 'and 🌊'],
  'right to left': ['قال الوزير «نعم»', 'The minister said yes', 'שלום לכולם'],
}

function read(paragraphs: readonly string[]) {
  const blocks = paragraphs.map((text, index): Block => {
    return { id: `b${index + 1}`, kind: 'paragraph', text, level: null, marks: [] }
  })
  return { projection: projectText(blocks), doc: getSchema(articleSchema).nodeFromJSON(articleOf(blocks)) }
}

test.each(Object.entries(texts))(
  '%s: every offset has a position with the same character, and comes back',
  (_, paragraphs) => {
    const { projection, doc } = read(paragraphs)
    for (let offset = 0; offset <= projection.text.length; offset += 1) {
      const position = positionOf(projection, offset)
      expect(offsetOf(projection, position)).toBe(offset)
      const character = projection.text.slice(offset, offset + 1)
      expect(doc.textBetween(position, Math.min(position + 1, doc.content.size))).toBe(
        character === '\n' ? '' : character,
      )
    }
  },
)

test.each(Object.entries(texts))(
  '%s: a range across blocks holds the same words in both',
  (_, paragraphs) => {
    const { projection, doc } = read(paragraphs)
    const { text } = projection
    for (let start = 0; start < text.length; start += 2) {
      for (let end = start + 1; end <= text.length; end += 3) {
        const [from, to] = [positionOf(projection, start), positionOf(projection, end)]
        expect(doc.textBetween(from, to, '\n')).toBe(text.slice(start, end))
      }
    }
  },
)

test('a position outside of any text falls to the nearest text', () => {
  const { projection, doc } = read(texts['several paragraphs'])
  expect(offsetOf(projection, 0)).toBe(0)
  expect(offsetOf(projection, doc.content.size)).toBe(projection.text.length)
  expect(offsetOf(projection, positionOf(projection, projection.starts[1] ?? 0) - 1)).toBe(
    projection.starts[1],
  )
})

test('a selection is a range without the white space at its ends, and none when there is nothing else in it', () => {
  const { projection } = read(['The quay was closed. ', 'It opens.'])
  const words = (from: number, to: number) => {
    const range = rangeBetween(projection, from, to)
    return range === null ? null : projection.text.slice(range.start, range.end)
  }
  expect(words(4, 10)).toBe('quay')
  expect(words(0, 23)).toBe('The quay was closed.')
  expect(words(21, 23)).toBeNull()
  expect(words(5, 5)).toBeNull()
})

import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Structure } from '../../shared/model/structure'
import type { Block } from '../../shared/model/version'
import { referenceAt } from './reference-at'

const texts = ['14.36 The council meets', 'It opens the quay (see 14.36), then the dam (see 9.12).']
const blocks = texts.map((text, index): Block => {
  return { id: `b${index + 1}`, kind: 'paragraph', text, level: null, marks: [] }
})
const projection = projectText(blocks)
const at = (words: string) => projection.text.indexOf(words)
const reference = (words: string, post: Block['id'] | null): Structure['marks'][number] => ({
  kind: 'reference',
  from: 'b2',
  to: 'b2',
  origin: 'inferred',
  evidence: { version: 1, start: at(words), end: at(words) + words.length },
  post,
})
const structure: Structure = {
  version: 1,
  marks: [reference('see 14.36', 'b1'), reference('see 9.12', null)],
}

test('words that point to a post lead to where it begins, and only they', () => {
  expect(referenceAt(blocks, projection, structure, at('see 14.36') + 3)).toBe(at('14.36 The council'))
  expect(referenceAt(blocks, projection, structure, at('opens'))).toBe(null)
})

test('words that point to no post of this copy lead nowhere', () => {
  expect(referenceAt(blocks, projection, structure, at('see 9.12') + 3)).toBe(null)
  expect(referenceAt(blocks, projection, null, at('see 14.36'))).toBe(null)
})

import { getSchema } from '@tiptap/core'
import { expect, test } from 'vitest'
import { type BriefBlock, BriefDocument, type BriefInline, type BriefText } from '../../../shared/model/brief'
import { anyExcerpt } from '../../../shared/model/excerpts'
import { readDocument, writeDocument } from './brief-document'
import { briefNodes } from './brief-nodes'

const schema = getSchema(briefNodes)

const source = 's-0000000000000000' as const
const annotation = 'a-0000000000000001' as const
const passage = { source, annotation, exact: 'It opens\nin May', declined: 'abc' }
const words = (text: string): BriefText => ({ type: 'text', text })
const paragraph = (...content: BriefInline[]) => ({ type: 'paragraph' as const, content })
const item = (text: string) => ({ type: 'listItem' as const, content: [paragraph(words(text))] })
const cell = (type: 'tableHeader' | 'tableCell', text: string) => ({
  type,
  content: [paragraph(words(text))],
})

const blocks: BriefBlock[] = [
  ...[2, 3, 4, 5, 6].map((level): BriefBlock => {
    return {
      type: 'heading',
      attrs: { level, section: level === 3 ? 'claim' : null },
      content: [words('What')],
    }
  }),
  paragraph(
    words('plain '),
    { type: 'text', text: 'bold', marks: [{ type: 'bold' }] },
    { type: 'text', text: 'italic', marks: [{ type: 'italic' }] },
    { type: 'text', text: 'struck', marks: [{ type: 'strike' }] },
    { type: 'text', text: 'code', marks: [{ type: 'bold' }, { type: 'code' }] },
    { type: 'text', text: 'link', marks: [{ type: 'link', attrs: { href: 'mailto:desk@example.org' } }] },
    { type: 'hardBreak' },
    { type: 'citation', attrs: passage },
    { type: 'footnote', attrs: { words: 'A note.' } },
  ),
  { type: 'paragraph' },
  { type: 'excerpt', attrs: passage },
  {
    type: 'live',
    attrs: {
      view: 'figures',
      filter: anyExcerpt,
      caption: 'Costs',
      seen: { head: [], rows: [] },
      declined: null,
    },
  },
  {
    type: 'bulletList',
    content: [
      item('one'),
      { type: 'listItem', content: [{ type: 'orderedList', attrs: { start: 3 }, content: [item('three')] }] },
    ],
  },
  { type: 'orderedList', attrs: { start: 0 }, content: [item('none')] },
  {
    type: 'blockquote',
    content: [paragraph(words('Their words')), { type: 'bulletList', content: [item('in points')] }],
  },
  {
    type: 'table',
    content: [
      { type: 'tableRow', content: [cell('tableHeader', 'Who'), cell('tableHeader', 'How much')] },
      { type: 'tableRow', content: [cell('tableCell', 'The port'), cell('tableCell', '$40m')] },
    ],
  },
  { type: 'horizontalRule' },
]

test('whatever a brief may hold goes through the editor unchanged', () => {
  const document = BriefDocument.parse({ type: 'doc', content: blocks })
  const doc = readDocument(schema, document)
  doc.check()
  expect(writeDocument(doc)).toEqual(document)
  expect(BriefDocument.parse(writeDocument(doc))).toEqual(document)
})

test('the editor knows no node and no mark that a brief does not hold', () => {
  const names = new Set(
    [...JSON.stringify({ type: 'doc', content: blocks }).matchAll(/"type":"(\w+)"/g)].map(([, name]) => name),
  )
  expect(
    [...Object.keys(schema.nodes), ...Object.keys(schema.marks)].filter((name) => !names.has(name)),
  ).toEqual([])
})

test('an empty brief has a line to write in', () => {
  expect(writeDocument(readDocument(schema, { type: 'doc', content: [] })).content).toEqual([
    { type: 'paragraph' },
  ])
})

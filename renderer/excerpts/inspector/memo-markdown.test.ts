import { Editor } from '@tiptap/core'
import { expect, test } from 'vitest'
import { memoExtensions } from './memo-extensions'
import { readMemo, writeMemo } from './memo-markdown'

/** As the editor has it, so that what its schema would drop is seen. */
function throughEditor(markdown: string): string | null {
  const content = readMemo(markdown)
  return content === null
    ? null
    : writeMemo(new Editor({ extensions: memoExtensions, content, injectCSS: false }).getJSON())
}

test.each([
  'Ask the port.',
  'One line\nand the next, as it was typed.',
  'One\n\nTwo',
  'It is **not** so, says _the port_.',
  'See [the note](https://quay.example/a).',
  '**Bold [link](https://quay.example) _and both_**',
  'See [a **bold** link](https://quay.example).',
  '- one\n- two\n  - inside\n- three',
  '3. third\n4. fourth',
  '> They said so.\n>\n> Twice.',
  '',
])('“%s” is the same when it has been through the editor', (memo) => expect(throughEditor(memo)).toBe(memo))

const typed = (...content: object[]) => ({ type: 'doc', content })
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const words = (text: string, ...marks: string[]) => ({
  type: 'text',
  text,
  marks: marks.map((type) => ({ type })),
})
const lineBreak = (...marks: string[]) => ({ type: 'hardBreak', marks: marks.map((type) => ({ type })) })
const item = (...content: object[]) => ({ type: 'listItem', content })
const numbered = (start: number, ...content: object[]) => ({ type: 'orderedList', attrs: { start }, content })
const bulleted = (...content: object[]) => ({ type: 'bulletList', content })

test.each([
  [
    'a line that ends in bold words',
    [paragraph(words('One', 'bold'), lineBreak('bold'), words('two'))],
    '**One**\\\ntwo',
  ],
  ['a line that has only been begun', [paragraph(words('One'), lineBreak())], 'One'],
  ['an item that has only been begun', [bulleted(item(paragraph(words('One'))), item(paragraph()))], '- One'],
  [
    'a quote of a list that has only been begun',
    [{ type: 'blockquote', content: [paragraph(words('One')), bulleted(item(paragraph()))] }],
    '> One',
  ],
  [
    'a list in an item that counts on',
    [bulleted(item(paragraph(words('One')), numbered(4, item(paragraph(words('Two'))))))],
    '- One\n\n  4. Two',
  ],
])('%s is written as what it will be read as', (_, content, memo) => {
  expect(writeMemo(typed(...content))).toBe(memo)
  expect(throughEditor(memo)).toBe(memo)
})

test('an empty quote has a paragraph to write in', () => expect(throughEditor('>')).toBe(''))

test.each(['<b>bold</b>', '![a quay](https://quay.example/a.png)', '# Heading', '`code`', '    code', '---'])(
  '%s is nothing that the editor has, and is left as it is written',
  (memo) => expect(readMemo(memo)).toBeNull(),
)

test.each(['[a](javascript:alert(1))', '[a](/local)', '[a](https://quay.example "title")'])(
  'the link %s is left as it is written',
  (memo) => expect(readMemo(memo)).toBeNull(),
)

test.each([
  '*not bold*',
  '# no heading',
  '1. no list',
  '- no list',
  '> no quote',
  '<script>',
  '[a](b)',
  '`a`',
  'a_b_c',
])('words that look like markup, as %s, stay words', (text) => {
  const read = readMemo(writeMemo(typed(paragraph(words(text)))))
  expect(read?.content?.[0]?.content?.map((one) => one.text).join('')).toBe(text)
  expect(read?.content).toHaveLength(1)
})

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
])('words that look like markup, as %s, stay words', (words) => {
  const typed = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] }
  const read = readMemo(writeMemo(typed))
  expect(read?.content?.[0]?.content?.map(({ text }) => text).join('')).toBe(words)
  expect(read?.content).toHaveLength(1)
})

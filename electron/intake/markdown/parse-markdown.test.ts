import { array, assert, constantFrom, property } from 'fast-check'
import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import type { Block } from '../../../shared/model/version'
import { BlockWriter } from '../block-writer'
import { writeMarkdownText } from './markdown-blocks'
import { parseMarkdown } from './parse-markdown'

const written = `
# Heading
- item
  more of it
  - inner item

  - [ ] inner task with [a]
    1. third
    2) third
    > quote in it
   - less deep
* other
  \`\`\`
\`\`\`
~~~
    code
      code, deep[^n]
-     code in it
-
  after an empty line
- - two at once
  - second
- > - three at once
  > - second
>   more
> quote
>
>  - item
1. item
10) item
   7. inner
-\ttab
\tafter a tab
===
---
| a | b |
| - | - |
- | c | d |
  | - | - |
  | 1 | 2 |
<div>
<!-- open
-->
[a]: https://a.example/?a&b
"its title
[c\\]d]:
  /c-d
See [a] and[^n] and [c\\]d], ![a], [e][A
].
[^n]: note
*
**strong
and** not
[b]: <`
const lines = constantFrom(...written.split('\n'))

/** The tree as blocks: the parser itself parts some code in two where nothing is to be seen of it. */
function blocksOf(tree: Root): Block[] {
  const writer = new BlockWriter('note.md')
  writeMarkdownText(tree, writer, { name: 'note.md', base: null })
  return writer.blocks
}

function whole(text: string): Block[] {
  return blocksOf(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }))
}

test('a text that is parsed in parts is parsed as a whole one', { timeout: 500_000 }, () => {
  assert(
    property(
      array(lines, { minLength: 1, maxLength: 40 }),
      constantFrom('\n', '\r\n', '\r'),
      constantFrom(1, 20, 100),
      (some, ending, length) => {
        const text = ['Begin.', ...some].join(ending)
        expect(blocksOf(parseMarkdown(text, length))).toEqual(whole(text))
      },
    ),
    { numRuns: 600 },
  )
})

test('a byte order mark amid the text, as where files were joined, repeats and drops nothing', () => {
  const text = `${'Words of the first part.\n\n'.repeat(163)}\ufeff# Second part\n\n${'More words.\n\n'.repeat(10)}`
  expect(blocksOf(parseMarkdown(text))).toEqual(whole(text.replace('\ufeff', '')))
})

test.each([
  ['an address', 'See https://example.org/a.'],
  ['an address in capitals', 'See HTTP://EXAMPLE.ORG'],
  ['an address without its protocol', 'See www.example.org'],
  ['an address of mail', 'Write to ada@example.org'],
  ['an address with an escape in it', 'See http\\://example.org'],
  ['an address with a letter by its number', 'See &#119;ww.example.org'],
  ['a sign by its name', 'Write to ada&commat;example.org'],
  ['a table of one column by its colon', 'Ports\n:-\nEllery'],
  ['the same from the other side', 'Ports\n-:\nEllery'],
  ['a table in its shortest form', '|a\n|-\n|b'],
])('%s is found although most texts are not searched for such', (_, text) => {
  expect(parseMarkdown(text).children).toEqual(
    fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children,
  )
  expect(parseMarkdown(text).children).not.toEqual(fromMarkdown(text).children)
})

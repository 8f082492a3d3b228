import { array, assert, constantFrom, property } from 'fast-check'
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import { parseMarkdown } from './parse-markdown'

const written = `
# Heading
- item
  more of it
  \`\`\`
\`\`\`
~~~
    code
> quote
>  - item
1. item
===
---
| a | b |
| - | - |
<div>
<!-- open
-->
[a]: https://a.example
See [a] and[^n].
[^n]: note
*
[b]: <`
const lines = constantFrom(...written.split('\n'))

/** A tree without positions, which are those of a part. */
function withoutPositions(node: Nodes): unknown {
  const { position: _, ...rest } = node
  return 'children' in node ? { ...rest, children: node.children.map(withoutPositions) } : rest
}

function whole(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

test('a text that is parsed in parts is parsed as a whole one', { timeout: 60_000 }, () => {
  assert(
    property(array(lines, { minLength: 1, maxLength: 60 }), (some) => {
      // Many parts, none of which is front matter.
      const text = ['Begin.', ...some, '', 'x'.repeat(5000), ...some].join('\n')
      expect(withoutPositions(parseMarkdown(text))).toEqual(withoutPositions(whole(text)))
    }),
    { numRuns: 300 },
  )
})

test('a byte order mark amid the text, as where files were joined, repeats and drops nothing', () => {
  const text = `${'Words of the first part.\n\n'.repeat(163)}\ufeff# Second part\n\n${'More words.\n\n'.repeat(10)}`
  expect(withoutPositions(parseMarkdown(text))).toEqual(withoutPositions(whole(text.replace('\ufeff', ''))))
})

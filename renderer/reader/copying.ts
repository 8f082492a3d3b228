import { Extension } from '@tiptap/core'
import { DOMSerializer, Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { blockIndexAt, blockSpan, type TextProjection } from '../../shared/anchoring/text-projection'
import type { Article, Stretch } from './article'

/**
 * What is copied comes from the document and not from the page, so that it is whole where the page is not: a block a
 * line as plain text; headings, quotes, emphasis and links as HTML.
 */
export const Copying = Extension.create({
  name: 'copying',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          transformCopied: withoutSections,
          clipboardTextSerializer: ({ content }) => content.textBetween(0, content.size, '\n'),
          clipboardSerializer: plainSerializer(this.editor.schema),
        },
      }),
    ]
  },
})

/** What stands for words that are left out between two passages. */
const GAP = '[…]'

/** Copies these passages, in reading order and apart, as one text: what lies between them is told by “[…]”. */
export function copyPassages(
  { editor, projection }: Pick<Article, 'editor' | 'projection'>,
  passages: readonly Stretch[],
  clipboard: DataTransfer,
): void {
  const content = Fragment.from(blocksOfPassages(editor.state.doc, projection, passages))
  const { dom, text } = editor.view.serializeForClipboard(new Slice(content, 0, 0))
  clipboard.setData('text/html', dom.getHTML())
  clipboard.setData('text/plain', text)
}

function blocksOfPassages(doc: Node, projection: TextProjection, passages: readonly Stretch[]): Node[] {
  const blocks = doc.children.flatMap((section) => section.children)
  const { schema } = doc.type
  const copied: Node[] = []
  let end = 0
  for (const passage of passages) {
    const first = blockIndexAt(projection, passage.start)
    const last = blockIndexAt(projection, passage.end)
    const pieces = blocks.slice(first, last + 1).map((block, index) => {
      const span = blockSpan(projection, first + index)
      return block.cut(Math.max(0, passage.start - span.start), Math.min(passage.end, span.end) - span.start)
    })
    const before = copied.at(-1)
    const [piece] = pieces
    const isGap = projection.text.slice(end, passage.start).trim() !== ''
    if (before !== undefined && piece !== undefined && blockIndexAt(projection, end) === first) {
      const gap = Fragment.from(schema.text(isGap ? ` ${GAP} ` : ' '))
      copied.pop()
      pieces[0] = before.copy(before.content.append(gap).append(piece.content))
    } else if (before !== undefined && isGap) {
      copied.push(schema.node('paragraph', null, schema.text(GAP)))
    }
    copied.push(...pieces)
    end = passage.end
  }
  return copied
}

/** Sections are ours; elsewhere the blocks stand one after the other. */
function withoutSections({ content, openStart, openEnd }: Slice): Slice {
  if (content.firstChild?.type.name !== 'section') return new Slice(content, openStart, openEnd)
  let blocks = Fragment.empty
  content.forEach((section) => {
    blocks = blocks.append(section.content)
  })
  return new Slice(blocks, Math.max(0, openStart - 1), Math.max(0, openEnd - 1))
}

function plainSerializer(schema: Schema): DOMSerializer {
  const { nodes, marks } = DOMSerializer.fromSchema(schema)
  return new DOMSerializer(
    {
      ...nodes,
      ...Object.fromEntries(
        ['paragraph', 'list-item', 'bulleted-item', 'table-row'].map((name) => [name, () => ['p', 0]]),
      ),
      heading: ({ attrs }) => [`h${Math.min(6, Number(attrs.level) + 1)}`, 0],
      quote: () => ['blockquote', 0],
    },
    { ...marks, link: ({ attrs }) => ['a', { href: String(attrs.href) }, 0] },
  )
}

import { Extension } from '@tiptap/core'
import { DOMSerializer, Fragment, type Schema, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'

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

import { Mark, mergeAttributes, Node } from '@tiptap/core'
import { type Node as DocNode, Fragment, type Schema } from '@tiptap/pm/model'
import type { Block, InlineMark } from '../../shared/model/version'
import type { Section } from './sections'

/** A bullet as the copy has it, with the space behind it: it hangs in the margin of its item. */
const BULLET = /^[•‣◦▪–—*·-]\s/

const Doc = Node.create({ name: 'doc', topNode: true, content: 'section+' })
const Text = Node.create({ name: 'text', group: 'inline' })

const attributes = {
  id: { default: '', renderHTML: ({ id }: Record<string, unknown>) => ({ 'data-block': id }) },
}

/** Said only of what lies in another item, which stands further in. */
const level = {
  default: 1,
  renderHTML: ({ level: depth }: Record<string, unknown>) => (depth === 1 ? {} : { 'data-level': depth }),
}

function textblock(name: string, tag: string, own: Record<string, string> = {}, more = {}) {
  return Node.create({
    name,
    group: 'block',
    content: 'text*',
    // Words are selected, never a block as such: Ctrl and a click would do that.
    selectable: false,
    addAttributes: () => ({ ...attributes, ...more }),
    // Each block finds its own direction: an Arabic quotation in an English article reads from the right.
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes, { dir: 'auto' }, own), 0],
  })
}

const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'text*',
  selectable: false,
  addAttributes: () => ({ ...attributes, level: { default: 1, rendered: false } }),
  // The title of the source is the first heading of the page, so a heading in the text is a second or lower.
  renderHTML: ({ node, HTMLAttributes }) => [
    `h${Math.min(6, Number(node.attrs.level) + 1)}`,
    mergeAttributes(HTMLAttributes, { dir: 'auto' }),
    0,
  ],
})

const Emphasis = Mark.create({ name: 'emphasis', renderHTML: () => ['em', 0] })
const Strong = Mark.create({ name: 'strong', renderHTML: () => ['strong', 0] })
// A link shows where it leads when pointed at. It is no link of the page: following it asks a question first, and then
// another program opens it.
const Link = Mark.create({
  name: 'link',
  addAttributes: () => ({
    href: { default: '', renderHTML: ({ href }: Record<string, unknown>) => ({ title: href }) },
  }),
  renderHTML: ({ HTMLAttributes }) => [
    'span',
    mergeAttributes(HTMLAttributes, { class: 'link', role: 'link' }),
    0,
  ],
})

/** Blocks that are laid out together. Nothing that a reader sees, hears or copies. */
export const SectionNode = Node.create({
  name: 'section',
  content: 'block+',
  selectable: false,
  addAttributes: () => ({ index: { default: 0, rendered: false } }),
  renderHTML: () => ['div', { class: 'section' }, 0],
})

/** What sections are made of: textblocks and three marks, nothing that nests. */
export const blockSchema = [
  Doc,
  Text,
  textblock('paragraph', 'p'),
  Heading,
  textblock('list-item', 'p', { class: 'item' }, { level }),
  textblock('bulleted-item', 'p', { class: 'item bulleted' }, { level }),
  textblock('quote', 'blockquote'),
  textblock('table-row', 'p', { class: 'table-row' }),
  Emphasis,
  Strong,
  Link,
]

export const articleSchema = [...blockSchema, SectionNode]

/** The document of a version: its blocks in order, one node each, in sections. */
export function articleOf(schema: Schema, blocks: readonly Block[], sections: readonly Section[]): DocNode {
  const { section } = schema.nodes
  if (section === undefined) throw new Error('the schema has no sections')
  const content = sections.map(({ from, to }, index) => {
    const nodes = () => blocks.slice(from, to + 1).map((block) => nodeOf(schema, block))
    return section.create({ index }, contentOf(sizeOf(blocks, from, to), nodes))
  })
  return schema.node('doc', null, content)
}

/** What the blocks measure in positions: their text, and a token at both ends of each. */
function sizeOf(blocks: readonly Block[], from: number, to: number): number {
  let size = 0
  for (let block = from; block <= to; block += 1) size += (blocks[block]?.text.length ?? 0) + 2
  return size
}

/**
 * Content that is made when someone first looks at it. Nobody ever looks at the whole of a long text, and its nodes
 * would cost more than all that is shown of it.
 */
function contentOf(size: number, make: () => readonly DocNode[]): Fragment {
  // A fragment is its size, its content and the methods over both.
  return new LaterContent(size, make) as unknown as Fragment
}

class LaterContent {
  private made: readonly DocNode[] | null = null
  constructor(
    readonly size: number,
    private readonly make: () => readonly DocNode[],
  ) {}
  get content(): readonly DocNode[] {
    this.made ??= this.make()
    return this.made
  }
}
Object.setPrototypeOf(LaterContent.prototype, Fragment.prototype)

function nodeOf(schema: Schema, { id, kind, text, marks, level: depth }: Block): DocNode {
  const type = kind === 'list-item' && BULLET.test(text) ? 'bulleted-item' : kind
  const attrs = { id, level: depth ?? 1 }
  return schema.node(type, attrs, marks.length === 0 ? schema.text(text) : pieces(schema, text, marks))
}

/** The text of a block, cut where a mark starts or ends. */
function pieces(schema: Schema, text: string, marks: readonly InlineMark[]): DocNode[] {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])]
    .filter((cut) => cut <= text.length)
    .toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) =>
    schema.text(
      text.slice(start, cuts[index + 1]),
      marks
        .filter((mark) => mark.start <= start && start < mark.end)
        .map((mark) => schema.mark(mark.kind, mark.kind === 'link' ? { href: mark.href } : null)),
    ),
  )
}

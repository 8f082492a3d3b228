import {
  InputRule,
  Mark,
  mergeAttributes,
  Node,
  textblockTypeInputRule,
  wrappingInputRule,
} from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { AnnotationKind } from '../../../shared/model/annotation'
import { WebLink } from '../../../shared/model/version'
import { leadNodes } from './lead-nodes'
import { tableNodes } from './table-nodes'

/** What may stand in an item of a list and in a quotation of the author's own. */
const FLOW = '(paragraph | bulletList | orderedList)+'
const levels = [2, 3, 4, 5, 6] as const

/** The title of the brief is its first heading, so one in the text is a second or lower. */
const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    level: { default: 2, rendered: false },
    section: {
      default: null,
      rendered: false,
      parseHTML: (element) =>
        AnnotationKind.nullable()
          .catch(null)
          .parse(element.dataset.section ?? null),
    },
  }),
  parseHTML: () => [
    { tag: 'h1', attrs: { level: 2 } },
    ...levels.map((level) => ({ tag: `h${level}`, attrs: { level } })),
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    `h${Number(node.attrs.level)}`,
    mergeAttributes(HTMLAttributes, {
      dir: 'auto',
      ...(node.attrs.section !== null && { 'data-section': String(node.attrs.section) }),
    }),
    0,
  ],
  addKeyboardShortcuts() {
    return Object.fromEntries(
      levels.map((level) => [
        `Mod-Alt-${level}`,
        () => this.editor.commands.toggleNode(this.name, 'paragraph', { level }),
      ]),
    )
  },
  addInputRules() {
    return [
      textblockTypeInputRule({
        find: /^(#{1,6})\s$/,
        type: this.type,
        getAttributes: ([, signs = '']) => ({ level: Math.max(2, signs.length) }),
      }),
    ]
  },
})

const Quotation = Node.create({
  name: 'blockquote',
  group: 'block',
  content: FLOW,
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', mergeAttributes(HTMLAttributes, { dir: 'auto' }), 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-b': () => this.editor.commands.toggleWrap(this.name) }
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })]
  },
})

const OrderedList = Node.create({
  name: 'orderedList',
  group: 'block list',
  content: 'listItem+',
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: (element) => Math.max(0, Number.parseInt(element.getAttribute('start') ?? '1', 10) || 0),
    },
  }),
  parseHTML: () => [{ tag: 'ol' }],
  renderHTML: ({ HTMLAttributes }) => ['ol', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-7': () => this.editor.commands.toggleList(this.name, 'listItem') }
  },
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^(\d{1,9})\.\s$/,
        type: this.type,
        getAttributes: ([, first = '1']) => ({ start: Number(first) }),
        joinPredicate: ([, first], list) => list.childCount + Number(list.attrs.start) === Number(first),
      }),
    ]
  },
})

const ListItem = Node.create({
  name: 'listItem',
  content: FLOW,
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    const inItem = () => this.editor.isActive(this.name)
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      // Within a list Tab is never the way out of the editor, also where an item can go no further in.
      Tab: () => inItem() && (this.editor.commands.sinkListItem(this.name) || true),
      'Shift-Tab': () => inItem() && (this.editor.commands.liftListItem(this.name) || true),
    }
  },
})

/** Words as they are typed into a machine; they may be bold or a link as well. */
const Code = Mark.create({
  name: 'code',
  excludes: '',
  code: true,
  exitable: true,
  parseHTML: () => [{ tag: 'code' }, { tag: 'kbd' }, { tag: 'samp' }],
  renderHTML: ({ HTMLAttributes }) => ['code', HTMLAttributes, 0],
  addInputRules() {
    const { type } = this
    return [
      new InputRule({
        find: /(^|[^`])`([^`]+)`$/,
        handler: ({ state: { tr, schema }, range, match: [, before = '', words = ''] }) => {
          tr.replaceWith(range.from + before.length, range.to, schema.text(words, [type.create()]))
          tr.removeStoredMark(type)
        },
      }),
    ]
  },
})

/** A link of a brief is no link of the page: pointed at, it shows where it leads. */
const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: '', rendered: false } }),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (element) => linkOf(element.getAttribute('href') ?? '') },
    { tag: 'span[data-href]', getAttrs: (element) => linkOf(element.dataset.href ?? '') },
  ],
  renderHTML: ({ mark }) => {
    const href = String(mark.attrs.href)
    return ['span', { class: 'link', title: href, 'data-href': href }, 0]
  },
  /** `[words](https://…)` becomes a link as its last sign is typed. */
  addInputRules() {
    const { type } = this
    return [
      new InputRule({
        find: /\[([^\]]+)\]\(([^\s()]+)\)$/,
        handler: ({ state: { tr, schema }, range, match: [, words = '', href = ''] }) => {
          if (linkOf(href) === false) return
          tr.replaceWith(range.from, range.to, schema.text(words, [type.create({ href })]))
          tr.removeStoredMark(type)
        },
      }),
    ]
  },
})

function linkOf(href: string): { href: string } | false {
  return WebLink.safeParse(href).success ? { href } : false
}

const auto = { HTMLAttributes: { dir: 'auto' } }

/** The nodes and marks of a brief, by the names and attributes that its schema in `shared/model/brief.ts` gives them. */
export const briefNodes = [
  StarterKit.configure({
    blockquote: false,
    code: false,
    codeBlock: false,
    dropcursor: { class: 'drop-line', color: false, width: 2 },
    heading: false,
    link: false,
    listItem: false,
    orderedList: false,
    paragraph: auto,
    trailingNode: false,
    underline: false,
  }),
  Heading,
  Quotation,
  OrderedList,
  ListItem,
  Code,
  Link,
  ...tableNodes,
  ...leadNodes,
]

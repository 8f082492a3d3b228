import { InputRule, Mark, mergeAttributes } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { WebLink } from '../../../shared/model/version'

/** A link of a memo is no link of the page: pointed at, it shows where it leads. */
const MemoLink = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({
    href: { default: '', renderHTML: ({ href }: Record<string, unknown>) => ({ title: href }) },
  }),
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { class: 'link' }), 0],
  /** `[words](https://…)` becomes a link as its last sign is typed. */
  addInputRules() {
    const { type } = this
    return [
      new InputRule({
        find: /\[([^\]]+)\]\(([^\s()]+)\)$/,
        handler: ({ state, range, match: [, words = '', href = ''] }) => {
          if (!WebLink.safeParse(href).success) return
          state.tr.replaceWith(range.from, range.to, state.schema.text(words, [type.create({ href })]))
          state.tr.removeStoredMark(type)
        },
      }),
    ]
  },
})

/** What a memo is made of: paragraphs, lists, quotes, bold, italic and links. No pictures, no HTML. */
export const memoExtensions = [
  StarterKit.configure({
    blockquote: { HTMLAttributes: { dir: 'auto' } },
    code: false,
    codeBlock: false,
    dropcursor: false,
    gapcursor: false,
    heading: false,
    horizontalRule: false,
    link: false,
    paragraph: { HTMLAttributes: { dir: 'auto' } },
    strike: false,
    trailingNode: false,
    underline: false,
  }),
  MemoLink,
]

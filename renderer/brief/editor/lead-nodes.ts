import { Node } from '@tiptap/core'
import type { Node as DocNode } from '@tiptap/pm/model'
import { BriefCitation, BriefExcerpt, BriefLive, type LiveContent } from '../../../shared/model/brief'

/** Attributes that hold what the model says, and are drawn by a view of the node. */
function attributes(...names: readonly string[]) {
  return () => Object.fromEntries(names.map((name) => [name, { default: null, rendered: false }]))
}

/** How a node goes over the clipboard from brief to brief: its attributes as JSON, checked when they come back. */
const CARRIED = 'data-brief'

function carried(node: DocNode): Record<string, string> {
  return { [CARRIED]: JSON.stringify(node.toJSON()) }
}

function brought(schema: typeof BriefExcerpt | typeof BriefCitation | typeof BriefLive) {
  return {
    tag: `[${CARRIED}]`,
    priority: 100,
    getAttrs: (element: HTMLElement) => {
      const read = schema.safeParse(parsed(element.getAttribute(CARRIED)))
      return read.success ? read.data.attrs : false
    },
  }
}

function parsed(json: string | null): unknown {
  try {
    return JSON.parse(json ?? '')
  } catch {
    return null
  }
}

const passage = attributes('source', 'annotation', 'exact', 'declined')

const Excerpt = Node.create({
  name: 'excerpt',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: passage,
  parseHTML: () => [brought(BriefExcerpt)],
  // As it is copied; on the screen its view draws it.
  renderHTML: ({ node }) => ['blockquote', carried(node), String(node.attrs.exact)],
  renderText: ({ node }) => String(node.attrs.exact),
})

const Citation = Node.create({
  name: 'citation',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: passage,
  parseHTML: () => [brought(BriefCitation)],
  renderHTML: ({ node }) => ['sup', carried(node), '*'],
  renderText: () => '',
})

/** A note of the author's own. It has a number by a decoration, and is edited in a field of its own. */
const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    words: { default: '', rendered: false, parseHTML: (element) => element.dataset.footnote ?? '' },
  }),
  parseHTML: () => [{ tag: 'sup[data-footnote]', priority: 100 }],
  renderHTML: ({ node }) => ['sup', { class: 'footnote', 'data-footnote': String(node.attrs.words) }],
  renderText: () => '',
})

const Live = Node.create({
  name: 'live',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: attributes('view', 'filter', 'caption', 'seen', 'declined'),
  parseHTML: () => [brought(BriefLive)],
  renderHTML: ({ node }) => {
    const seen = seenOf(node)
    const rows = [seen.head, ...seen.rows.map(({ cells }) => cells)].filter((cells) => cells.length > 0)
    return [
      'table',
      carried(node),
      ['tbody', ...rows.map((cells) => ['tr', ...cells.map(({ words }) => ['td', words])])],
    ]
  },
  renderText: ({ node }) =>
    seenOf(node)
      .rows.map(({ cells }) => cells.map(({ words }) => words).join('\t'))
      .join('\n'),
})

/** What a live block prints: nothing until it has been shown once. */
export function seenOf(node: DocNode): LiveContent {
  // The model says what the attribute of a live block holds.
  return (node.attrs.seen as LiveContent | null) ?? { head: [], rows: [] }
}

/** Whatever leads to the notebook, and the notes that are numbered together with it. */
export const leadNodes = [Excerpt, Citation, Footnote, Live]

import { createTextAnnotator } from '@recogito/text-annotator'
import { Editor, type EditorOptions, Extension, type Extensions, type JSONContent, Node } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { articleOf, articleSchema, blockSchema } from '../../renderer/reader/article-schema'
import { placesOf, positionOf as positionIn } from '../../renderer/reader/positions'
import { classesOf, segmentsOf } from '../../renderer/reader/segments'
import { blockIndexAt, blockSpan } from '../../shared/anchoring/text-projection'
import type { Block } from '../../shared/model/version'
import type { GeneratedText, Passage } from './reader-text'

/** An open text, and what a person does with it. */
export type Opened = {
  readonly add: (passage: Passage) => void
  readonly jump: (passage: Passage) => void
  /** How many highlights are painted on a block. */
  readonly painted: (block: Element) => number
}

/** A way of showing a text with highlights in an empty element. */
export type Way = (host: HTMLElement, text: GeneratedText) => Opened

/** The text and nothing on it: what a browser needs at least. */
export const openPlain: Way = (host, text) => {
  const { elements } = plainText(host, text.blocks)
  return { add: () => undefined, jump: jumpIn(text, elements), painted: () => 0 }
}

/** Each highlight wraps the text nodes that it covers in an element, as Hypothesis does. */
export const openSpans: Way = (host, text) => {
  const { elements } = plainText(host, text.blocks)
  const wrap = (passage: Passage) => {
    for (const { block, from, to } of piecesOf(text, passage)) wrapIn(elements[block], from, to, passage)
  }
  for (const passage of text.passages) wrap(passage)
  return { add: wrap, jump: jumpIn(text, elements), painted: countIds }
}

/** The peer among libraries, with the faster of its two renderers. */
export const openRecogito: Way = (host, text) => {
  const { root, elements } = plainText(host, text.blocks)
  const annotator = createTextAnnotator(root, { renderer: 'CSS_HIGHLIGHTS', annotatingEnabled: false })
  // It counts characters of the page, where no line break stands between two blocks.
  const inPage = (offset: number) => offset - blockIndexAt(text.projection, offset)
  const annotationOf = ({ id, start, end }: Passage) => {
    const quote = text.projection.text.slice(start, end).replaceAll('\n', '')
    const selector = [{ quote, start: inPage(start), end: inPage(end) }]
    return { id, bodies: [], target: { annotation: id, selector } }
  }
  // Its own types ask for a range too, which the store finds from the offsets; `setAnnotations` does not pass there.
  const store = annotator.state.store as unknown as {
    bulkAddAnnotations: (annotations: readonly object[], replace: boolean, origin: string) => void
    addAnnotation: (annotation: object, origin: string) => void
  }
  // As what a server sent: no step of its own to undo.
  store.bulkAddAnnotations(text.passages.map(annotationOf), true, 'REMOTE')
  return {
    add: (passage) => store.addAnnotation(annotationOf(passage), 'REMOTE'),
    jump: jumpIn(text, elements),
    painted: (block) => {
      const ranges = [...CSS.highlights.values()].flatMap((highlight) => [...highlight])
      return ranges.filter((range) => range instanceof Range && range.intersectsNode(block)).length
    },
  }
}

/** A plain Tiptap editor with decorations for all highlights; a new one is added to them. */
export const openDecorations: Way = (host, text) => openTiptap(host, text, plainDocument, 'add')

/** The same, and a new highlight makes all decorations anew: the usual way, for it needs no care. */
export const openRebuilt: Way = (host, text) => openTiptap(host, text, plainDocument, 'make anew')

/** What the product does to make a document and an editor cheaply, and then all of it on the page. */
export const openPrepared: Way = (host, text) => openTiptap(host, text, preparedDocument, 'add')

/** The document of an editor, and where an offset stands in it. */
type Document = {
  readonly extensions: Extensions
  /** Added to the options that every editor here has. */
  readonly options: Partial<EditorOptions>
  readonly positionOf: (offset: number) => number
}

/** Blocks one below the other, given as JSON: Tiptap makes the document and checks it. */
function plainDocument({ blocks, projection }: GeneratedText): Document {
  return {
    extensions: [Node.create({ name: 'doc', topNode: true, content: 'block+' }), ...plainBlocks],
    options: { content: { type: 'doc', content: blocks.map(jsonOf) } },
    // Each block opens, and closes where a line break stands in the projection.
    positionOf: (offset) => offset + blockIndexAt(projection, offset) + 1,
  }
}

const plainBlocks = blockSchema.filter(({ name }) => name !== 'doc')

function jsonOf({ id, kind, text, level, marks }: Block): JSONContent {
  const pieces: JSONContent[] = []
  const add = (start: number, end: number, type?: string) => {
    if (start >= end) return
    pieces.push({
      type: 'text',
      text: text.slice(start, end),
      ...(type !== undefined && { marks: [{ type }] }),
    })
  }
  let at = 0
  for (const { start, end, kind: type } of marks) {
    add(at, start)
    add(start, end, type)
    at = end
  }
  add(at, text.length)
  return { type: kind, attrs: { id, level: level ?? 1 }, content: pieces }
}

/** The blocks as nodes of one section, apart from the page until it is drawn. */
function preparedDocument({ blocks, projection }: GeneratedText): Document {
  const sections = [{ from: 0, to: blocks.length - 1 }]
  const places = placesOf(projection, sections)
  return {
    extensions: articleSchema,
    options: {
      element: document.createElement('div'),
      enableCoreExtensions: false,
      onBeforeCreate: ({ editor }) => {
        // The types know of JSON and HTML only; a node is taken as it is.
        editor.options.content = articleOf(editor.schema, blocks, sections) as unknown as JSONContent
      },
    },
    positionOf: (offset) => positionIn(places, offset),
  }
}

function openTiptap(
  host: HTMLElement,
  text: GeneratedText,
  documentOf: (text: GeneratedText) => Document,
  change: 'add' | 'make anew',
): Opened {
  const { passages } = text
  const { extensions, options, positionOf } = documentOf(text)
  const { parent } = sheetIn(host)
  // The rules for blocks of an article hold for what is inside.
  parent.className = 'article'
  const key = new PluginKey<DecorationSet>('decorations')
  let all = passages
  const decorate = (drawn: readonly Passage[]) =>
    segmentsOf(drawn.map((passage) => ({ ...passage, state: 'plain' }))).flatMap((segment) => {
      const { lines, box } = classesOf(segment)
      const ids = segment.highlights.map(({ id }) => id).join(' ')
      const from = positionOf(segment.start)
      const to = positionOf(segment.end)
      return [box, lines]
        .filter((names) => names !== null)
        .map((names) =>
          Decoration.inline(from, to, { nodeName: 'mark', class: names, 'data-annotations': ids }),
        )
    })
  const plugin = new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, { doc }) => DecorationSet.create(doc, decorate(passages)),
      apply: (transaction, before) => {
        const added = transaction.getMeta(key) as Passage | undefined
        if (added === undefined) return before.map(transaction.mapping, transaction.doc)
        all = [...all, added]
        if (change === 'make anew') return DecorationSet.create(transaction.doc, decorate(all))
        return before.map(transaction.mapping, transaction.doc).add(transaction.doc, decorate([added]))
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })
  const editor = new Editor({
    element: parent,
    injectCSS: false,
    editorProps: { attributes: { class: 'article section' } },
    ...options,
    extensions: [
      ...extensions,
      Extension.create({ name: 'decorations', addProseMirrorPlugins: () => [plugin] }),
    ],
  })
  const { view } = editor
  parent.append(view.dom)
  return {
    add: (passage) => view.dispatch(editor.state.tr.setMeta(key, passage)),
    jump: ({ start }) => {
      const { node } = view.domAtPos(positionOf(start))
      const element = node instanceof Element ? node : node.parentElement
      element?.scrollIntoView({ block: 'center' })
    },
    painted: countIds,
  }
}

/** Where a text is shown: in what scrolls, as in the product. */
function sheetIn(host: HTMLElement): { readonly parent: HTMLElement } {
  const page = child(host, 'section', 'page')
  const scroller = child(page, 'div', 'scroll')
  const sheet = child(scroller, 'article', 'sheet')
  return { parent: child(sheet, 'div', '') }
}

/** The blocks as elements, built apart from the page and put there at once. */
function plainText(host: HTMLElement, blocks: readonly Block[]) {
  const { parent } = sheetIn(host)
  const root = document.createElement('div')
  root.className = 'article ProseMirror'
  const section = child(root, 'div', 'section')
  const elements = blocks.map((block) => {
    const tag = { heading: 'h2', quote: 'blockquote' }[block.kind as string] ?? 'p'
    const element = child(section, tag, block.kind === 'list-item' ? 'item' : '')
    element.dataset.block = block.id
    element.dir = 'auto'
    fill(element, block)
    return element
  })
  parent.append(root)
  return { root, elements }
}

function fill(element: HTMLElement, { text, marks }: Block): void {
  let at = 0
  for (const { start, end } of marks) {
    element.append(text.slice(at, start))
    child(element, 'em', '').textContent = text.slice(start, end)
    at = end
  }
  element.append(text.slice(at))
}

function child(parent: Element, tag: string, className: string): HTMLElement {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  parent.append(element)
  return element
}

/** A passage block by block, in offsets of each block. */
function piecesOf({ projection }: GeneratedText, { start, end }: Passage) {
  const first = blockIndexAt(projection, start)
  const last = blockIndexAt(projection, end)
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const block = first + index
    const span = blockSpan(projection, block)
    const from = Math.max(start, span.start) - span.start
    return { block, from, to: Math.min(end, span.end) - span.start }
  }).filter(({ from, to }) => from < to)
}

function wrapIn(block: Element | undefined, from: number, to: number, { id, kind }: Passage): void {
  if (block === undefined) return
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  const covered: { readonly node: Text; readonly from: number; readonly to: number }[] = []
  let at = 0
  for (let node = walker.nextNode(); node instanceof Text && at < to; node = walker.nextNode()) {
    const end = at + node.length
    if (end > from) covered.push({ node, from: Math.max(0, from - at), to: Math.min(node.length, to - at) })
    at = end
  }
  for (const { node, from: start, to: end } of covered) {
    if (end < node.length) node.splitText(end)
    const part = start > 0 ? node.splitText(start) : node
    const element = document.createElement('hypothesis-highlight')
    element.className = `hl ${kind}`
    element.dataset.annotations = id
    part.replaceWith(element)
    element.append(part)
  }
}

function jumpIn({ projection }: GeneratedText, elements: readonly HTMLElement[]) {
  return ({ start }: Passage) =>
    elements[blockIndexAt(projection, start)]?.scrollIntoView({ block: 'center' })
}

/** Counts highlights by the ids on their elements. */
export function countIds(block: Element): number {
  const named = block.querySelectorAll<HTMLElement>('[data-annotations]')
  return new Set(Array.from(named, ({ dataset }) => dataset.annotations?.split(' ') ?? []).flat()).size
}

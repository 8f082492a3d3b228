import { createTextAnnotator } from '@recogito/text-annotator'
import { Editor, Extension, type JSONContent } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { articleOf, articleSchema } from '../../renderer/reader/article-schema'
import { placesOf, positionOf } from '../../renderer/reader/positions'
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

/** One Tiptap editor with all blocks, and decorations for all highlights; a new one is added to them. */
export const openDecorations: Way = (host, text) => openTiptap(host, text, 'add')

/** The same, and a new highlight makes all decorations anew: the usual way, for it needs no care. */
export const openRebuilt: Way = (host, text) => openTiptap(host, text, 'make anew')

function openTiptap(host: HTMLElement, text: GeneratedText, change: 'add' | 'make anew'): Opened {
  const { blocks, projection, passages } = text
  const { parent } = sheetIn(host)
  const key = new PluginKey<DecorationSet>('decorations')
  const sections = [{ from: 0, to: blocks.length - 1 }]
  const places = placesOf(projection, sections)
  let all = passages
  const decorate = (drawn: readonly Passage[]) =>
    segmentsOf(drawn.map((passage) => ({ ...passage, state: 'plain' }))).flatMap((segment) => {
      const { lines, box } = classesOf(segment)
      const ids = segment.highlights.map(({ id }) => id).join(' ')
      const from = positionOf(places, segment.start)
      const to = positionOf(places, segment.end)
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
    onBeforeCreate: ({ editor: created }) => {
      // The types know of JSON and HTML only; a node is taken as it is.
      created.options.content = articleOf(created.schema, blocks, sections) as unknown as JSONContent
    },
    injectCSS: false,
    extensions: [
      ...articleSchema,
      Extension.create({ name: 'decorations', addProseMirrorPlugins: () => [plugin] }),
    ],
    editorProps: { attributes: { class: 'article' } },
  })
  const { view } = editor
  return {
    add: (passage) => view.dispatch(editor.state.tr.setMeta(key, passage)),
    jump: ({ start }) => {
      const { node } = view.domAtPos(positionOf(places, start))
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

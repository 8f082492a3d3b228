import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { type Document, type Element, isElement, isText, type Node, type Text } from './parse-page'

/** What Readability weighs of an element. Nothing else of the page reaches it. */
const weighed: ReadonlySet<string> = new Set(['class', 'id', 'itemprop', 'rel', 'role'])
/** Above these, Readability takes longer than its opinion is worth. */
const MOST_NODES = 120_000
const MOST_DEPTH = 400

const MARK = 'data-text'
const EMPTY = '<!doctype html><html><head></head><body></body></html>'

// The types of Readability are those of a browser, which this side does not have, and they leave out the steps of its work.
const Reader = Readability as unknown as new (
  document: CopyDocument,
  options: { readonly disableJSONLD: boolean },
) => {
  parse(): unknown
  _isProbablyVisible(element: Copy): boolean
  _grabArticle(page?: Copy): Copy | null
}

/**
 * Those of `texts` that belong to the article of a page, in the opinion of Readability; none when it has no opinion. It
 * works on a copy of the page that holds the texts and bare elements, and only says which texts it would keep.
 */
export function articleTexts(page: Document, texts: ReadonlySet<Text>): Text[] {
  try {
    const numbered: Text[][] = []
    const copy = copyPage(page, texts, numbered)
    const kept = copy === null ? [] : readableParts(copy)
    return Array.from(kept).flatMap((element) => numbered[Number(element.getAttribute(MARK))] ?? [])
  } catch {
    // A page on which it stumbles is a page on which it has no opinion; the text does not depend on it.
    return []
  }
}

/**
 * Readability up to its opinion: what it makes of the article behind that is for those who show it. It asks each element
 * whether a style hides it, which is a large part of its work; the copy bears no style and nothing that hides.
 */
class CopyReader extends Reader {
  article: Copy | null = null

  override _isProbablyVisible(): boolean {
    return true
  }

  override _grabArticle(page?: Copy): null {
    // oxlint-disable-next-line no-underscore-dangle -- the library's own name
    this.article = super._grabArticle(page)
    return null
  }
}

/** The marked elements that Readability leaves in the page. */
function readableParts(copy: CopyDocument): Iterable<Copy> {
  const reader = new CopyReader(copy, { disableJSONLD: true })
  reader.parse()
  return reader.article?.querySelectorAll(`[${MARK}]`) ?? []
}

/** As much of linkedom's elements as is used here. */
type Copy = {
  setAttribute(name: string, value: string): void
  getAttribute(name: string): string | null
  appendChild(child: Copy): Copy
  querySelectorAll(selector: string): Iterable<Copy>
}

type CopyDocument = {
  readonly body: Copy
  createElement(name: string): Copy
  createTextNode(text: string): Copy
}

/** The body of the page in linkedom, all texts in elements that bear their number; null when there is too much of it. */
function copyPage(page: Document, texts: ReadonlySet<Text>, numbered: Text[][]): CopyDocument | null {
  // What linkedom gives is a document of the DOM, whose types this side does not have.
  const { document } = parseHTML(EMPTY) as unknown as { readonly document: CopyDocument }
  const body = bodyOf(page)
  if (body === null) return null
  let nodes = 0
  type Level = { readonly nodes: readonly Node[]; next: number; readonly copy: Copy }
  const open: Level[] = [{ nodes: body.childNodes, next: 0, copy: document.body }]
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.next]
    level.next += 1
    if (node === undefined) {
      open.pop()
      continue
    }
    nodes += 1
    if (nodes > MOST_NODES || open.length > MOST_DEPTH) return null
    if (isText(node) && texts.has(node)) {
      const marked = document.createElement('span')
      marked.setAttribute(MARK, String(numbered.push([node]) - 1))
      marked.appendChild(document.createTextNode(node.value))
      level.copy.appendChild(marked)
    } else if (isElement(node) && /^[a-z][a-z0-9-]*$/.test(node.tagName)) {
      const copy = document.createElement(node.tagName)
      for (const { name, value } of node.attrs)
        if (weighed.has(name)) copy.setAttribute(name, value.slice(0, 500))
      level.copy.appendChild(copy)
      if ((node.tagName === 'p' || node.tagName === 'li') && isPlain(node)) {
        const own: Text[] = []
        copy.setAttribute(MARK, String(numbered.push(own) - 1))
        copyWords(node, copy, own)
      } else open.push({ nodes: node.childNodes, next: 0, copy })
    }
  }
  return document

  function copyWords(from: Element, to: Copy, own: Text[]): void {
    for (const node of from.childNodes) {
      nodes += 1
      if (isText(node) && texts.has(node)) {
        own.push(node)
        to.appendChild(document.createTextNode(node.value))
      } else if (isElement(node))
        // Of what is in a paragraph, only links count.
        copyWords(node, node.tagName === 'a' ? to.appendChild(document.createElement('a')) : to, own)
    }
  }
}

/** Elements within a paragraph or an item of a list that say nothing of what it is. */
const inline = new Set('a abbr b cite em i mark s small span strong sub sup u'.split(' '))
const MOST_INLINE = 10

/** Whether Readability keeps or drops an element as a whole: most paragraphs hold nothing but words, emphasis and links. */
function isPlain({ childNodes }: Element, depth = 0): boolean {
  return childNodes.every(
    (node) =>
      !isElement(node) ||
      (depth < MOST_INLINE &&
        inline.has(node.tagName) &&
        node.attrs.every(({ name }) => !weighed.has(name)) &&
        isPlain(node, depth + 1)),
  )
}

function bodyOf({ childNodes }: Document): Element | null {
  const html = childNodes.find((node) => node.nodeName === 'html')
  if (html === undefined || !isElement(html)) return null
  const body = html.childNodes.find((node) => node.nodeName === 'body')
  return body !== undefined && isElement(body) ? body : null
}

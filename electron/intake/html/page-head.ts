import { html as html5 } from 'parse5'
import {
  attribute,
  type Document,
  type Element,
  isElement,
  isText,
  nodesBelow,
  textBelow,
} from './parse-page'

/** What a page says about itself, as it says it. Nothing of it is believed yet. */
export type PageHead = {
  readonly title: string | null
  readonly base: string | null
  readonly canonical: string | null
  /** The address that is written into a page when it is saved. */
  readonly savedFrom: string | null
  readonly language: string | null
  readonly direction: 'ltr' | 'rtl' | null
  /** The contents of the JSON-LD scripts. */
  readonly linkedData: readonly string[]
  /** Contents of `meta` elements by their name or property, in lower case. */
  readonly meta: ReadonlyMap<string, readonly string[]>
  readonly times: readonly PageTime[]
}

/** A `time` element. */
export type PageTime = { readonly datetime: string; readonly element: Element; readonly published: boolean }

/** JSON-LD beyond this is not looked at. */
const LONGEST_SCRIPT = 4_000_000
const MOST_META = 1000

/** Gather what a page says about itself, in one pass. */
export function readHead(document: Document): PageHead {
  const meta = new Map<string, string[]>()
  const linkedData: string[] = []
  const times: PageTime[] = []
  let title: string | null = null
  let base: string | null = null
  let canonical: string | null = null
  let savedFrom: string | null = null
  let html: Element | null = null
  let body: Element | null = null
  for (const node of nodesBelow(document)) {
    if (node.nodeName === '#comment' && 'data' in node) savedFrom ??= savedFromComment(node.data)
    if (!isElement(node)) continue
    switch (node.tagName) {
      case 'html':
        html ??= node
        break
      case 'body':
        body ??= node
        break
      case 'base':
        base ??= attribute(node, 'href')
        break
      case 'title':
        // Drawings have titles too.
        if (node.namespaceURI === html5.NS.HTML) title ??= textBelow(node)
        break
      case 'link':
        if (attribute(node, 'rel')?.toLowerCase() === 'canonical') canonical ??= attribute(node, 'href')
        break
      case 'meta':
        addMeta(node)
        break
      case 'script':
        if (/^\s*application\/ld\+json/i.test(attribute(node, 'type') ?? '')) linkedData.push(scriptOf(node))
        break
      case 'time':
        addTime(node)
        break
    }
  }
  return {
    title,
    base,
    canonical,
    savedFrom,
    language: html && (attribute(html, 'lang') ?? attribute(html, 'xml:lang')),
    direction: directionOf(html) ?? directionOf(body),
    linkedData: linkedData.filter((script) => script.length <= LONGEST_SCRIPT),
    meta,
    times,
  }

  function addMeta(element: Element): void {
    const name = (attribute(element, 'property') ?? attribute(element, 'name'))?.trim().toLowerCase()
    const content = attribute(element, 'content')?.trim()
    if (!name || !content || name.length > 100 || content.length > 5000 || meta.size >= MOST_META) return
    const contents = meta.get(name) ?? []
    if (contents.length < 100) meta.set(name, [...contents, content])
  }

  function addTime(element: Element): void {
    const datetime = attribute(element, 'datetime')
    if (datetime === null || times.length >= 1000) return
    const published =
      attribute(element, 'pubdate') !== null || attribute(element, 'itemprop') === 'datePublished'
    times.push({ datetime, element, published })
  }
}

function scriptOf({ childNodes }: Element): string {
  return childNodes.map((node) => (isText(node) ? node.value : '')).join('')
}

/** What browsers write into a page they save, and SingleFile into one that it puts together. */
const savedFrom =
  /^\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s+url:\s*)(\S{1,4000})\s*(?:$|\n)/

function savedFromComment(comment: string): string | null {
  return savedFrom.exec(comment.slice(0, 5000))?.[1] ?? null
}

function directionOf(element: Element | null): 'ltr' | 'rtl' | null {
  const written = element && attribute(element, 'dir')?.trim().toLowerCase()
  return written === 'rtl' || written === 'ltr' ? written : null
}

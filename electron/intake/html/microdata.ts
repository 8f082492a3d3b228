import { articleAmong, type LinkedArticle } from './linked-data'
import { attribute, type Document, type Element, isElement, nodesBelow, textBelow } from './parse-page'

/** A thing that a page describes in its markup. */
type Item = { readonly types: string[]; readonly properties: Map<string, (string | Item)[]> }

/** A live blog has some hundreds. */
const MOST_PROPERTIES = 5000
const LONGEST_VALUE = 2000

/** The first article that the markup of a page describes by `itemprop`, a live blog before any other; null without one. */
export function readMicrodata(page: Document): LinkedArticle | null {
  const items: Item[] = []
  /** The thing that an element is part of. */
  const scopes = new Map<object, Item>()
  let properties = 0
  for (const node of nodesBelow(page)) {
    if (!isElement(node)) continue
    const around = node.parentNode === null ? undefined : scopes.get(node.parentNode)
    const isThing = attribute(node, 'itemscope') !== null
    const item: Item | undefined = isThing
      ? { types: (attribute(node, 'itemtype') ?? '').split(/\s+/), properties: new Map() }
      : undefined
    if (item !== undefined) items.push(item)
    const scope = item ?? around
    if (scope !== undefined) scopes.set(node, scope)
    const names = attribute(node, 'itemprop')
    if (names === null || around === undefined || properties >= MOST_PROPERTIES) continue
    properties += 1
    const value = item ?? valueOf(node)
    for (const name of names.slice(0, 500).split(/\s+/)) {
      const values = around.properties.get(name) ?? []
      values.push(value)
      around.properties.set(name, values)
    }
  }
  return articleAmong(
    items.map((item) => described(item)),
    'microdata',
  )
}

function valueOf(element: Element): string {
  return (
    attribute(element, 'content') ??
    attribute(element, 'datetime') ??
    (/^(?:a|link)$/.test(element.tagName) ? attribute(element, 'href') : null) ??
    textBelow(element, LONGEST_VALUE)
  )
}

/** The thing in the terms of JSON-LD. */
function described(item: Item): object {
  const all = (name: string) => item.properties.get(name) ?? []
  const text = (name: string) => all(name).find((value) => typeof value === 'string') ?? null
  const names = (name: string) =>
    all(name).flatMap((value) =>
      typeof value === 'string'
        ? value
        : (value.properties.get('name') ?? []).filter((one) => typeof one === 'string'),
    )
  return {
    '@type': item.types,
    headline: text('headline'),
    author: names('author'),
    publisher: names('publisher'),
    datePublished: text('datePublished'),
    dateModified: text('dateModified'),
    inLanguage: text('inLanguage'),
    url: text('url'),
    liveBlogUpdate: all('liveBlogUpdate').flatMap((update) =>
      typeof update === 'string' ? [] : described(update),
    ),
  }
}

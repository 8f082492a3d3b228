import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'
import { Failure } from '../../../shared/contract/failure'

export type Document = DefaultTreeAdapterTypes.Document
export type Element = DefaultTreeAdapterTypes.Element
export type Node = DefaultTreeAdapterTypes.ChildNode
export type Text = DefaultTreeAdapterTypes.TextNode
export type Parent = DefaultTreeAdapterTypes.ParentNode

/** Elements, texts and comments of one page. A long newspaper page has some 20,000. */
const MOST_NODES = 1_000_000
/** Open elements at a time. Browsers stop at 512; each costs the parser a look at every tag within. */
const MOST_DEPTH = 20_000

/**
 * Parse a page as browsers do; `noscript` is parsed as markup. Throws a Failure when it has more nodes or lies deeper
 * than a text can have use for.
 */
export function parsePage(name: string, html: string): Document {
  let nodes = 0
  let depth = 0
  const count = () => {
    nodes += 1
    if (nodes > MOST_NODES) throw tooComplex(name, 'it holds more than a million elements')
  }
  return parse(html, {
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(...given) {
        count()
        return defaultTreeAdapter.createElement(...given)
      },
      createCommentNode(data) {
        count()
        return defaultTreeAdapter.createCommentNode(data)
      },
      createTextNode(value) {
        count()
        return defaultTreeAdapter.createTextNode(value)
      },
      onItemPush() {
        depth += 1
        if (depth > MOST_DEPTH) throw tooComplex(name, 'its elements lie more than 20,000 deep')
      },
      onItemPop() {
        depth -= 1
      },
    },
  })
}

/** The refusal of a file that is built to be hard to read, or as if it were. */
export function tooComplex(name: string, why: string): Failure {
  const advice = 'Copy its text into a .txt file and import that.'
  return new Failure('too-complex', `“${name}” is too complex to be read: ${why}. ${advice}`)
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node
}

export function isText(node: Node): node is Text {
  return node.nodeName === '#text'
}

/** The value of an attribute; null without it. */
export function attribute({ attrs }: Element, name: string): string | null {
  return attrs.find((one) => one.name === name)?.value ?? null
}

/** Everything below a node, in the order of the page. Takes no stack, however deep it lies. */
export function* nodesBelow(root: Parent): Generator<Node> {
  const open: { readonly nodes: readonly Node[]; next: number }[] = [{ nodes: root.childNodes, next: 0 }]
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.next]
    level.next += 1
    if (node === undefined) open.pop()
    else {
      yield node
      if ('childNodes' in node && node.childNodes.length > 0) open.push({ nodes: node.childNodes, next: 0 })
    }
  }
}

/** The text below a node, white space folded; at most so many characters of it. */
export function textBelow(root: Parent, most = 1000): string {
  let text = ''
  for (const node of nodesBelow(root)) {
    if (isText(node)) text += node.value
    if (text.length > most) break
  }
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, most)
}

import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { hashNamedIn } from '../../shared/briefing/quoted-copies'
import { type ReadExport, referencesIn } from '../../shared/briefing/verify-export'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** What an exported web page quotes and refers to. */
export function readHtmlExport(text: string): ReadExport {
  const elements = parse(text).childNodes.flatMap(elementsIn)
  const byId = new Map(elements.map((element) => [attribute(element, 'id') ?? '', element]))
  const body = elements.find(({ tagName }) => tagName === 'body')
  const quotes = elements.filter(
    (element) => element.tagName === 'blockquote' && !hasAncestor(element, 'blockquote'),
  )
  return {
    quotes: quotes.map((quote) => ({
      words: wordsOf(quote),
      references: [
        ...elementsIn(quote).flatMap((element) => {
          const id = noteOf(element)
          const note = id === null ? undefined : byId.get(id)
          return note === undefined ? [] : referencesIn(wordsOf(note))
        }),
        ...referencesIn(wordsOf(quote)),
      ],
    })),
    references: body === undefined ? [] : referencesIn(wordsOf(body)),
    dangling: elements.flatMap((element) => {
      const note = noteOf(element)
      return note === null || byId.has(note) ? [] : [`#${note}`]
    }),
    copies: elements
      .filter(({ tagName }) => tagName === 'li')
      .map(wordsOf)
      .filter((words) => hashNamedIn(words) !== null),
  }
}

/** The id of the footnote that an element is the mark of; null for any other, such as the way back from a footnote. */
function noteOf(element: Element): string | null {
  if (element.tagName !== 'a' || !hasAncestor(element, 'sup')) return null
  return /^#(.+)$/.exec(attribute(element, 'href') ?? '')?.[1] ?? null
}

const silent = new Set(['style', 'script', 'template', 'head'])
const inline = new Set([
  'a',
  'b',
  'bdi',
  'code',
  'del',
  'em',
  'i',
  'mark',
  's',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
])

function wordsOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value
  if (!('tagName' in node) || silent.has(node.tagName) || noteOf(node) !== null) return ''
  if (node.tagName === 'br') return '\n'
  const words = node.childNodes.map(wordsOf).join('')
  return inline.has(node.tagName) ? words : `\n${words}\n`
}

function elementsIn(node: Node): Element[] {
  return 'tagName' in node ? [node, ...node.childNodes.flatMap(elementsIn)] : []
}

function attribute({ attrs }: Element, name: string): string | null {
  return attrs.find((each) => each.name === name)?.value ?? null
}

function hasAncestor({ parentNode }: Element, tagName: string): boolean {
  if (parentNode === null || !('tagName' in parentNode)) return false
  return parentNode.tagName === tagName || hasAncestor(parentNode, tagName)
}

import type { Blockquote, Nodes, Parents, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import { labelsIn } from '../../shared/briefing/footnote-labels'
import { hashNamedIn } from '../../shared/briefing/quoted-copies'
import { type ReadExport, type ReadQuote, referencesIn } from '../../shared/briefing/verify-export'

/** What a Markdown text quotes and refers to. */
export function readMarkdownExport(text: string): ReadExport {
  const tree = fromMarkdown(text.replace(/^\ufeff/, ''), {
    extensions: [gfm(), frontmatter(['yaml'])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml'])],
  })
  const notes = new Map<string, string[]>()
  for (const node of nodesIn(tree))
    if (node.type === 'footnoteDefinition' && !notes.has(node.identifier))
      notes.set(node.identifier, referencesOf(node))
  return {
    quotes: quotesIn(tree).map((quote) => readQuote(quote, notes)),
    references: referencesOf(tree),
    dangling: danglingIn(tree, text.replace(/^\ufeff/, ''), notes),
    copies: [...nodesIn(tree)]
      .filter(({ type }) => type === 'listItem')
      .map(wordsOf)
      .filter((words) => hashNamedIn(words) !== null),
  }
}

function readQuote(quote: Blockquote, notes: ReadonlyMap<string, string[]>): ReadQuote {
  const marks = [...nodesIn(quote)].flatMap((node) =>
    node.type === 'footnoteReference' ? (notes.get(node.identifier) ?? []) : [],
  )
  return { words: wordsOf(quote), references: [...marks, ...referencesOf(quote)] }
}

/** Quotations, but for those within others. */
function quotesIn(node: Nodes): Blockquote[] {
  if (node.type === 'blockquote') return [node]
  return 'children' in node ? node.children.flatMap(quotesIn) : []
}

function wordsOf(node: Nodes): string {
  if (node.type === 'break') return '\n'
  if (node.type === 'html') return ''
  if ('value' in node) return node.value
  if (!('children' in node)) return ''
  return node.children.map(wordsOf).join(isOfBlocks(node) ? '\n' : '')
}

function isOfBlocks({ type }: Parents): boolean {
  return type === 'blockquote' || type === 'list' || type === 'listItem'
}

function referencesOf(node: Nodes): string[] {
  if (node.type === 'link' && node.url.startsWith('sourcebook:')) return referencesIn(node.url)
  // In the comment that ends an export there is none, and front matter is for other programs.
  if (node.type === 'text' || node.type === 'inlineCode') return referencesIn(node.value)
  return 'children' in node ? node.children.flatMap(referencesOf) : []
}

/** A mark without its footnote is read as plain words; whether it was escaped is told by how it was written. */
function danglingIn(tree: Root, text: string, notes: ReadonlyMap<string, unknown>): string[] {
  const labels = [...nodesIn(tree)].flatMap((node) => {
    if (node.type !== 'text' || !node.value.includes('[^')) return []
    const written = text.slice(node.position?.start.offset, node.position?.end.offset)
    return [...labelsIn(written)].filter((label) => !notes.has(label.toLowerCase()))
  })
  return [...new Set(labels)].map((label) => `[^${label}]`)
}

function* nodesIn(node: Nodes): Generator<Nodes> {
  yield node
  if ('children' in node) for (const child of node.children) yield* nodesIn(child)
}

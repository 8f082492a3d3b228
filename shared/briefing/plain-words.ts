import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

/** The words of some Markdown on one line, without its marks. */
export function plainWords(markdown: string): string {
  return wordsOf(fromMarkdown(markdown)).replaceAll(/\s+/g, ' ').trim()
}

function wordsOf(node: Nodes): string {
  if ('value' in node) return node.value
  if (!('children' in node)) return ' '
  const words = node.children.map(wordsOf)
  // What stands inside a paragraph goes on without a space.
  return node.type === 'root' ||
    node.type === 'list' ||
    node.type === 'listItem' ||
    node.type === 'blockquote'
    ? words.join(' ')
    : words.join('')
}

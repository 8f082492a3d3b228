import type { JSONContent } from '@tiptap/core'
import type { BlockContent, ListItem, PhrasingContent, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { writeMarkdown } from '../../../shared/briefing/write-markdown'
import { WebLink } from '../../../shared/model/version'

/** A node or a mark that the editor of memos does not have. */
class Unknown extends Error {}

/**
 * A memo as a document of its editor; null when it holds what the editor does not know (HTML, pictures, headings, code),
 * which would be lost there.
 */
export function readMemo(markdown: string): JSONContent | null {
  try {
    const blocks = fromMarkdown(markdown).children.map(blockOf)
    return { type: 'doc', content: blocks.length === 0 ? [{ type: 'paragraph' }] : blocks }
  } catch (error) {
    if (error instanceof Unknown) return null
    throw error
  }
}

function blockOf(node: Root['children'][number]): JSONContent {
  if (node.type === 'paragraph')
    return { type: 'paragraph', content: node.children.flatMap((child) => wordsOf(child, [])) }
  if (node.type === 'blockquote') {
    const content = node.children.map(blockOf)
    return { type: 'blockquote', content: content.length === 0 ? [{ type: 'paragraph' }] : content }
  }
  if (node.type !== 'list') throw new Unknown(node.type)
  const content = node.children.map(itemOf)
  return node.ordered === true
    ? { type: 'orderedList', attrs: { start: node.start ?? 1 }, content }
    : { type: 'bulletList', content }
}

/** An item of the editor begins with a paragraph. */
function itemOf({ children }: ListItem): JSONContent {
  const blocks = children.map(blockOf)
  return {
    type: 'listItem',
    content: blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks],
  }
}

type Mark = NonNullable<JSONContent['marks']>[number]

function wordsOf(node: PhrasingContent, marks: readonly Mark[]): JSONContent[] {
  const inside = (children: readonly PhrasingContent[], mark: Mark) =>
    children.flatMap((child) => wordsOf(child, [...marks, mark]))
  if (node.type === 'text') return [{ type: 'text', text: node.value, marks: [...marks] }]
  if (node.type === 'break') return [{ type: 'hardBreak', marks: [...marks] }]
  if (node.type === 'strong') return inside(node.children, { type: 'bold' })
  if (node.type === 'emphasis') return inside(node.children, { type: 'italic' })
  const isPlainLink =
    node.type === 'link' && WebLink.safeParse(node.url).success && (node.title ?? null) === null
  if (!isPlainLink) throw new Unknown(node.type)
  return inside(node.children, { type: 'link', attrs: { href: node.url } })
}

/** A document of the editor as Markdown, in which no sign of the words is taken for markup. */
export function writeMemo(document: JSONContent): string {
  const children = writeBlocks(document.content)
  return children.length === 0 ? '' : writeMarkdown({ type: 'root', children }).trimEnd()
}

/** Without the empty ones: Markdown has no empty paragraphs, and reads other empty blocks as what they are not. */
function writeBlocks(content: readonly JSONContent[] = []): BlockContent[] {
  return content.map(writeBlock).filter((block) => !('children' in block) || block.children.length > 0)
}

function writeBlock({ type, content = [], attrs }: JSONContent): BlockContent {
  if (type === 'blockquote') return { type, children: writeBlocks(content) }
  // What is copied from inside of a list begins with its items.
  if (type === 'listItem') return writeBlock({ type: 'bulletList', content: [{ type, content }] })
  if (type !== 'bulletList' && type !== 'orderedList')
    return { type: 'paragraph', children: writeWords(content.slice(0, endOfWords(content))) }
  const ordered = type === 'orderedList'
  return {
    type: 'list',
    ordered,
    start: ordered ? Number(attrs?.start ?? 1) : null,
    spread: false,
    children: content.map(writeItem).filter(({ children }) => children.length > 0),
  }
}

function writeItem({ content }: JSONContent): ListItem {
  const children = writeBlocks(content)
  // Without a line between them, a list that does not count from one is read as words of the paragraph above it.
  const spread = children.some(
    (block) => block.type === 'blockquote' || (block.type === 'list' && (block.start ?? 1) !== 1),
  )
  return { type: 'listItem', spread, children }
}

/** Words that share a mark stand in one node, those of the widest mark first, so that no signs stand between them. */
function writeWords(content: readonly JSONContent[], around: readonly string[] = []): PhrasingContent[] {
  const written: PhrasingContent[] = []
  for (let at = 0; at < content.length; ) {
    const rest = content.slice(at)
    const marks = marksOf(rest[0]).filter(({ type }) => !around.includes(type))
    const [widest] = marks
      .map((mark) => ({ mark, run: runOf(rest, mark) }))
      .toSorted((a, b) => b.run.length - a.run.length)
    const run = widest?.run ?? rest.slice(0, 1)
    if (widest === undefined) written.push(...run.map(writeWord))
    else written.push(marked(widest.mark, writeWords(run, [...around, widest.mark.type])))
    at += run.length
  }
  return written
}

/** Breaks have none: at the end of bold words one would be read as a backslash. */
function marksOf({ type, marks = [] }: JSONContent = {}): readonly Mark[] {
  return type === 'hardBreak' ? [] : marks
}

/** A break with nothing behind it would be read as a backslash too. */
function endOfWords(content: readonly JSONContent[]): number {
  return content.findLastIndex(({ type }) => type !== 'hardBreak') + 1
}

/** The words from the first on that have the mark. */
function runOf(content: readonly JSONContent[], mark: Mark): readonly JSONContent[] {
  const end = content.findIndex((one) => !marksOf(one).some((other) => isSame(other, mark)))
  return end === -1 ? content : content.slice(0, end)
}

function isSame(one: Mark, two: Mark): boolean {
  return JSON.stringify(one) === JSON.stringify(two)
}

function marked({ type, attrs }: Mark, children: PhrasingContent[]): PhrasingContent {
  if (type === 'bold') return { type: 'strong', children }
  if (type === 'italic') return { type: 'emphasis', children }
  return { type: 'link', url: String(attrs?.href ?? ''), children }
}

function writeWord({ type, text = '' }: JSONContent): PhrasingContent {
  return type === 'hardBreak' ? { type: 'break' } : { type: 'text', value: text }
}

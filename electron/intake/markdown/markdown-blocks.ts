import type { Definition, List, ListItem, Nodes, Root } from 'mdast'
import {
  type BlockWriter,
  clampLevel,
  itemShape,
  paragraph,
  plainStyle,
  type Shape,
  type Style,
} from '../block-writer'
import { linkTarget } from '../file-details'
import { writeHtml } from '../html/html-blocks'
import { parsePage } from '../html/parse-page'

/** What the nodes around a node say about it. */
type Context = {
  readonly style: Style
  readonly shape: Shape
  /** Where a block is one line whatever is in it: in a heading and in a row of a table. */
  readonly oneLine: boolean
  /** Among words, where HTML is a tag and not a block. */
  readonly amongWords: boolean
  readonly depth: number
  readonly markers: Markers | null
  /** What stands before the next text: the label of a footnote. */
  readonly label: Label | null
}

/** The signs or numbers of the items of a list, as they come. */
type Markers = (item: ListItem) => string
type Label = { readonly text: string; written: boolean }

type Level = {
  readonly nodes: readonly Nodes[]
  next: number
  readonly context: Context
  readonly leave: () => void
}

export type MarkdownOptions = {
  readonly name: string
  /** What relative links start from; null when that is not known. */
  readonly base: string | null
}

const outermost: Context = {
  style: plainStyle,
  shape: paragraph,
  oneLine: false,
  amongWords: false,
  depth: 0,
  markers: null,
  label: null,
}

/**
 * Write the text of a Markdown tree, one pass and no deeper in calls however deep it is nested. Line breaks that the
 * author made part blocks, as in a web page. HTML in it is read as a page is, tags between words are dropped.
 */
export function writeMarkdownText(tree: Root, writer: BlockWriter, { name, base }: MarkdownOptions): void {
  const definitions = definitionsOf(tree)
  const open: Level[] = [{ nodes: tree.children, next: 0, context: outermost, leave: () => writer.end() }]
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.next]
    level.next += 1
    if (node === undefined) {
      open.pop()
      level.leave()
    } else {
      const entered = enter(node, level.context)
      if (entered !== null) open.push(entered)
    }
  }

  function enter(node: Nodes, around: Context): Level | null {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        write(node.value, around)
        return null
      case 'image':
      case 'imageReference':
        write(node.alt ?? '', around)
        return null
      case 'footnoteReference':
        write(`[${node.label ?? node.identifier}]`, around)
        return null
      case 'break':
        if (around.oneLine) writer.space()
        else writer.end()
        return null
      case 'code':
        writer.end()
        writeLabel(around)
        writer.addLines(node.value, around.style, around.shape)
        writer.end()
        return null
      case 'html':
        writeMarkup(node.value, around)
        return null
      case 'emphasis':
        return inline(node.children, around, { emphasis: true })
      case 'strong':
        return inline(node.children, around, { strong: true })
      case 'link':
        return inline(node.children, around, { href: linkTarget(node.url, base) })
      case 'linkReference':
        return inline(node.children, around, { href: linkTarget(definitions.get(node.identifier), base) })
      case 'delete':
        return inline(node.children, around, {})
      case 'heading':
        return block(node.children, {
          ...around,
          oneLine: true,
          amongWords: true,
          shape: { kind: 'heading', level: clampLevel(node.depth), item: around.shape.item },
        })
      case 'blockquote':
        return block(node.children, {
          ...around,
          shape: { kind: 'quote', level: null, item: around.shape.item },
        })
      case 'list':
        return block(node.children, { ...around, depth: around.depth + 1, markers: markersOf(node) })
      case 'listItem':
        return block(node.children, {
          ...around,
          shape: itemShape(around.depth, around.markers?.(node) ?? '• '),
        })
      case 'tableRow':
        return block(node.children, {
          ...around,
          oneLine: true,
          amongWords: true,
          shape: { kind: 'table-row', level: null, item: around.shape.item },
        })
      case 'tableCell':
        writer.cell()
        return { nodes: node.children, next: 0, context: around, leave: () => writer.space() }
      case 'footnoteDefinition':
        return block(node.children, {
          ...around,
          label: { text: `[${node.label ?? node.identifier}] `, written: false },
        })
      case 'paragraph':
        return block(node.children, { ...around, amongWords: true })
      case 'root':
      case 'table':
        return block(node.children, around)
      case 'thematicBreak':
      case 'definition':
      case 'yaml':
        return null
    }
  }

  function block(nodes: readonly Nodes[], context: Context): Level {
    writer.end()
    return { nodes, next: 0, context, leave: () => writer.end() }
  }

  function write(text: string, around: Context): void {
    if (text.trim() !== '') writeLabel(around)
    writer.add(text, around.style, around.shape)
  }

  function writeLabel({ label, shape }: Context): void {
    if (label === null || label.written) return
    label.written = true
    writer.add(label.text, plainStyle, shape)
  }

  function writeMarkup(html: string, around: Context): void {
    if (/^<br\s*\/?>$/i.test(html)) {
      enter({ type: 'break' }, around)
      return
    }
    if (around.amongWords) return
    writer.end()
    writeHtml(parsePage(name, html), writer, { base })
  }
}

function inline(nodes: readonly Nodes[], around: Context, style: Partial<Style>): Level {
  return { nodes, next: 0, context: { ...around, style: { ...around.style, ...style } }, leave: () => {} }
}

function definitionsOf(tree: Root): Map<string, string> {
  const urls = new Map<string, string>()
  const open: Nodes[] = [tree]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'definition') addFirst(urls, node)
    // From the last to the first, so that they are met in the order of the text.
    if ('children' in node) for (const child of node.children.toReversed()) open.push(child)
  }
  return urls
}

/** As in CommonMark, the first of several definitions holds. */
function addFirst(urls: Map<string, string>, { identifier, url }: Definition): void {
  if (!urls.has(identifier)) urls.set(identifier, url)
}

function markersOf(list: List): Markers {
  let number = list.start ?? 1
  return ({ checked }) => {
    const box = checked === true ? '☑ ' : checked === false ? '☐ ' : null
    return list.ordered === true ? `${number++}. ${box ?? ''}` : (box ?? '• ')
  }
}

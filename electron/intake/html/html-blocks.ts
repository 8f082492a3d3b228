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
import { listNumber, type NumberStyle } from '../list-number'
import { raisedDigits } from '../raised-digits'
import { hasNoMarkers, type InlineStyle, inlineStyle, isBlock, isUnseen, keepsLines } from './elements'
import { isLandmark } from './landmarks'
import {
  attribute,
  type Element,
  isElement,
  isText,
  type Node,
  nodesBelow,
  type Parent,
  type Text,
} from './parse-page'

/** What the elements around a node say about it. */
type Context = {
  readonly style: Style
  readonly shape: Shape
  readonly keepsLines: boolean
  /** Above the line, as the number of a note or an exponent. */
  readonly raised: boolean
  /** Where a block is one line whatever is in it, as in a heading or a row of a table. */
  readonly oneLine: boolean
  /** The list whose items come next, and how deep it is nested. */
  readonly list: List | null
  readonly depth: number
  /** Inside a table whose rows are read as rows. */
  readonly rows: boolean
  readonly inArticle: boolean
  /** The part of the page around the article that the node belongs to. */
  readonly landmark: Element | null
}

type List = { readonly markers: NumberStyle | 'bullets' | 'none'; readonly step: 1 | -1; next: number }

/** A node that was entered: what is inside it, and what its end does. */
type Level = {
  readonly nodes: readonly Node[]
  next: number
  readonly context: Context
  readonly leave: () => void
}

export type HtmlOptions = {
  /** What relative links start from; null when that is not known. */
  readonly base: string | null
  /** Whether `noscript` is read, as by a browser without scripts. */
  readonly noscript?: boolean
}

/** Which landmark of the page each text that became part of a block lies in. */
export type TextLandmarks = ReadonlyMap<Text, Element>

const outermost: Context = {
  style: plainStyle,
  shape: paragraph,
  keepsLines: false,
  oneLine: false,
  list: null,
  depth: 0,
  rows: false,
  inArticle: false,
  landmark: null,
  raised: false,
}

/**
 * Write the text that a reader of the page sees, one pass over the tree and no deeper in calls however deep that is.
 * Nothing of an element is kept but what kind of block it makes, emphasis, and where a link leads.
 */
export function writeHtml(
  root: Parent,
  writer: BlockWriter,
  { base, noscript = false }: HtmlOptions,
): TextLandmarks {
  const landmarks = new Map<Text, Element>()
  const open: Level[] = [{ nodes: root.childNodes, next: 0, context: outermost, leave: () => writer.end() }]
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.next]
    level.next += 1
    if (node === undefined) {
      open.pop()
      level.leave()
    } else if (isText(node)) {
      const { style, shape, landmark } = level.context
      if (landmark !== null) landmarks.set(node, landmark)
      const text = level.context.raised ? raisedDigits(node.value) : node.value
      if (level.context.keepsLines && !level.context.oneLine) writer.addLines(text, style, shape, node)
      else writer.add(text, style, shape, node)
    } else if (isElement(node)) {
      const entered = enter(node, level.context)
      if (entered !== null) open.push(entered)
    }
  }
  return landmarks

  function enter(element: Element, around: Context): Level | null {
    const { tagName } = element
    const looks = inlineStyle(element)
    if (isUnseen(element, looks) || (tagName === 'noscript' && !noscript)) return null
    const nodes = element.childNodes
    if (isBlock(element, looks)) return { nodes, next: 0, ...enterBlock(element, around, looks) }
    if (tagName === 'br') part(around)
    if (tagName !== 'q')
      return { nodes, next: 0, context: inlineContext(element, around, looks, base), leave: nothing }
    // Browsers draw these quotation marks; they stand in no text.
    writer.add('“', around.style, around.shape)
    return { nodes, next: 0, context: around, leave: () => writer.add('”', around.style, around.shape) }
  }

  function enterBlock(
    element: Element,
    around: Context,
    looks: InlineStyle,
  ): Pick<Level, 'context' | 'leave'> {
    const isCell = around.rows && around.oneLine && ['td', 'th'].includes(element.tagName)
    if (isCell) writer.cell()
    else part(around)
    // A link or an emphasis that a style puts on lines of its own is one all the same.
    const isByStyle = !isBlock(element, { ...looks, display: null })
    const context = blockContext(element, isByStyle ? inlineContext(element, around, looks, base) : around)
    return {
      context: { ...context, keepsLines: keepsLines(element, looks) ?? context.keepsLines },
      leave: () => part(around),
    }
  }

  function part({ oneLine }: Context): void {
    if (oneLine) writer.space()
    else writer.end()
  }
}

function nothing(): void {}

/** What a block element says about what is in it. */
function blockContext(element: Element, around: Context): Context {
  const { tagName } = element
  const outer = around.landmark
  const landmark = outer ?? (isLandmark(element, around) ? element : null)
  const inArticle = around.inArticle || tagName === 'article' || tagName === 'main'
  const inner = { ...around, inArticle, landmark }
  if (around.oneLine) return inner
  switch (tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const level = clampLevel(Number(tagName.slice(1)))
      return { ...inner, oneLine: true, shape: { kind: 'heading', level, item: around.shape.item } }
    }
    case 'blockquote':
      return { ...inner, shape: { kind: 'quote', level: null, item: around.shape.item } }
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return { ...inner, list: listOf(element), depth: around.depth + 1 }
    case 'li':
      return { ...inner, shape: itemShape(around.depth, markerOf(element, around.list)) }
    case 'table':
      return { ...inner, rows: isTableOfRows(element) }
    case 'tr':
      if (!around.rows) return inner
      return { ...inner, oneLine: true, shape: { kind: 'table-row', level: null, item: around.shape.item } }
    default:
      return inner
  }
}

/** What an inline element says about what is in it. Copied text brings its weight and slant as styles. */
function inlineContext(element: Element, around: Context, looks: InlineStyle, base: string | null): Context {
  const { tagName } = element
  const { weight, slant } = looks
  const style = {
    strong:
      weight === null
        ? around.style.strong || tagName === 'strong' || tagName === 'b'
        : weight.startsWith('bold') || Number(weight) >= 600,
    emphasis:
      slant === null
        ? around.style.emphasis || tagName === 'em' || tagName === 'i'
        : slant === 'italic' || slant === 'oblique',
    href: tagName === 'a' ? linkTarget(attribute(element, 'href'), base) : around.style.href,
  }
  return {
    ...around,
    style,
    keepsLines: keepsLines(element, looks) ?? around.keepsLines,
    raised: around.raised || tagName === 'sup',
  }
}

function listOf(element: Element): List {
  const isNumbered = element.tagName === 'ol'
  const markers = hasNoMarkers(element) ? 'none' : isNumbered ? numberStyle(element) : 'bullets'
  const start = wholeNumber(attribute(element, 'start'))
  if (!isNumbered || attribute(element, 'reversed') === null) return { markers, step: 1, next: start ?? 1 }
  const items = element.childNodes.filter(({ nodeName }) => nodeName === 'li').length
  return { markers, step: -1, next: start ?? items }
}

function numberStyle(list: Element): NumberStyle {
  const type = attribute(list, 'type')
  return type === 'a' || type === 'A' || type === 'i' || type === 'I' ? type : '1'
}

/** What stands before the text of an item, as plain text has it. */
function markerOf(item: Element, list: List | null): string {
  if (list === null || list.markers === 'bullets') return '• '
  const number = wholeNumber(attribute(item, 'value')) ?? list.next
  list.next = number + list.step
  return list.markers === 'none' ? '' : `${listNumber(number, list.markers)}. `
}

function wholeNumber(written: string | null): number | null {
  return written !== null && /^\s*-?\d{1,9}\s*$/.test(written) ? Number(written) : null
}

/** Longer cells hold parts of an article, and the table was made to place them on the page. */
const LONGEST_CELL = 600

/** True for a table that holds facts in rows; false for one that only arranges the page. */
function isTableOfRows(table: Element): boolean {
  if (['presentation', 'none'].includes(attribute(table, 'role') ?? '')) return false
  let cell = { characters: 0, paragraphs: 0 }
  for (const node of nodesBelow(table)) {
    if (isText(node)) cell.characters += node.value.length
    else if (/^(table|h[1-6]|article|section|blockquote)$/.test(node.nodeName)) return false
    else if (/^t[dh]$/.test(node.nodeName)) cell = { characters: 0, paragraphs: 0 }
    else if (node.nodeName === 'p') cell.paragraphs += 1
    if (cell.characters > LONGEST_CELL || cell.paragraphs > 1) return false
  }
  return true
}

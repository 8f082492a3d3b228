import type { EditorView } from '@tiptap/pm/view'
import { blockIndexAt, blockSpan } from '../../shared/anchoring/text-projection'
import type { Stretch } from './article'
import { firstOf } from './first-of'
import { offsetOf, type Places, positionOf, sectionAt, textOfSection } from './positions'

/** Where offsets stand on the screen, and what stands at a point of it. Lengths as in `Article`. */
export type TextGeometry = {
  /** The letter at an offset, or the edge behind the last one of a block; null where it is not laid out. */
  readonly rectOf: (offset: number) => DOMRect | null
  readonly topOf: (offset: number) => number
  readonly linesOf: (passage: Stretch) => readonly DOMRect[] | null
  readonly offsetAt: (x: number, y: number) => number | null
  /** The first offset whose line reaches below this height of the viewport. */
  readonly offsetBelow: (y: number) => number
}

/** Where a section stands in the text. */
type Box = { readonly top: number; readonly height: number }

type Given = {
  readonly view: EditorView
  readonly places: Places
  readonly isMounted: (section: number) => boolean
  readonly elementOf: (section: number) => HTMLElement
}

export function textGeometry({ view, places, isMounted, elementOf }: Given): TextGeometry {
  const { projection, sections } = places
  const range = document.createRange()

  const rectOf = (offset: number): DOMRect | null => {
    if (!isMounted(sectionAt(places, offset))) return null
    const { start, end } = blockSpan(projection, blockIndexAt(projection, offset))
    if (start === end) return null
    const { node, offset: at } = view.domAtPos(positionOf(places, Math.min(offset, end - 1)), 1)
    if (!(node instanceof Text)) return null
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    return range.getClientRects()[0] ?? null
  }

  const texts = sections.map((_, section) => textOfSection(places, section))
  const textOf = (section: number) => texts[section] ?? { start: 0, end: 0 }

  // Often asked for thousands of offsets at once, between which nothing moves.
  let boxes: readonly Box[] | null = null
  const boxesNow = (): readonly Box[] => {
    if (boxes === null) {
      boxes = sections.map((_, section) => {
        const { offsetTop, offsetHeight } = elementOf(section)
        return { top: offsetTop, height: offsetHeight }
      })
      queueMicrotask(() => {
        boxes = null
      })
    }
    return boxes
  }

  const linesOf = (passage: Stretch): DOMRect[] | null => {
    const lines: DOMRect[] = []
    const last = blockIndexAt(projection, passage.end)
    for (let block = blockIndexAt(projection, passage.start); block <= last; block += 1) {
      if (!isMounted(places.sectionOf[block] ?? 0)) return null
      const span = blockSpan(projection, block)
      const start = Math.max(passage.start, span.start)
      const end = Math.min(passage.end, span.end)
      if (start >= end) continue
      const from = view.domAtPos(positionOf(places, start), 1)
      const to = view.domAtPos(positionOf(places, end), -1)
      range.setStart(from.node, from.offset)
      range.setEnd(to.node, to.offset)
      for (const rect of textRects(range)) addToLine(lines, rect)
    }
    return lines
  }

  const offsetBelow = (y: number): number => {
    // Sections, blocks and letters stand one below the other, whichever way a line is written.
    const section = firstOf(0, sections.length - 1, (index) => bottomOf(elementOf(index)) > y)
    const { start, end } = textOf(section)
    if (!isMounted(section)) {
      const { top, height } = elementOf(section).getBoundingClientRect()
      return start + Math.round((end - start) * Math.min(Math.max((y - top) / height, 0), 1))
    }
    const { from, to } = sections[section] ?? { from: 0, to: 0 }
    const isBelow = (offset: number) => {
      const rect = rectOf(offset)
      return rect !== null && rect.bottom > y
    }
    // What is folded away stands nowhere.
    const shown: number[] = []
    for (let block = from; block <= to; block += 1) {
      if (rectOf(blockSpan(projection, block).end) !== null) shown.push(block)
    }
    const last = shown.at(-1)
    // Below the last line of a section is the space before the first of the next one.
    if ((last === undefined || !isBelow(blockSpan(projection, last).end)) && section < sections.length - 1) {
      return textOf(section + 1).start
    }
    const isBlockBelow = (index: number) => isBelow(blockSpan(projection, shown[index] ?? to).end)
    const block = shown[firstOf(0, shown.length - 1, isBlockBelow)] ?? from
    const span = blockSpan(projection, block)
    return firstOf(span.start, span.end, isBelow)
  }

  return {
    rectOf,
    linesOf,
    offsetBelow,
    topOf: (offset) => {
      const section = sectionAt(places, offset)
      const rect = isMounted(section) ? rectOf(offset) : null
      if (rect !== null) return rect.top - view.dom.getBoundingClientRect().top
      const { start, end } = textOf(section)
      const { top, height } = boxesNow()[section] ?? { top: 0, height: 0 }
      return top + (height * (offset - start)) / Math.max(1, end - start)
    },
    offsetAt: (x, y) => {
      const { left, right, top, bottom } = view.dom.getBoundingClientRect()
      if (x < left || x > right || y < top || y > bottom) return null
      const at = view.posAtCoords({ left: x, top: y })
      return at === null ? null : offsetOf(places, at.pos)
    },
  }
}

function bottomOf(element: Element): number {
  return element.getBoundingClientRect().bottom
}

/** The rectangles of the letters in a range, without those of the elements around them. */
function textRects(range: Range): DOMRect[] {
  const { startContainer, startOffset, endContainer, endOffset } = range
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT)
  const rects: DOMRect[] = []
  const piece = document.createRange()
  let node: Node | null = walker.root instanceof Text ? walker.root : walker.nextNode()
  for (; node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text) || !range.intersectsNode(node)) continue
    piece.setStart(node, node === startContainer ? startOffset : 0)
    piece.setEnd(node, node === endContainer ? endOffset : node.length)
    rects.push(...piece.getClientRects())
  }
  return rects
}

/** Adds a rectangle, joined to the one before where both touch on one line. */
function addToLine(lines: DOMRect[], rect: DOMRect): void {
  if (rect.width === 0) return
  const last = lines.at(-1)
  const overlap = last === undefined ? 0 : Math.min(last.bottom, rect.bottom) - Math.max(last.top, rect.top)
  const touches =
    last !== undefined &&
    overlap > Math.min(last.height, rect.height) / 2 &&
    rect.left <= last.right + EDGES &&
    rect.right >= last.left - EDGES
  if (!touches) {
    lines.push(rect)
    return
  }
  const left = Math.min(last.left, rect.left)
  const top = Math.min(last.top, rect.top)
  lines[lines.length - 1] = new DOMRect(
    left,
    top,
    Math.max(last.right, rect.right) - left,
    Math.max(last.bottom, rect.bottom) - top,
  )
}

/** What two figures side by side have of edges and space between their letters, in pixels. */
const EDGES = 12

import type { Editor } from '@tiptap/core'
import { blockIndexAt, blockSpan, projectText } from '../../../../shared/anchoring/text-projection'
import type { Article, Stretch } from '../../article'

/** Plain paragraphs in a scroller, asked like the article of the reader. All of it is mounted unless `mounts` says less. */
export type FakeArticle = {
  readonly article: Article
  readonly scroller: HTMLElement
  readonly dom: HTMLElement
  /** What was asked of the article, newest last. */
  readonly revealed: number[]
  readonly marked: () => { readonly found: readonly Stretch[] | null; readonly present: number | null }
  readonly becomeMounted: (stretches: readonly Stretch[]) => void
  readonly tellLayout: () => void
  /** How often the top of a line was asked for. */
  readonly asked: () => number
}

export function createFakeArticle(
  lines: readonly string[],
  { width = 300, height = 600 }: { readonly width?: number; readonly height?: number } = {},
): FakeArticle {
  const projection = projectText(lines.map((text) => ({ text })))
  const scroller = document.createElement('div')
  const sheet = document.createElement('div')
  const dom = document.createElement('div')
  scroller.className = 'scroll'
  sheet.style.position = 'relative'
  scroller.style.cssText = `position: relative; width: ${width + 300}px; height: ${height}px; overflow: hidden auto`
  dom.tabIndex = 0
  dom.className = 'article'
  dom.role = 'textbox'
  dom.ariaLabel = 'Text'
  dom.style.cssText = `width: ${width}px; font: 17px/27px serif`
  for (const line of lines) {
    const paragraph = document.createElement('p')
    paragraph.style.margin = '0'
    paragraph.textContent = line
    dom.append(paragraph)
  }
  sheet.append(dom)
  scroller.append(sheet)

  let selection = { anchor: 0, head: 0 }
  let mounted: readonly Stretch[] = [{ start: 0, end: projection.text.length }]
  let marked: ReturnType<FakeArticle['marked']> = { found: null, present: null }
  let asked = 0
  const revealed: number[] = []
  const layout = new Set<() => void>()
  const selections = new Set<() => void>()

  const rectsOf = ({ start, end }: Stretch): DOMRect[] => {
    const range = document.createRange()
    const index = blockIndexAt(projection, start)
    const text = dom.children[index]?.firstChild
    if (!(text instanceof Text)) throw new Error(`there is no block ${index}`)
    const span = blockSpan(projection, index)
    range.setStart(text, Math.min(start, span.end) - span.start)
    range.setEnd(text, Math.min(end, span.end) - span.start)
    return [...range.getClientRects()]
  }
  const topOf = (offset: number) => {
    asked += 1
    const [line] = rectsOf({ start: offset, end: offset + 1 })
    return Math.floor(((line?.top ?? 0) - dom.getBoundingClientRect().top) / 27) * 27
  }
  const article: Article = {
    // The only part of an editor that is asked for here is its element.
    editor: { view: { dom } } as unknown as Editor,
    projection,
    selection: () => selection,
    select: (anchor, head, { scroll = false, focus = false } = {}) => {
      selection = { anchor, head }
      if (scroll) article.reveal(head, 'nearest')
      if (focus) dom.focus({ preventScroll: true })
      for (const listener of selections) listener()
    },
    draw: () => undefined,
    mark: (found, present) => {
      marked = { found, present }
    },
    reveal: (offset, where = 'middle') => {
      revealed.push(offset)
      const room = where === 'start' ? 0 : scroller.clientHeight / 2
      scroller.scrollTop = dom.offsetTop + topOf(offset) - room
    },
    topOf,
    height: () => dom.offsetHeight,
    linesOf: (passage) => {
      const isMounted = mounted.some(({ start, end }) => start <= passage.start && passage.end <= end)
      return isMounted ? rectsOf(passage) : null
    },
    offsetAt: () => null,
    offsetAtTop: () => {
      const top = scroller.scrollTop - dom.offsetTop
      return projection.starts.findLast((start) => topOf(start) <= top) ?? 0
    },
    mounted: () => mounted,
    layOutAll: () => undefined,
    onSelection: (listener) => {
      selections.add(listener)
      return () => selections.delete(listener)
    },
    onLayout: (listener) => {
      layout.add(listener)
      return () => layout.delete(listener)
    },
  }
  const tellLayout = () => {
    for (const listener of layout) listener()
  }
  return {
    article,
    scroller,
    dom,
    revealed,
    marked: () => marked,
    becomeMounted: (stretches) => {
      mounted = stretches
      tellLayout()
    },
    tellLayout,
    asked: () => asked,
  }
}

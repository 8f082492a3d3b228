import { Editor, type JSONContent } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { blockSpan, type TextProjection } from '../../shared/anchoring/text-projection'
import type { Version } from '../../shared/model/version'
import type { Article, Decorate, Stretch } from './article'
import { articleOf, blockSchema } from './article-schema'
import { drawHighlights, highlightsIn, sameHighlights } from './block-highlights'
import { Copying } from './copying'
import { clearFound, paintFound } from './found-marks'
import { blocksOf, changeSections, heldBy, lazySections, mountedSections } from './lazy-sections'
import { liveSelection } from './live-selection'
import { offsetOf, placesOf, positionOf, sectionAt, spanOfBlock } from './positions'
import { ReadOnly } from './read-only'
import { createSectionHeights } from './section-heights'
import { sectionWindow } from './section-window'
import { cutSections, linesIn } from './sections'
import type { Highlight } from './segments'
import { textGeometry } from './text-geometry'
import { textKeys } from './text-keys'

/** A text that is longer, in characters, is laid out only near the window. About 10,000 words. */
export const LONG_TEXT = 60_000

type Given = {
  readonly blocks: Version['blocks']
  readonly projection: TextProjection
  readonly title: string
  readonly highlights: readonly Highlight[]
  /** The offset that is to stand at the top of the window; null for the top of the page. */
  readonly place: number | null
  /** Where the element goes, and what scrolls it. */
  readonly parent: HTMLElement
  readonly scroller: HTMLElement
  readonly decorate?: Decorate
  /** Blocks at which something begins besides the headings, such as a post. */
  readonly begins?: (block: number) => boolean
}

/** An article that stands on the page until it is destroyed. */
export type OpenArticle = Article & {
  /** Changes the name by which a screen reader calls the text. */
  readonly entitle: (title: string) => void
  /** Asks `decorate` once more what stands around these blocks, or around all. */
  readonly refresh: (blocks?: readonly number[]) => void
  readonly destroy: () => void
}

/** Puts the blocks of a version on the page: an editor with a caret and without a way to change them. */
export function createArticle(given: Given): OpenArticle {
  const { blocks, projection, parent, scroller, decorate = () => [], begins } = given
  const { text } = projection
  const sections = cutSections(blocks, begins)
  const places = placesOf(projection, sections)
  const heights = createSectionHeights(sections.map((section) => linesIn(blocks, section)))
  const every = new Set(sections.keys())
  const isLong = text.length > LONG_TEXT
  const closed = new AbortController()
  const place = Math.min(given.place ?? 0, text.length)

  let asked = given.highlights
  let highlights = highlightsIn(asked)
  let found: { readonly passages: readonly Stretch[]; readonly present: number | null } | null = null
  let all = !isLong
  let { title } = given
  const elements: HTMLElement[] = []
  const listeners = new Set<() => void>()

  const editor = new Editor({
    // Built apart from the page, so that nothing is laid out meanwhile.
    element: document.createElement('div'),
    // The document is made of the schema, which the editor has by then.
    onBeforeCreate: ({ editor: created }) => {
      // The types know of JSON and HTML only; a node is taken as it is.
      created.options.content = articleOf(created.schema, blocks, sections) as unknown as JSONContent
    },
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    // Nothing can be typed, pasted or dropped, and nobody runs a command: what handles that stays out.
    enableCoreExtensions: false,
    extensions: [
      ...blockSchema,
      ReadOnly,
      Copying,
      textKeys({
        selectAll: () => select(0, text.length),
        goTo: (end, extend) => {
          const to = end === 'start' ? 0 : text.length
          select(extend ? selection().anchor : to, to, { scroll: true })
        },
      }),
      ...lazySections({
        places,
        first: all ? every : firstSections(),
        draw: (block) => {
          const { from, to } = spanOfBlock(places, block)
          const there = highlights(blockSpan(projection, block))
          const drawn = drawHighlights(projection, block, from + 1, there, blocks[block]?.marks ?? [])
          return [...drawn, ...decorate(block, from, to)]
        },
        onElement: (section, element, mounted) => {
          elements[section] = element
          if (!mounted) element.style.height = `${heights.of(section)}px`
        },
      }),
    ],
    editorProps: {
      attributes: () => ({
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-readonly': 'true',
        'aria-label': `Text of ${title}`,
        ...(!all && { 'aria-description': IN_PARTS }),
        class: 'article',
        tabindex: '0',
        spellcheck: 'false',
        autocorrect: 'off',
        autocapitalize: 'off',
        // No keyboard slides up on a touch screen: there is nothing to type.
        inputmode: 'none',
      }),
    },
  })
  const { view } = editor
  const root = view.dom

  function firstSections(): ReadonlySet<number> {
    const first = new Set<number>()
    let height = 0
    for (let index = sectionAt(places, place); index < sections.length && height < innerHeight; index += 1) {
      first.add(index)
      height += heights.of(index)
    }
    return first
  }

  const elementOf = (section: number): HTMLElement => {
    const element = elements[section]
    if (element === undefined) throw new RangeError(`there is no section ${section}`)
    return element
  }
  const mounted = () => mountedSections(editor.state)
  const heightOf = (section: number) => elementOf(section).getBoundingClientRect().height

  const change = (change: Parameters<typeof changeSections>[1]) => {
    const live = liveSelection(view)
    const transaction = changeSections(editor.state, change)
    view.dispatch(live.eq(editor.state.selection) ? transaction : transaction.setSelection(live))
  }
  const mount = (next: ReadonlySet<number>) => {
    for (const section of mounted()) if (!next.has(section)) heights.remember(section, heightOf(section))
    change({ mount: next })
    onChange()
  }
  const redraw = (changed: readonly number[]) => {
    if (changed.length > 0) change({ redraw: changed })
    onChange()
  }
  const mountedBlocks = () => [...mounted()].flatMap((section) => blocksOf(places, section))

  let telling: number | null = null
  const onChange = () => {
    if (found !== null) paintFound(view, places, stretches(), found.passages, found.present)
    telling ??= requestAnimationFrame(() => {
      telling = null
      for (const listener of listeners) listener()
    })
  }

  const geometry = textGeometry({ view, places, elementOf, isMounted: (section) => mounted().has(section) })
  const near = sectionWindow({
    count: sections.length,
    scroller,
    elementOf,
    mounted,
    mount,
    held: () => heldBy(places, editor.state.selection),
  })
  const follow = () => {
    if (!all) near.follow()
  }

  const stretches = (): Stretch[] => {
    const joined: { start: number; end: number }[] = []
    for (const section of [...mounted()].toSorted((a, b) => a - b)) {
      const { from, to } = sections[section] ?? { from: 0, to: 0 }
      const { start } = blockSpan(projection, from)
      const { end } = blockSpan(projection, to)
      const last = joined.at(-1)
      if (last !== undefined && last.end + 1 === start) last.end = end
      else joined.push({ start, end })
    }
    return joined
  }

  const selection = () => {
    const { anchor, head } = liveSelection(view)
    return { anchor: offsetOf(places, anchor), head: offsetOf(places, head) }
  }

  const select: Article['select'] = (anchor, head, { scroll = false, focus = false } = {}) => {
    const { tr, doc } = editor.state
    const next = TextSelection.create(doc, positionOf(places, anchor), positionOf(places, head))
    view.dispatch(tr.setSelection(next))
    if (focus) view.focus()
    if (scroll) reveal(head, 'nearest')
  }

  /** Where a line stands in the window. */
  const topIn = (offset: number) =>
    root.getBoundingClientRect().top + geometry.topOf(offset) - scroller.getBoundingClientRect().top
  const put = (offset: number, wanted: number) => {
    const away = topIn(offset) - wanted
    if (Math.abs(away) >= 1) scroller.scrollTop += away
    follow()
  }
  const reveal = (offset: number, where: 'middle' | 'nearest' | 'start' = 'middle') => {
    const section = sectionAt(places, offset)
    if (!mounted().has(section)) mount(new Set([...mounted(), section]))
    const line = geometry.rectOf(offset)?.height ?? 0
    const wanted = goalOf(topIn(offset), line, scroller.clientHeight, where)
    put(offset, wanted)
    // Mounting what came into the window with it may have moved it, and so may what is mounted in the next frame.
    put(offset, wanted)
    const reached = topIn(offset)
    requestAnimationFrame(() => {
      if (!closed.signal.aborted) put(offset, reached)
    })
  }

  // What was read when scrolling came to rest, so that another width of the column does not lose it.
  let reading: { readonly offset: number; readonly top: number } | null = null
  let rest: ReturnType<typeof setTimeout> | undefined
  const offsetAtTop = () => geometry.offsetBelow(scroller.getBoundingClientRect().top + START)
  const onScroll = () => {
    follow()
    clearTimeout(rest)
    rest = setTimeout(() => {
      const offset = offsetAtTop()
      reading = scroller.scrollTop === 0 ? null : { offset, top: topIn(offset) }
    }, REST)
  }

  const layOutAll = (wanted: boolean) => {
    all = wanted || !isLong
    if (all) mount(every)
    else {
      change({})
      follow()
    }
  }

  // The height of a section is worth remembering as long as the column and the type are the same.
  let layout = ''
  const learn = () => {
    const { width } = root.getBoundingClientRect()
    const { fontFamily, fontSize, lineHeight } = getComputedStyle(root)
    const now = `${width} ${fontFamily} ${fontSize} ${lineHeight}`
    if (now === layout) return
    layout = now
    heights.learn(new Map([...mounted()].map((section) => [section, heightOf(section)])))
    for (const section of every) {
      if (!mounted().has(section)) elementOf(section).style.height = `${heights.of(section)}px`
    }
    if (reading !== null) put(reading.offset, reading.top)
  }

  parent.append(root)
  learn()
  let resized: number | null = null
  const observer = new ResizeObserver(() => {
    // In a frame of its own: what is resized while sizes are being told would be told for ever.
    resized ??= requestAnimationFrame(() => {
      resized = null
      learn()
      follow()
      onChange()
    })
  })
  observer.observe(root)
  observer.observe(scroller)
  let before = all
  const { signal } = closed
  scroller.addEventListener('scroll', onScroll, { passive: true, signal })
  addEventListener(
    'beforeprint',
    () => {
      before = all
      layOutAll(true)
    },
    { signal },
  )
  addEventListener('afterprint', () => layOutAll(before), { signal })

  if (given.place !== null) {
    const caret = TextSelection.create(editor.state.doc, positionOf(places, place))
    view.dispatch(changeSections(editor.state, { opening: true }).setSelection(caret))
    reveal(place, 'start')
  } else follow()

  return {
    editor,
    projection,
    selection,
    select,
    reveal,
    layOutAll,
    entitle: (next) => {
      if (next === title) return
      title = next
      change({})
    },
    draw: (next) => {
      if (next === asked) return
      asked = next
      const drawn = highlights
      highlights = highlightsIn(next)
      redraw(
        mountedBlocks().filter((block) => {
          const span = blockSpan(projection, block)
          return !sameHighlights(drawn(span), highlights(span))
        }),
      )
    },
    refresh: (changed = mountedBlocks()) => redraw(changed),
    mark: (passages, present) => {
      found = passages === null ? null : { passages, present }
      if (found === null) clearFound()
      else paintFound(view, places, stretches(), found.passages, present)
    },
    topOf: geometry.topOf,
    linesOf: geometry.linesOf,
    offsetAt: geometry.offsetAt,
    height: () => root.getBoundingClientRect().height,
    offsetAtTop,
    mounted: stretches,
    onSelection: (listener) => {
      editor.on('selectionUpdate', listener)
      return () => editor.off('selectionUpdate', listener)
    },
    onLayout: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    destroy: () => {
      closed.abort()
      clearTimeout(rest)
      observer.disconnect()
      near.stop()
      for (const frame of [telling, resized]) if (frame !== null) cancelAnimationFrame(frame)
      if (found !== null) clearFound()
      listeners.clear()
      editor.destroy()
      root.remove()
    },
  }
}

const IN_PARTS =
  'Long text: shown in parts. The command “Lay out the whole text, for screen readers and printing” shows all of it.'

/** Where the top of a line goes in a window of this height. */
function goalOf(top: number, line: number, height: number, where: 'middle' | 'nearest' | 'start'): number {
  switch (where) {
    case 'start':
      return START
    case 'middle':
      return (height - line) / 2
    case 'nearest':
      return Math.min(Math.max(top, AIR), height - AIR - line)
  }
}

/** Scrolling has come to rest after so many milliseconds. */
const REST = 150
/** What is shown keeps this distance from the edge of the window, in pixels. */
const AIR = 48
/** A line at the top of the window stands so much below its edge. */
const START = 12

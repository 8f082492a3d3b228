import { TextSelection } from '@tiptap/pm/state'
import { blockSpan, type TextProjection } from '../../shared/anchoring/text-projection'
import type { Version } from '../../shared/model/version'
import type { Article, Decorate, HighlightsIn, Stretch } from './article'
import { articleOf } from './article-schema'
import { articleScroll } from './article-scroll'
import { drawHighlights, sameHighlights } from './block-highlights'
import { clearFound, paintFound } from './found-marks'
import {
  blocksOf,
  changeSections,
  heldBy,
  lazySections,
  mountedSections,
  type SectionChange,
} from './lazy-sections'
import { liveSelection } from './live-selection'
import { onceAFrame } from './once-a-frame'
import {
  offsetOf,
  type Places,
  placesOf,
  positionOf,
  sectionAt,
  spanOfBlock,
  textOfSection,
} from './positions'
import { readOnlyEditor } from './read-only-editor'
import { sectionElements } from './section-elements'
import { sectionWindow } from './section-window'
import { cutSections, linesIn } from './sections'
import { textGeometry } from './text-geometry'
import { textKeys } from './text-keys'

/**
 * A text that is longer, in characters, is laid out only near the window: about 10,000 words. A shorter one is laid out
 * whole, but after its first frame.
 */
const LONG_TEXT = 60_000

type Given = {
  readonly blocks: Version['blocks']
  readonly projection: TextProjection
  readonly title: string
  readonly highlights: HighlightsIn
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

const IN_PARTS =
  'Long text: shown in parts. The command “Lay out the whole text, for screen readers and printing” shows all of it.'

/** Puts the blocks of a version on the page: an editor with a caret and without a way to change them. */
export function createArticle(given: Given): OpenArticle {
  const { blocks, projection, parent, scroller, decorate = () => [], begins } = given
  const { text } = projection
  const sections = cutSections(blocks, begins)
  const places = placesOf(projection, sections)
  const elements = sectionElements(sections.map((section) => linesIn(blocks, section)))
  const every: ReadonlySet<number> = new Set(sections.keys())
  const isLong = text.length > LONG_TEXT
  const place = Math.min(given.place ?? 0, text.length)

  let { title, highlights } = given
  let found: { readonly passages: readonly Stretch[]; readonly present: number | null } | null = null
  let whole = !isLong

  const editor = readOnlyEditor({
    words: () => ({ label: `Text of ${title}`, description: whole ? null : IN_PARTS }),
    content: (schema) => articleOf(schema, blocks, sections),
    extensions: [
      textKeys({
        selectAll: () => select(0, text.length),
        goTo: (end, extend) => {
          const to = end === 'start' ? 0 : text.length
          select(extend ? selection().anchor : to, to, { scroll: true })
        },
      }),
      ...lazySections({
        places,
        first: sectionsAround(place, 0, innerHeight),
        onElement: elements.onElement,
        draw: (block) => {
          const { from, to } = spanOfBlock(places, block)
          const there = highlights(blockSpan(projection, block))
          const marks = blocks[block]?.marks ?? []
          return [...drawHighlights(projection, block, from + 1, there, marks), ...decorate(block, from, to)]
        },
      }),
    ],
  })
  const { view } = editor
  const root = view.dom

  /** The sections that fill so many pixels above and below an offset, as far as one can tell before they are laid out. */
  function sectionsAround(offset: number, above: number, below: number): ReadonlySet<number> {
    const own = sectionAt(places, offset)
    const { start, end } = textOfSection(places, own)
    const part = elements.height(own) * ((offset - start) / Math.max(1, end - start))
    const filling = new Set([own])
    for (let section = own - 1, filled = part; section >= 0 && filled < above; section -= 1) {
      filling.add(section)
      filled += elements.height(section)
    }
    for (
      let section = own + 1, filled = elements.height(own) - part;
      section < sections.length && filled < below;
      section += 1
    ) {
      filling.add(section)
      filled += elements.height(section)
    }
    return filling
  }

  const mounted = () => mountedSections(editor.state)
  const mountedBlocks = () => [...mounted()].flatMap((section) => blocksOf(places, section))
  const stretches = () => stretchesOf(places, mounted())

  const listeners = new Set<() => void>()
  const telling = onceAFrame(() => {
    for (const listener of listeners) listener()
  })
  const onChange = () => {
    if (found !== null) paintFound(view, places, stretches(), found.passages, found.present)
    telling.ask()
  }

  const change = (wanted: SectionChange) => {
    const live = liveSelection(view)
    const transaction = changeSections(editor.state, wanted)
    view.dispatch(live.eq(editor.state.selection) ? transaction : transaction.setSelection(live))
    onChange()
  }
  const mount = (next: ReadonlySet<number>) => {
    elements.remember([...mounted()].filter((section) => !next.has(section)))
    change({ mount: next })
  }
  const redraw = (changed: readonly number[]) => {
    if (changed.length > 0) change({ redraw: changed })
    else onChange()
  }

  const geometry = textGeometry({
    view,
    places,
    elementOf: elements.of,
    isMounted: (section) => mounted().has(section),
  })
  const near = sectionWindow({
    count: sections.length,
    scroller,
    elementOf: elements.of,
    mounted,
    mount,
    held: () => heldBy(places, editor.state.selection),
    whole: () => whole,
  })
  const scroll = articleScroll({
    scroller,
    root,
    geometry,
    follow: near.follow,
    show: (offset, above, below) => {
      const missing = [...sectionsAround(offset, above, below)].filter((section) => !mounted().has(section))
      if (missing.length > 0) mount(new Set([...mounted(), ...missing]))
    },
  })

  const selection = () => {
    const { anchor, head } = liveSelection(view)
    return { anchor: offsetOf(places, anchor), head: offsetOf(places, head) }
  }
  const selectionOf = (anchor: number, head: number) =>
    TextSelection.create(editor.state.doc, positionOf(places, anchor), positionOf(places, head))
  const select: Article['select'] = (anchor, head, { scroll: follows = false, focus = false } = {}) => {
    view.dispatch(editor.state.tr.setSelection(selectionOf(anchor, head)))
    if (focus) view.focus()
    if (follows) scroll.reveal(head, 'nearest')
  }

  const layOutAll = (wanted: boolean) => {
    whole = wanted || !isLong
    if (whole) mount(every)
    else {
      change({})
      near.follow()
    }
  }

  // The height of a section is worth remembering as long as the column and the type are the same.
  let layout = ''
  const learn = () => {
    const { fontFamily, fontSize, lineHeight } = getComputedStyle(root)
    const now = `${root.getBoundingClientRect().width} ${fontFamily} ${fontSize} ${lineHeight}`
    if (now === layout) return
    layout = now
    elements.learn(mounted())
    scroll.restore()
  }
  // In a frame of its own: what is resized while sizes are being told would be told for ever.
  const resizing = onceAFrame(() => {
    learn()
    near.follow()
    onChange()
  })
  const sizes = new ResizeObserver(resizing.ask)

  const closed = new AbortController()
  let wholeBefore = whole
  const onPrint = () => {
    wholeBefore = whole
    layOutAll(true)
  }
  addEventListener('beforeprint', onPrint, { signal: closed.signal })
  addEventListener('afterprint', () => layOutAll(wholeBefore), { signal: closed.signal })

  parent.append(root)
  // What is told first comes with the first frame: until then nothing needs to be measured.
  sizes.observe(root)
  sizes.observe(scroller)
  if (given.place !== null) {
    learn()
    const caret = selectionOf(place, place)
    view.dispatch(changeSections(editor.state, { opening: true }).setSelection(caret))
    scroll.reveal(place, 'start')
  }

  return {
    editor,
    projection,
    selection,
    select,
    reveal: scroll.reveal,
    layOutAll,
    topOf: geometry.topOf,
    linesOf: geometry.linesOf,
    offsetAt: geometry.offsetAt,
    offsetAtTop: scroll.offsetAtTop,
    height: () => root.getBoundingClientRect().height,
    mounted: stretches,
    entitle: (next) => {
      if (next === title) return
      title = next
      change({})
    },
    draw: (next) => {
      if (next === highlights) return
      const before = highlights
      highlights = next
      redraw(
        mountedBlocks().filter((block) => {
          const span = blockSpan(projection, block)
          return !sameHighlights(before(span), next(span))
        }),
      )
    },
    refresh: (changed = mountedBlocks()) => redraw(changed),
    mark: (passages, present) => {
      found = passages === null ? null : { passages, present }
      if (found === null) clearFound()
      else paintFound(view, places, stretches(), found.passages, present)
    },
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
      sizes.disconnect()
      for (const part of [near, scroll, telling, resizing]) part.stop()
      if (found !== null) clearFound()
      listeners.clear()
      editor.destroy()
      root.remove()
    },
  }
}

/** The text of sections as few stretches as possible, in reading order. */
function stretchesOf(places: Places, sections: ReadonlySet<number>): Stretch[] {
  const joined: { start: number; end: number }[] = []
  for (const section of [...sections].toSorted((a, b) => a - b)) {
    const { start, end } = textOfSection(places, section)
    const last = joined.at(-1)
    if (last !== undefined && last.end + 1 === start) last.end = end
    else joined.push({ start, end })
  }
  return joined
}

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { lastIndexWhere } from '../../../shared/anchoring/last-index-where'
import { type Annotation, extentOf } from '../../../shared/model/annotation'
import type { AnnotationId } from '../../../shared/model/ids'
import type { CodebookNow } from '../../state/codebook'
import type { Article } from '../article'
import { arrangeCards, type CardSize, MOST, type PlacedCard } from './arrange-cards'

type Given = {
  readonly article: Article
  /** In reading order. */
  readonly annotations: readonly Annotation[]
  /** Names of actors, issues and measures: a new function when they have changed. */
  readonly nameOf: CodebookNow['nameOf']
  readonly chosen: AnnotationId | null
  /** Has the focus: its card stays in the page wherever the text is scrolled to. */
  readonly focused: AnnotationId | null
  readonly scroller: RefObject<HTMLElement | null>
  readonly container: RefObject<HTMLElement | null>
}

export type Cards = {
  /** Where the margin begins beside the first line, in pixels of what the cards stand on; null without room for them. */
  readonly corner: { readonly left: number; readonly top: number } | null
  readonly placed: readonly PlacedCard[]
  /** Cards to be drawn whole, out of sight where they do not stand yet: nobody knows how high they are. */
  readonly unmeasured: readonly AnnotationId[]
  /** The first card of the window: where Tab arrives when none is chosen. */
  readonly first: AnnotationId | null
}

const none: Cards = { corner: null, placed: [], unmeasured: [], first: null }
/** Between the text and its cards: the token `--s5`. */
const MARGIN = 20
/** Of more annotations near one window those in its middle count: the others could not be told apart anyway. */
const CROWD = 300

/**
 * Which cards stand beside the text near the window, and where. They move with the text: they are placed anew when the
 * layout, the annotations or the choice change, and when the text was scrolled by half a window.
 */
export function useCards({
  article,
  annotations,
  nameOf,
  chosen,
  focused,
  scroller,
  container,
}: Given): Cards {
  const [cards, setCards] = useState<Cards>(none)
  const heights = useRef(new Map<string, number>())
  const placedFor = useRef<Placing>(never)

  const place = useEffectEvent((): void => {
    const pane = scroller.current
    const box = container.current
    if (pane === null || box === null) return
    const edges = edgesOf(article, pane, box)
    // Other names give other heights, as another width does.
    if (edges.width !== placedFor.current.edges?.width || nameOf !== placedFor.current.nameOf)
      heights.current.clear()
    if (!edges.hasRoom) {
      placedFor.current = { ...never, edges, nameOf }
      setCards(none)
      return
    }
    const corner = { left: edges.left, top: edges.top }
    const top = windowTop(article, pane)
    const near = annotationsNear({ article, annotations, focused, top, height: edges.height })
    const lines = new Map(near.map((annotation) => [annotation, lineOf(article, annotation)]))
    placedFor.current = { edges, nameOf, lines, reach: reachAround(article, top, edges.height) }
    const whole = near.length > MOST ? near.filter(({ id }) => id === chosen) : near
    const unmeasured = whole.filter((annotation) => !heights.current.has(keyOf(annotation)))
    if (unmeasured.length > 0) {
      setCards((before) => ({ ...before, corner, unmeasured: unmeasured.map(({ id }) => id) }))
      return
    }
    const sizes = near.map((annotation): CardSize => {
      const height = heights.current.get(keyOf(annotation)) ?? 0
      return { id: annotation.id, line: lines.get(annotation) ?? 0, height }
    })
    const placed = nearest(arrangeCards(sizes, chosen), top + edges.height / 2)
    const inWindow = placed.find((card) => card.top >= top) ?? placed.at(-1)
    const first = inWindow === undefined ? null : (idsOf(inWindow)[0] ?? null)
    const next: Cards = { corner, placed, unmeasured: none.unmeasured, first }
    setCards((before) => (areSame(before, next) ? before : next))
  })

  const measure = useEffectEvent(() => {
    const wanted = new Set(cards.unmeasured)
    for (const annotation of annotations.filter(({ id }) => wanted.has(id))) {
      const card = container.current?.querySelector(`.whole[data-card="${annotation.id}"]`)
      if (card) heights.current.set(keyOf(annotation), Math.ceil(card.getBoundingClientRect().height))
    }
    place()
  })
  /** Places the cards anew when they stand no more where they belong, or others are near the window now. */
  const follow = useEffectEvent((change: 'scroll' | 'layout') => {
    const pane = scroller.current
    const box = container.current
    if (pane === null || box === null) return
    const { edges: before, lines, reach } = placedFor.current
    const edges = edgesOf(article, pane, box)
    const top = windowTop(article, pane)
    const isElsewhere = edgeNames.some((edge) => edges[edge] !== before?.[edge])
    const isBeyond = top < reach.from || top + edges.height > reach.to
    const isLaidOutAnew = () => [...lines].some(([annotation, line]) => lineOf(article, annotation) !== line)
    if (isElsewhere || (edges.hasRoom && (isBeyond || (change === 'layout' && isLaidOutAnew())))) place()
  })

  // Where cards stand is learnt from what was drawn, before anyone sees it, whenever one of these is another.
  useLayoutEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect
    place()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [article, annotations, nameOf, chosen, focused])
  useLayoutEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect
    if (cards.unmeasured.length > 0) measure()
  }, [cards.unmeasured])

  useEffect(() => {
    const pane = scroller.current
    if (pane === null) return undefined
    const over = new AbortController()
    pane.addEventListener('scroll', () => follow('scroll'), { passive: true, signal: over.signal })
    // Another face gives other heights.
    const onFonts = () => {
      heights.current.clear()
      place()
    }
    document.fonts.addEventListener('loadingdone', onFonts, { signal: over.signal })
    // What the cards stand on grows too when something above the text does, which moves its first line.
    const sizes = new ResizeObserver(() => follow('layout'))
    sizes.observe(pane)
    const ground = container.current?.offsetParent ?? null
    if (ground !== null) sizes.observe(ground)
    const forget = article.onLayout(() => follow('layout'))
    return () => {
      over.abort()
      sizes.disconnect()
      forget()
    }
  }, [article, scroller, container])

  return cards
}

/** What the cards were placed for. */
type Placing = {
  readonly edges: Edges | null
  readonly nameOf: CodebookNow['nameOf'] | null
  readonly lines: ReadonlyMap<Annotation, number>
  /** While the window is within, in pixels of the text, the cards that it shows are there. */
  readonly reach: { readonly from: number; readonly to: number }
}
const never: Placing = {
  edges: null,
  nameOf: null,
  lines: new Map(),
  reach: { from: Infinity, to: -Infinity },
}

const edgeNames = ['left', 'top', 'width', 'height', 'hasRoom'] as const
type Edges = Readonly<Record<'left' | 'top' | 'width' | 'height', number>> & { readonly hasRoom: boolean }

/** Where the margin is on what the cards stand on, how wide a card and how high the window is, and whether it all fits. */
function edgesOf(article: Article, pane: HTMLElement, box: HTMLElement): Edges {
  const text = article.editor.view.dom.getBoundingClientRect()
  const ground = box.offsetParent?.getBoundingClientRect()
  const width = box.offsetWidth
  return {
    // On whole pixels: letters that stand between two are blurred.
    left: Math.round(text.right + MARGIN - (ground?.left ?? 0)),
    top: Math.round(text.top - (ground?.top ?? 0) + (box.offsetParent?.scrollTop ?? 0)),
    width,
    height: pane.clientHeight,
    hasRoom: text.right + MARGIN + width <= pane.getBoundingClientRect().left + pane.clientWidth,
  }
}

/** Where the window begins in the text. */
function windowTop(article: Article, pane: HTMLElement): number {
  return pane.getBoundingClientRect().top - article.editor.view.dom.getBoundingClientRect().top
}

/** How far the window may go: half of the way to the end of what is mounted, and of the screen before and behind it. */
function reachAround(article: Article, top: number, height: number): { from: number; to: number } {
  const here = article.offsetAtTop()
  const { start, end } = article.mounted().find((one) => one.start <= here && here <= one.end) ?? nowhere
  const above = Math.max(top - height, start === 0 ? -Infinity : article.topOf(start))
  const { length } = article.projection.text
  const below = Math.min(top + 2 * height, end >= length ? Infinity : article.topOf(end))
  return { from: (above + top) / 2, to: (below + top + height) / 2 }
}

const nowhere = { start: 0, end: 0 }

type Near = Pick<Given, 'article' | 'annotations' | 'focused'> & {
  /** Top of the window in the text, and its height. */
  readonly top: number
  readonly height: number
}

/** The annotations whose passages start in a line within a screen of the window, and the focused one. */
function annotationsNear({ article, annotations, focused, top, height }: Near): readonly Annotation[] {
  const countAbove = (limit: number) => {
    const isAbove = (annotation: Annotation) => lineOf(article, annotation) < limit
    const last = lastIndexWhere(annotations, isAbove)
    return annotations.slice(last, last + 1).some(isAbove) ? last + 1 : 0
  }
  const middle = countAbove(top + height / 2)
  const from = Math.max(countAbove(top - height), middle - CROWD / 2)
  const to = Math.min(countAbove(top + 2 * height), middle + CROWD / 2)
  // Neither what is not mounted has a line, nor what is folded away.
  const hasLine = ({ target }: Annotation) => {
    const { start } = extentOf(target)
    return (article.linesOf({ start, end: start + 1 }) ?? []).length > 0
  }
  const inRange = annotations.slice(from, to).filter(hasLine)
  if (focused === null || inRange.some(({ id }) => id === focused)) return inRange
  return annotations.filter(
    ({ id }, index) => id === focused || (from <= index && inRange.some((one) => one.id === id)),
  )
}

function lineOf(article: Article, { target }: Annotation): number {
  return article.topOf(extentOf(target).start)
}

/** The ids that a card stands for: one, or those of a fold. */
export function idsOf(card: PlacedCard): readonly AnnotationId[] {
  return card.shown === 'fold' ? card.ids : [card.id]
}

function keyOf({ id, revision }: Annotation): string {
  return `${id}/${revision}`
}

/** At most `MOST` of the cards, those nearest to `middle`. */
function nearest(placed: readonly PlacedCard[], middle: number): readonly PlacedCard[] {
  if (placed.length <= MOST) return placed
  const kept = new Set(
    placed.toSorted((a, b) => Math.abs(a.top - middle) - Math.abs(b.top - middle)).slice(0, MOST),
  )
  return placed.filter((card) => kept.has(card))
}

function areSame(one: Cards, two: Cards): boolean {
  return (
    one.corner?.left === two.corner?.left &&
    one.corner?.top === two.corner?.top &&
    one.first === two.first &&
    one.unmeasured.length === two.unmeasured.length &&
    one.placed.length === two.placed.length &&
    one.placed.every((card, index) => {
      const other = two.placed[index]
      if (other === undefined || card.shown !== other.shown || card.top !== other.top) return false
      return idsOf(card).join(' ') === idsOf(other).join(' ')
    })
  )
}

import { type MouseEvent, type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { lastIndexWhere } from '../../../shared/anchoring/last-index-where'
import { cardWords } from '../../../shared/briefing/card-words'
import { type Annotation, annotationKinds, extentOf } from '../../../shared/model/annotation'
import type { AnnotationId } from '../../../shared/model/ids'
import { kindWords } from '../../ui/kinds'
import type { Article, Stretch } from '../article'
import { pathAcross, pathOf, tickAt, ticksOf, WIDTH } from './ticks'
import './strip.css'

type Props = {
  readonly article: Article
  /** In reading order. */
  readonly annotations: readonly Annotation[]
  readonly chosen: AnnotationId | null
  /** What was found in the text; null while nothing is looked for. */
  readonly found: readonly Stretch[] | null
  readonly scroller: RefObject<HTMLElement | null>
  /** Wants to see the place; of the annotation that was hit, null beside all of them. */
  readonly onJump: (offset: number, annotation: AnnotationId | null) => void
}

/** How far from a tick a click still means it. */
const REACH = 6
/** Milliseconds from a change of the layout to the strip's. */
const REST = 100

/**
 * All annotations of the text at a glance, beside the scroll bar: where the bar's thumb would be when they are in the
 * window. Three lanes, one for each kind; the chosen one and what was found go across. Not for screen readers nor
 * keys: the Inspector lists the same annotations, and the keys of the text walk through them and through what was found.
 */
export function HighlightStrip({ article, annotations, chosen, found, scroller, onJump }: Props) {
  const strip = useRef<HTMLDivElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const ticks = useRef<readonly { readonly y: number; readonly annotation: Annotation }[]>([])
  /** Where an offset stands on the strip, for the layout of this moment. */
  const scale = () => {
    const pane = scroller.current
    if (pane === null) return null
    const window = pane.getBoundingClientRect()
    const above = article.editor.view.dom.getBoundingClientRect().top - window.top + pane.scrollTop
    const part = pane.clientHeight / Math.max(1, pane.scrollHeight)
    return { yOf: (offset: number) => (above + article.topOf(offset)) * part, pane }
  }

  // Written past React: a change of the layout costs a few attributes and no drawing of components.
  const draw = useEffectEvent(() => {
    const element = strip.current
    const svg = drawing.current
    const measured = scale()
    if (element === null || svg === null || measured === null) return
    const { yOf, pane } = measured
    element.style.top = `${pane.offsetTop}px`
    element.style.height = `${pane.clientHeight}px`
    element.style.right = `${pane.offsetWidth - pane.clientWidth}px`
    // A tick of the strip stands for the first annotation of each kind there.
    const all = ticksOf(annotations.length, (index) => yOf(startOf(annotations[index])))
    const drawn = all.flatMap(({ y, index }, at) => {
      const here = annotations.slice(index, all[at + 1]?.index)
      return annotationKinds.flatMap((kind) => {
        const annotation = here.find(({ body }) => body.kind === kind)
        return annotation === undefined ? [] : [{ y, kind, annotation }]
      })
    })
    ticks.current = drawn
    for (const kind of annotationKinds) {
      const own = drawn.filter((tick) => tick.kind === kind)
      write(svg, kind, pathOf(kind, own))
    }
    const hits = ticksOf(found?.length ?? 0, (index) => yOf(found?.[index]?.start ?? 0))
    write(svg, 'found', pathAcross(hits))
    const on = annotations.filter(({ id }) => id === chosen)
    write(svg, 'chosen', pathAcross(on.map((one) => ({ y: Math.round(yOf(startOf(one))) }))))
  })

  // Drawn anew whenever one of these is another, when there is time: the text and its cards come first.
  useEffect(() => {
    const waiting = requestIdleCallback(() => draw(), { timeout: REST })
    return () => cancelIdleCallback(waiting)
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [article, annotations, chosen, found])

  useEffect(() => {
    const pane = scroller.current
    if (pane === null) return undefined
    // What it tells first is the size that the strip is drawn for anyway.
    let isFirst = true
    const sizes = new ResizeObserver(() => {
      if (!isFirst) draw()
      isFirst = false
    })
    sizes.observe(pane)
    // While a long text is scrolled its layout changes with many frames; nobody needs the strip to follow each.
    let waiting: ReturnType<typeof setTimeout> | undefined
    const forget = article.onLayout(() => {
      waiting ??= setTimeout(() => {
        waiting = undefined
        draw()
      }, REST)
    })
    return () => {
      sizes.disconnect()
      clearTimeout(waiting)
      forget()
    }
  }, [article, scroller])

  const annotationAt = (event: MouseEvent): Annotation | null => {
    const y = event.clientY - (strip.current?.getBoundingClientRect().top ?? 0)
    return tickAt(ticks.current, y, REACH)?.annotation ?? null
  }

  const jump = (event: MouseEvent) => {
    const annotation = annotationAt(event)
    if (annotation !== null) {
      onJump(startOf(annotation), annotation.id)
      return
    }
    const y = event.clientY - (strip.current?.getBoundingClientRect().top ?? 0)
    const measured = scale()
    const { starts } = article.projection
    const block = measured === null ? 0 : lastIndexWhere(starts, (start) => measured.yOf(start) <= y)
    onJump(starts[block] ?? 0, null)
  }

  const name = (event: MouseEvent<HTMLElement>) => {
    const annotation = annotationAt(event)
    const title =
      annotation === null ? '' : `${kindWords[annotation.body.kind].one}: ${cardWords(annotation).title}`
    event.currentTarget.title = title
  }

  return (
    <div
      ref={strip}
      className="strip"
      style={{ width: WIDTH }}
      aria-hidden="true"
      onClick={jump}
      // The text keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={name}
    >
      <svg ref={drawing} width={WIDTH} height="100%" fill="none">
        {['found', ...annotationKinds, 'chosen'].map((part) => (
          <path key={part} className={part} data-part={part} />
        ))}
      </svg>
    </div>
  )
}

function startOf(annotation: Annotation | undefined): number {
  return annotation === undefined ? 0 : extentOf(annotation.target).start
}

function write(svg: SVGSVGElement, part: string, path: string): void {
  svg.querySelector(`[data-part="${part}"]`)?.setAttribute('d', path)
}

import type { Article } from './article'
import type { TextGeometry } from './text-geometry'

/** Brings places into the window, and keeps what is read where it is. */
export type ArticleScroll = {
  readonly reveal: Article['reveal']
  readonly offsetAtTop: Article['offsetAtTop']
  /** Puts what was read back where it was, after the column has changed. */
  readonly restore: () => void
  readonly stop: () => void
}

type Given = {
  readonly scroller: HTMLElement
  readonly root: HTMLElement
  readonly geometry: TextGeometry
  /** Mounts the section of an offset, and what fills so many pixels above and below it as far as one can tell. */
  readonly show: (offset: number, above: number, below: number) => void
  /** Mounts what has come into the window. */
  readonly follow: () => void
}

/** Scrolling has come to rest after so many milliseconds. */
const REST = 150
/** What is shown keeps this distance from the edge of the window, in pixels. */
const AIR = 48
/** A line at the top of the window stands so much below its edge. */
const START = 12

export function articleScroll({ scroller, root, geometry, show, follow }: Given): ArticleScroll {
  // What was read when scrolling came to rest, and where it stood in the window.
  let reading: { readonly offset: number; readonly top: number } | null = null
  let rest: ReturnType<typeof setTimeout> | undefined
  let checking: number | null = null

  const topIn = (offset: number) =>
    root.getBoundingClientRect().top + geometry.topOf(offset) - scroller.getBoundingClientRect().top
  const put = (offset: number, wanted: number) => {
    const away = topIn(offset) - wanted
    if (Math.abs(away) >= 1) scroller.scrollTop += away
    follow()
  }
  const offsetAtTop = () => geometry.offsetBelow(scroller.getBoundingClientRect().top + START)

  const onScroll = () => {
    follow()
    clearTimeout(rest)
    rest = setTimeout(() => {
      const offset = offsetAtTop()
      reading = scroller.scrollTop === 0 ? null : { offset, top: topIn(offset) }
    }, REST)
  }
  scroller.addEventListener('scroll', onScroll, { passive: true })

  return {
    offsetAtTop,
    reveal: (offset, where = 'middle') => {
      const height = scroller.clientHeight
      // All at once: each time that something more is mounted costs a layout.
      if (where === 'middle') show(offset, height / 2, height / 2)
      else show(offset, 0, where === 'start' ? height : 0)
      const line = geometry.rectOf(offset)?.height ?? 0
      const wanted = goalOf(topIn(offset), line, height, where)
      put(offset, wanted)
      // Mounting what came into the window with it may have moved it, and so may what is mounted in the next frame.
      put(offset, wanted)
      const reached = topIn(offset)
      if (checking !== null) cancelAnimationFrame(checking)
      checking = requestAnimationFrame(() => {
        checking = null
        put(offset, reached)
      })
    },
    restore: () => {
      if (reading !== null) put(reading.offset, reading.top)
    },
    stop: () => {
      scroller.removeEventListener('scroll', onScroll)
      clearTimeout(rest)
      if (checking !== null) cancelAnimationFrame(checking)
    },
  }
}

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

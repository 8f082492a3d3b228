import { currentVersion, type Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { useHost, useRefusal } from '../state/host-context'
import type { Article } from './article'

/** How long the text must stand still until its place is kept, in milliseconds. */
const REST = 1000

/**
 * Tells the offset at the top of the window when scrolling has come to rest, when the window is hidden and when the
 * text is left. Only from the moment on that the person moves in the text: what the program scrolled is no reading.
 */
export function keepPlace(
  article: Article,
  scroller: HTMLElement,
  keep: (offset: number) => void,
): () => void {
  const over = new AbortController()
  const { signal } = over
  let moved = false
  let waiting: ReturnType<typeof setTimeout> | undefined
  const settle = () => {
    if (waiting === undefined) return
    clearTimeout(waiting)
    waiting = undefined
    keep(article.offsetAtTop())
  }
  for (const sign of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
    scroller.addEventListener(sign, () => (moved = true), { passive: true, capture: true, signal })
  }
  scroller.addEventListener(
    'scroll',
    () => {
      if (!moved) return
      clearTimeout(waiting)
      waiting = setTimeout(settle, REST)
    },
    { passive: true, signal },
  )
  document.addEventListener('visibilitychange', settle, { signal })
  return () => {
    settle()
    over.abort()
  }
}

/**
 * Keeps how far the newest text was read; who looks something up in an older one goes on there. Where it cannot be written
 * that is not worth a sentence.
 */
export function useKeptPlace(source: Source, version: Version): (offset: number) => void {
  const host = useHost()
  const refusal = useRefusal()
  const place = { source: source.id, version: version.number }
  return (offset) => {
    if (refusal === null && version.number === currentVersion(source).number)
      host.call('source.keepPlace', { ...place, offset }).catch(() => undefined)
  }
}

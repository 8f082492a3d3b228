import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { TextProjection } from '../../shared/anchoring/text-projection'
import type { Version } from '../../shared/model/version'
import type { Article, Decorate, HighlightsIn } from './article'
import { createArticle, type OpenArticle } from './create-article'

type Given = {
  readonly version: Version
  readonly projection: TextProjection
  readonly title: string
  readonly highlights: HighlightsIn
  /** Where the text is to be opened; null for its beginning. */
  readonly place: number | null
  readonly parent: RefObject<HTMLElement | null>
  readonly scroller: RefObject<HTMLElement | null>
  /** What stands around the blocks; drawn anew when it is another function. */
  readonly decorate: Decorate
  /** Blocks at which something begins besides the headings, such as a post. */
  readonly begins: (block: number) => boolean
  /** Started with every article that is opened; what it returns runs before that is closed. */
  readonly whileOpen: (article: Article, scroller: HTMLElement) => () => void
}

/** The article of a version, which is on the page before the first frame; null until then. */
export function useOpenArticle(given: Given): Article | null {
  const { version, projection, title, highlights, decorate, parent, scroller } = given
  const latest = useRef(decorate)
  const [article, setArticle] = useState<OpenArticle | null>(null)
  const open = useEffectEvent((host: HTMLElement, pane: HTMLElement) => {
    const { place, begins, whileOpen } = given
    const opened = createArticle({
      blocks: version.blocks,
      projection,
      title,
      highlights,
      place,
      begins,
      decorate: (...block) => latest.current(...block),
      parent: host,
      scroller: pane,
    })
    const stop = whileOpen(opened, pane)
    setArticle(opened)
    return () => {
      stop()
      // What stands around the text lets go of it in the same turn, after this.
      queueMicrotask(opened.destroy)
    }
  })
  useLayoutEffect(() => {
    const host = parent.current
    const pane = scroller.current
    return host === null || pane === null ? undefined : open(host, pane)
    // Another version is another article.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [version, parent, scroller])
  useLayoutEffect(() => {
    if (latest.current === decorate) return
    latest.current = decorate
    article?.refresh()
  }, [article, decorate])
  useEffect(() => article?.draw(highlights), [article, highlights])
  useEffect(() => article?.entitle(title), [article, title])
  return article
}

/** The same article once it was painted: what stands beside the text waits until the text is on the screen. */
export function useOnceShown(article: Article | null): Article | null {
  const [shown, setShown] = useState<Article | null>(null)
  useEffect(() => {
    if (article === null) return undefined
    let painted: ReturnType<typeof setTimeout> | undefined
    // The first size is told in the frame that shows the text, before that is painted.
    const sizes = new ResizeObserver(() => {
      sizes.disconnect()
      painted = setTimeout(() => setShown(article))
    })
    sizes.observe(article.editor.view.dom)
    return () => {
      sizes.disconnect()
      clearTimeout(painted)
    }
  }, [article])
  return shown === article ? shown : null
}

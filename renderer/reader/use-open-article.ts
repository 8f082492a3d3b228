import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import type { TextProjection } from '../../shared/anchoring/text-projection'
import type { Version } from '../../shared/model/version'
import type { Article } from './article'
import { createArticle, type OpenArticle } from './create-article'
import type { Highlight } from './segments'

type Given = {
  readonly version: Version
  readonly projection: TextProjection
  readonly title: string
  readonly highlights: readonly Highlight[]
  /** Where the text is to be opened; null for its beginning. */
  readonly place: number | null
  readonly parent: RefObject<HTMLElement | null>
  readonly scroller: RefObject<HTMLElement | null>
  /** Started with every article that is opened; what it returns runs before that is closed. */
  readonly whileOpen: (article: Article, scroller: HTMLElement) => () => void
}

/** The article of a version, which is on the page before the first frame; null until then. */
export function useOpenArticle(given: Given): Article | null {
  const { version, projection, title, highlights, parent, scroller } = given
  const [article, setArticle] = useState<OpenArticle | null>(null)
  const open = useEffectEvent((host: HTMLElement, pane: HTMLElement) => {
    const { place, whileOpen } = given
    const opened = createArticle({
      blocks: version.blocks,
      projection,
      title,
      highlights,
      place,
      parent: host,
      scroller: pane,
    })
    const stop = whileOpen(opened, pane)
    setArticle(opened)
    return () => {
      stop()
      opened.destroy()
    }
  })
  useLayoutEffect(() => {
    const host = parent.current
    const pane = scroller.current
    return host === null || pane === null ? undefined : open(host, pane)
  }, [version, parent, scroller])
  useEffect(() => article?.draw(highlights), [article, highlights])
  useEffect(() => article?.entitle(title), [article, title])
  return article
}

import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import { projectText, type TextProjection, trimRange } from '../../shared/anchoring/text-projection'
import { type Annotation, type AnnotationKind, extentOf } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { useHost, useRefusal } from '../state/host-context'
import { useStatus } from '../state/status'
import { ArticleContext } from './article-context'
import { annotationAt, neighbourOf } from './choosing'
import { keepPlace } from './keep-place'
import { commandOfKey, kindOfKey } from './reader-keys'
import { SelectionBar } from './SelectionBar'
import { SourceHead } from './SourceHead'
import type { Highlight } from './segments'
import { useOpenArticle } from './use-open-article'
import { useTagging } from './use-tagging'
import './reader.css'

/** A wish to see one annotation; a new object is a new wish. */
export type Reveal = { readonly annotation: AnnotationId; readonly focus: boolean }

type Props = {
  readonly source: Source
  readonly version: Version
  /** In reading order. */
  readonly annotations: readonly Annotation[]
  readonly chosen: AnnotationId | null
  readonly reveal: Reveal | null
  readonly onChoose: (annotation: AnnotationId | null) => void
  readonly onRemove: (annotation: Annotation) => void
  readonly tools: ReactNode
  /** What stands around the text and asks `useArticle`: below the tools, beside the sheet, and at the scroll bar. */
  readonly below?: ReactNode
  readonly beside?: ReactNode
  readonly atScrollBar?: ReactNode
}

/** The text of a source: read, select, tag. */
export function Reader(props: Props) {
  const { source, version, annotations, chosen, reveal, onChoose, onRemove } = props
  const status = useStatus()
  const refusal = useRefusal()
  const scroller = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const projection = useMemo(() => projectText(version.blocks), [version])
  const { pending, tag } = useTagging(source.id, version.number, annotations, chosen, onChoose)
  const highlights = useHighlights(annotations, chosen, pending)
  const keep = useKeptPlace(source, version)
  const article = useOpenArticle({
    version,
    projection,
    title: source.details.title,
    highlights,
    place: reveal === null && source.place?.version === version.number ? source.place.offset : null,
    parent: text,
    scroller,
    whileOpen: (opened, pane) => keepPlace(opened, pane, keep),
  })
  const [selected, setSelected] = useState({ anchor: 0, head: 0 })
  const [focusWithin, setFocusWithin] = useState(false)
  const [dragging, setDragging] = useState(false)

  useEffect(() => article?.onSelection(() => setSelected(article.selection())), [article])

  useEffect(() => {
    if (!dragging) return undefined
    const over = new AbortController()
    for (const end of ['pointerup', 'pointercancel', 'dragend']) {
      addEventListener(end, () => setDragging(false), { signal: over.signal })
    }
    return () => over.abort()
  }, [dragging])

  const wanted = annotations.find(({ id }) => id === reveal?.annotation)
  const grant = useEffectEvent((wish: Reveal) => {
    if (wanted === undefined || article === null) return
    const { start } = extentOf(wanted.target)
    if (wish.focus) article.select(start, start, { focus: true })
    article.reveal(start)
  })
  // Once for each wish, as soon as the annotation is listed.
  const canReveal = wanted !== undefined && article !== null
  useEffect(() => {
    if (canReveal && reveal !== null) grant(reveal)
  }, [reveal, canReveal])

  const letGo = () => {
    if (article === null) return
    const { anchor, head } = article.selection()
    const end = Math.max(anchor, head)
    article.select(end, end, { focus: true })
  }

  const tagSelection = (kind: AnnotationKind) => {
    const passage = article === null ? null : passageOf(projection, article.selection())
    if (passage === null) {
      status.say('Select the words first, then press 1, 2 or 3.')
      return
    }
    letGo()
    void tag(kind, passage)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const inText = text.current?.contains(event.target as Node) === true // a target of a DOM event in the page is a Node
    if (event.key === 'Escape' && selected.anchor !== selected.head) {
      letGo()
      event.preventDefault()
      return
    }
    const kind = kindOfKey(event.nativeEvent)
    const command = inText ? commandOfKey(event.nativeEvent) : null
    if (kind !== null) tagSelection(kind)
    else if (command !== null) run(command)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const run = (command: 'next' | 'previous' | 'remove') => {
    if (command === 'remove') {
      const annotation = annotations.find(({ id }) => id === chosen)
      if (annotation === undefined) status.say('Choose an annotation first: click it, or press ].')
      else onRemove(annotation)
      return
    }
    if (article === null) return
    const neighbour = neighbourOf(annotations, chosen, article.selection().head, command)
    if (neighbour === null) {
      status.say('This text has no annotations yet.')
      return
    }
    const { start } = extentOf(neighbour.target)
    article.select(start, start)
    article.reveal(start)
    onChoose(neighbour.id)
  }

  const onClick = ({ target, clientX, clientY }: MouseEvent) => {
    if (article === null || passageOf(projection, article.selection()) !== null) return
    const offset = article.offsetAt(clientX, clientY)
    const onMark = target instanceof Element && target.closest('mark') !== null
    if (offset === null || !onMark) return
    const annotation = annotationAt(annotations, offset, chosen)
    if (annotation !== null) onChoose(annotation.id)
  }

  const showBar = focusWithin && !dragging && passageOf(projection, selected) !== null
  return (
    <ArticleContext value={article}>
      <section className="page" aria-label="Reader">
        <div className="tool">{props.tools}</div>
        {article === null ? null : props.below}
        <div className="scroll" ref={scroller}>
          <article className="sheet">
            <SourceHead source={source} projection={projection} />
            {/* The keys and clicks below belong to the editor and to the bar inside, which have their roles. */}
            <div
              role="presentation"
              onFocus={() => setFocusWithin(true)}
              onBlur={(event) => setFocusWithin(event.currentTarget.contains(event.relatedTarget))}
              onKeyDownCapture={onKeyDown}
            >
              <div ref={text} role="presentation" onClick={onClick} onPointerDown={() => setDragging(true)} />
              {showBar && article !== null ? (
                <SelectionBar
                  article={article}
                  {...selected}
                  scroller={scroller}
                  disabled={refusal !== null}
                  onTag={tagSelection}
                />
              ) : null}
            </div>
            {article === null ? null : props.beside}
          </article>
        </div>
        {article === null ? null : props.atScrollBar}
      </section>
    </ArticleContext>
  )
}

/** The words between the ends of a selection, without white space around them; null for none. */
function passageOf({ text }: TextProjection, { anchor, head }: { anchor: number; head: number }) {
  return trimRange(text, Math.min(anchor, head), Math.max(anchor, head))
}

/** Keeps how far the text was read. Where that cannot be written it is not worth a sentence. */
function useKeptPlace(source: Source, version: Version): (offset: number) => void {
  const host = useHost()
  const refusal = useRefusal()
  const place = { source: source.id, version: version.number }
  return (offset) => {
    if (refusal === null) host.call('source.keepPlace', { ...place, offset }).catch(() => undefined)
  }
}

/** What to draw: the annotations in their places, then what the disk does not have yet. */
function useHighlights(
  annotations: readonly Annotation[],
  chosen: AnnotationId | null,
  pending: readonly Highlight[],
): readonly Highlight[] {
  return useMemo(() => {
    const placed = annotations.flatMap(({ id, body, target }) =>
      target.ranges.map(({ position: { start, end } }): Highlight => {
        return { id, kind: body.kind, start, end, state: id === chosen ? 'on' : 'plain' }
      }),
    )
    return [...placed, ...pending]
  }, [annotations, chosen, pending])
}

import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import { projectText } from '../../shared/anchoring/text-projection'
import { type Annotation, extentOf } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import { outlineOf } from '../../shared/model/outline'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { useCodebook } from '../state/codebook'
import { useCommandSet } from '../state/commands'
import { useRefusal } from '../state/host-context'
import { useSourceChange } from '../state/use-source-change'
import type { Article, Stretch } from './article'
import { MarginCards } from './cards/MarginCards'
import { annotationsUnder, nextOf } from './choosing'
import { copyPassages } from './copying'
import { EdgeGrips } from './EdgeGrips'
import { FindInText } from './find/FindInText'
import { fitsReader } from './fits-reader'
import { HereList } from './HereList'
import { keepPlace, useKeptPlace } from './keep-place'
import { linkAt } from './link-at'
import { movesIn } from './moves'
import { once } from './once'
import { OutlineButton } from './outline/OutlineButton'
import { useReadingFaces } from './reading-faces'
import { readsAs } from './reads-as'
import { referenceAt } from './reference-at'
import { SelectionBar } from './SelectionBar'
import { SourceHead } from './SourceHead'
import { HighlightStrip } from './strip/HighlightStrip'
import { UnreadableText } from './UnreadableText'
import { useCoding } from './use-coding'
import { useEdges } from './use-edges'
import { useExtents } from './use-extents'
import { useHighlights } from './use-highlights'
import { useOnceShown, useOpenArticle } from './use-open-article'
import { passageOf, usePassages } from './use-passages'
import { useStructure } from './use-structure'
import { useTagging } from './use-tagging'
import { useTextCommands } from './use-text-commands'
import './reader.css'

/** A wish to see one annotation, or to have some words selected; a new object is a new wish. */
export type Reveal = { readonly focus: boolean } & (
  | { readonly annotation: AnnotationId }
  | { readonly annotation: null; readonly passage: { readonly start: number; readonly end: number } }
)

type Props = {
  readonly source: Source
  readonly version: Version
  /** In reading order. */
  readonly annotations: readonly Annotation[]
  /** Those whose passages are not to be moved: they stand elsewhere by now. */
  readonly fixed?: ReadonlySet<AnnotationId>
  readonly chosen: AnnotationId | null
  readonly reveal: Reveal | null
  readonly onChoose: (annotation: AnnotationId | null) => void
  readonly onRemove: (annotation: Annotation) => void
  /** Goes on to the Inspector with the annotation. */
  readonly onOpen: (annotation: AnnotationId) => void
  /** A link of the text was followed. */
  readonly onLink: (url: string) => void
  readonly tools: ReactNode
  /** What has to be said about the text, above it. */
  readonly notices?: ReactNode
  /** Is told what is selected in the text, or where the caret is; null as long as it is nowhere. */
  readonly onSelect?: (selection: Stretch | null) => void
  /** Is told the offset to which the text was read. */
  readonly onPlace?: (offset: number) => void
  /** Opens the source that a part of the text became. */
  readonly onOpenSource?: (source: SourceId) => void
}

/** The text of a source, once its faces are there. */
export function Reader(props: Props) {
  const { version, source } = props
  const fits = useMemo(() => fitsReader(version.blocks), [version])
  return fits ? <ReadyReader {...props} /> : <UnreadableText title={source.details.title} version={version} />
}

function ReadyReader(props: Props) {
  const ready = useReadingFaces(props.version)
  return ready ? <OpenReader {...props} /> : <section className="page" aria-label="Reader" />
}

/** The text as it is read, selected and tagged. */
function OpenReader(props: Props) {
  const { source, version, annotations, chosen, reveal, onChoose, onRemove, onOpen, onLink } = props
  const refusal = useRefusal()
  const scroller = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const projection = useMemo(() => projectText(version.blocks), [version])
  const overlay = source.structures.find((one) => one.version === version.number) ?? null
  const { language } = source.details
  const outline = useMemo(() => once(() => outlineOf(version.blocks, overlay)), [version, overlay])
  const moves = useMemo(() => {
    const posts = () => outline().map(({ offset }) => offset)
    return movesIn(projection, posts, language)
  }, [outline, projection, language])

  const { pending, isTagging, tag, whenTagged } = useTagging(
    source.id,
    version.number,
    annotations,
    chosen,
    onChoose,
  )
  const extents = useExtents(annotations)
  const [hovered, setHovered] = useState<AnnotationId | null>(null)
  const [selected, setSelected] = useState({ anchor: 0, head: 0 })
  const [focusWithin, setFocusWithin] = useState(false)
  const [dragging, setDragging] = useState(false)
  const [here, setHere] = useState<{
    readonly annotations: readonly Annotation[]
    readonly at: DOMRect
  } | null>(null)
  const [found, setFound] = useState<readonly Stretch[] | null>(null)
  const keep = useKeptPlace(source, version)
  const change = useSourceChange(source)
  const { nameOf } = useCodebook()

  const annotation = annotations.find(({ id }) => id === chosen) ?? null
  const movable = annotation !== null && props.fixed?.has(annotation.id) === true ? null : annotation
  const places = annotation === null ? nowhere : extents.placesOf(annotation)
  // For what is asked when a key or the pointer has done something; what is drawn takes the article below.
  const opened = useRef<Article | null>(null)
  const structure = useStructure({
    version,
    projection,
    structure: overlay,
    title: source.details.title,
    onChange: refusal === null ? (edit) => void change(edit) : null,
    onShow: (offset) => {
      opened.current?.select(offset, offset, { focus: true })
      opened.current?.reveal(offset, 'nearest')
    },
    onOpen: props.onOpenSource,
  })
  const isSelecting = selected.anchor !== selected.head
  const lineAtCaret = () =>
    [selected.head, selected.head - 1]
      .map((start) => opened.current?.linesOf({ start, end: start + 1 })?.[0])
      .find((line) => line !== undefined) ?? null
  const coding = useCoding({
    chosen: annotation,
    refusal,
    lineAtCaret,
    onBack: () => opened.current?.select(selected.anchor, selected.head, { focus: true }),
  })
  const passages = usePassages({
    text,
    opened,
    projection,
    moves,
    visibleIn: structure.visibleIn,
    chosen: movable,
    places,
    refusal,
    onTag: async (kind, stretches) => {
      const made = (await tag(kind, stretches, coding.kept)) !== null
      if (made) coding.forget()
      return made
    },
    onMove: extents.move,
    onLetGo: () => onChoose(null),
  })
  const highlights = useHighlights({
    annotations,
    chosen,
    hovered,
    moved: extents.moved,
    pending,
    parts: passages.parts,
  })
  const article = useOpenArticle({
    version,
    projection,
    title: source.details.title,
    highlights,
    place: reveal === null && source.place?.version === version.number ? source.place.offset : null,
    parent: text,
    scroller,
    decorate: structure.decorate,
    begins: structure.begins,
    whileOpen: (article, pane) => {
      opened.current = article
      const stop = keepPlace(article, pane, (offset) => {
        props.onPlace?.(offset)
        keep(offset)
      })
      return () => {
        opened.current = null
        stop()
      }
    },
  })
  const shown = useOnceShown(article)
  // A new highlight is painted first; what tells of it beside the text follows.
  const listed = useDeferredValue(annotations)

  const tellSelection = useEffectEvent(({ anchor, head }: typeof selected) => {
    const [start, end] = anchor < head ? [anchor, head] : [head, anchor]
    props.onSelect?.({ start, end })
  })
  const tellNothing = useEffectEvent(() => props.onSelect?.(null))
  useEffect(() => {
    tellNothing()
    return article?.onSelection(() => {
      const now = article.selection()
      setSelected(now)
      tellSelection(now)
    })
  }, [article])
  useEffect(() => {
    if (!dragging) return undefined
    const over = new AbortController()
    for (const end of ['pointerup', 'pointercancel', 'dragend']) {
      addEventListener(end, () => setDragging(false), { signal: over.signal })
    }
    return () => over.abort()
  }, [dragging])

  /** Brings the place into the window, folded away or not. */
  const show = (offset: number, where: 'middle' | 'start' = 'middle') => {
    article?.reveal(offset, where)
    // What was folded away stands there in the next frame.
    if (structure.unfold(offset)) requestAnimationFrame(() => article?.reveal(offset, where))
  }

  /** Shows the place and puts the caret there. */
  const goTo = (offset: number, focus = false, where: 'middle' | 'start' = 'middle') => {
    article?.select(offset, offset, { focus })
    show(offset, where)
  }

  const wanted = annotations.find(({ id }) => id === reveal?.annotation)
  const grant = useEffectEvent((wish: Reveal) => {
    if (article === null) return
    if (wish.annotation === null) {
      const { start, end } = wish.passage
      show(start)
      article.select(start, end, { focus: wish.focus })
    } else if (wanted !== undefined) {
      const { start } = extentOf(wanted.target)
      if (wish.focus) goTo(start, true)
      else show(start)
    }
  })
  // Once for each wish, as soon as an annotation is listed.
  const canReveal = article !== null && (wanted !== undefined || reveal?.annotation === null)
  useEffect(() => {
    if (canReveal && reveal !== null) grant(reveal)
  }, [reveal, canReveal])

  useEdges({
    article,
    moves,
    annotation: refusal === null ? movable : null,
    passages: places,
    caret: isSelecting ? null : selected.head,
    onMove: passages.put,
  })
  const followAt = (offset: number): (() => void) | null => {
    const link = linkAt(version.blocks, projection, offset)
    if (link !== null) return () => onLink(link)
    const post = referenceAt(version.blocks, projection, overlay, offset)
    return post === null ? null : () => goTo(post, true, 'start')
  }
  // Enter goes on to what was tagged just now, also while that is on its way to the disk.
  const openChosen = isTagging ? () => whenTagged(onOpen) : chosen === null ? null : () => onOpen(chosen)
  const hear = useTextCommands({
    article,
    moves,
    visible: structure.visible,
    annotations,
    chosen,
    caret: selected.head,
    isSelecting: isSelecting || passages.parts.length > 0,
    onTag: passages.tag,
    onJoin: passages.join,
    onChoose,
    onGoTo: goTo,
    onOpen: openChosen,
    onRemove,
    onList: (there) => {
      const at = lineAtCaret()
      if (at !== null) setHere({ annotations: there, at })
    },
    onLetGo: () => {
      coding.forget()
      passages.letGo()
    },
    onFollow: followAt(selected.head),
  })
  const markFrame = () => {
    const stretch = passages.selection() ?? { start: selected.head, end: selected.head }
    structure.markFrame(stretch)
  }
  const applyCode = () => coding.start(isSelecting || passages.parts.length > 0)
  useCommandSet({
    'apply-code': applyCode,
    'mark-frame': refusal === null ? markFrame : null,
    'lay-out-all': () => article?.layOutAll(true),
  })

  const onKeyDown = (event: KeyboardEvent) => {
    // Not for what stands in the text with keys of its own, as the buttons of a fold.
    const inText = event.target === article?.editor.view.dom
    if (!hear(event, inText)) return
    event.preventDefault()
    event.stopPropagation()
  }

  const onCopy = (event: ClipboardEvent) => {
    const seen = passages.seen()
    if (article === null || seen === null || !article.editor.view.hasFocus()) return
    copyPassages(article, seen, event.clipboardData)
    event.preventDefault()
    event.stopPropagation()
  }

  const onClick = ({ target, clientX, clientY }: MouseEvent) => {
    if (article === null || !(target instanceof Element) || passages.selection() !== null) return
    const clicked = nextOf(annotationsUnder(annotations, target), chosen)
    const offset = target.closest('.link, .post-link') === null ? null : article.offsetAt(clientX, clientY)
    const follow = offset === null ? null : followAt(offset)
    if (follow !== null && clicked === null) follow()
    else onChoose(clicked?.id ?? null)
  }

  const onPointerOver = ({ target }: PointerEvent) => {
    const pointed = target instanceof Element ? annotationsUnder(annotations, target)[0] : undefined
    setHovered(pointed?.id ?? null)
  }

  const barAt = focusWithin && !dragging ? passageOf(projection, moves, selected) : null
  const reads = barAt === null ? null : readsAs(projection.text, barAt, language)
  return (
    <section className="page" aria-label="Reader">
      <div className="tool">
        {shown === null ? null : (
          <OutlineButton
            article={shown}
            entries={outline()}
            scroller={scroller}
            onJump={(offset) => goTo(offset, true, 'start')}
          />
        )}
        {props.tools}
      </div>
      {props.notices}
      {article === null ? null : (
        <FindInText article={article} scroller={scroller} onFound={setFound} onReveal={show} />
      )}
      <div className="scroll" ref={scroller}>
        <article className="sheet">
          <SourceHead source={source} version={version.number} projection={projection} />
          <div className="text">
            {/* The keys and clicks below belong to the editor and to the bar inside, which have their roles. */}
            <div
              role="presentation"
              onFocus={() => setFocusWithin(true)}
              onBlur={(event) => setFocusWithin(event.currentTarget.contains(event.relatedTarget))}
              onKeyDownCapture={onKeyDown}
              onCopyCapture={onCopy}
            >
              <div
                ref={text}
                role="presentation"
                lang={language ?? undefined}
                onClick={onClick}
                onPointerDown={() => setDragging(true)}
                onPointerOver={onPointerOver}
                onPointerLeave={() => setHovered(null)}
              />
              {article === null || movable === null || refusal !== null ? null : (
                <EdgeGrips
                  key={movable.id}
                  article={article}
                  moves={moves}
                  passages={places}
                  onDrag={(moved) => extents.preview(movable, moved)}
                  onDrop={(moved) => passages.put(movable, moved)}
                />
              )}
              {barAt !== null && article !== null ? (
                <SelectionBar
                  article={article}
                  anchor={barAt.start}
                  head={barAt.end}
                  scroller={scroller}
                  disabled={refusal !== null}
                  chosen={annotation?.body.kind ?? null}
                  reads={reads}
                  codes={coding.names}
                  onTag={passages.tag}
                  onCode={applyCode}
                  onJoin={passages.join}
                />
              ) : null}
            </div>
            {shown === null ? null : (
              <MarginCards
                article={shown}
                annotations={listed}
                nameOf={nameOf}
                chosen={chosen}
                hovered={hovered}
                scroller={scroller}
                onChoose={onChoose}
                onHover={setHovered}
                onOpen={onOpen}
              />
            )}
          </div>
          {coding.field}
          {here === null ? null : (
            <HereList
              {...here}
              chosen={chosen}
              onChoose={(id) => {
                onChoose(id)
                article?.editor.view.focus()
              }}
              onLeave={() => article?.editor.view.focus()}
              onClose={() => setHere(null)}
            />
          )}
        </article>
      </div>
      {shown === null ? null : (
        <HighlightStrip
          article={shown}
          annotations={listed}
          chosen={chosen}
          found={found}
          scroller={scroller}
          onJump={(offset, hit) => {
            goTo(offset)
            if (hit !== null) onChoose(hit)
          }}
        />
      )}
    </section>
  )
}

const nowhere: readonly Stretch[] = []

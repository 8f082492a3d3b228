import { EditorContent } from '@tiptap/react'
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
import { projectText } from '../../shared/anchoring/text-projection'
import { type Annotation, type AnnotationKind, extentOf } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { useRefusal } from '../state/host-context'
import { useStatus } from '../state/status'
import { annotationAt, neighbourOf } from './choosing'
import { drawHighlights } from './highlights'
import { liveSelection } from './live-selection'
import { offsetOf, positionOf, rangeBetween } from './positions'
import { commandOfKey, kindOfKey } from './reader-keys'
import { SelectionBar } from './SelectionBar'
import { SourceHead } from './SourceHead'
import type { Highlight } from './segments'
import { useArticle } from './use-article'
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
}

/** A text longer than this is laid out only where it is looked at. */
const LONG_TEXT = 60_000

/** The text of a source: read, select, tag. */
export function Reader({ source, version, annotations, chosen, reveal, onChoose, onRemove, tools }: Props) {
  const status = useStatus()
  const refusal = useRefusal()
  const scroller = useRef<HTMLDivElement>(null)
  const projection = useMemo(() => projectText(version.blocks), [version])
  const editor = useArticle(version, source.details.title)
  const { pending, tag } = useTagging(source.id, version.number, annotations, chosen, onChoose)
  const [selected, setSelected] = useState({ from: 0, to: 0 })
  const [focusWithin, setFocusWithin] = useState(false)
  const [dragging, setDragging] = useState(false)

  useEffect(() => {
    const onSelection = () => {
      const { from, to } = editor.state.selection
      setSelected({ from, to })
    }
    editor.on('selectionUpdate', onSelection)
    return () => {
      editor.off('selectionUpdate', onSelection)
    }
  }, [editor])

  useEffect(() => {
    if (!dragging) return undefined
    const over = new AbortController()
    for (const end of ['pointerup', 'pointercancel', 'dragend']) {
      addEventListener(end, () => setDragging(false), { signal: over.signal })
    }
    return () => over.abort()
  }, [dragging])

  const highlights = useHighlights(annotations, chosen, pending)
  useEffect(() => {
    editor.view.dispatch(drawHighlights(editor.state, { projection, highlights }))
  }, [editor, projection, highlights])

  const scrollTo = (annotation: Annotation) => {
    const position = positionOf(projection, extentOf(annotation.target).start)
    const { node } = editor.view.domAtPos(position)
    const element = node instanceof Element ? node : node.parentElement
    element?.scrollIntoView({ block: 'center' })
    return position
  }
  const wanted = annotations.find(({ id }) => id === reveal?.annotation)
  const grant = useEffectEvent((wish: Reveal) => {
    if (wanted === undefined) return
    const position = scrollTo(wanted)
    if (wish.focus) editor.chain().setTextSelection(position).focus(null, { scrollIntoView: false }).run()
  })
  // Once for each wish, as soon as the annotation is listed.
  const canReveal = wanted !== undefined
  useEffect(() => {
    if (canReveal && reveal !== null) grant(reveal)
  }, [reveal, canReveal])

  const goTo = (annotation: Annotation) => {
    editor.commands.setTextSelection(scrollTo(annotation))
    onChoose(annotation.id)
  }

  const tagSelection = (kind: AnnotationKind) => {
    const { from, to } = liveSelection(editor.view)
    const range = rangeBetween(projection, from, to)
    if (range === null) {
      status.say('Select the words first, then press 1, 2 or 3.')
      return
    }
    editor.chain().setTextSelection(to).focus(null, { scrollIntoView: false }).run()
    void tag(kind, range)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const inText = editor.view.dom.contains(event.target as Node) // a target of a DOM event in the page is a Node
    if (event.key === 'Escape' && selected.from !== selected.to) {
      editor.chain().setTextSelection(selected.to).focus(null, { scrollIntoView: false }).run()
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
    const caret = offsetOf(projection, editor.state.selection.from)
    const neighbour = neighbourOf(annotations, chosen, caret, command)
    if (neighbour === null) status.say('This text has no annotations yet.')
    else goTo(neighbour)
  }

  const onClick = (event: MouseEvent) => {
    if (!editor.state.selection.empty) return
    const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
    const onMark = event.target instanceof Element && event.target.closest('mark') !== null
    if (at === null || !onMark) return
    const annotation = annotationAt(annotations, offsetOf(projection, at.pos), chosen)
    if (annotation !== null) onChoose(annotation.id)
  }

  const showBar = focusWithin && !dragging && rangeBetween(projection, selected.from, selected.to) !== null
  return (
    <section className="page" aria-label="Reader">
      <div className="tool">{tools}</div>
      <div className="scroll" ref={scroller}>
        <article className="sheet" data-long={projection.text.length > LONG_TEXT || undefined}>
          <SourceHead source={source} projection={projection} />
          {/* The keys and clicks below belong to the editor and to the bar inside, which have their roles. */}
          <div
            role="presentation"
            onFocus={() => setFocusWithin(true)}
            onBlur={(event) => setFocusWithin(event.currentTarget.contains(event.relatedTarget))}
            onKeyDownCapture={onKeyDown}
          >
            <EditorContent editor={editor} onClick={onClick} onPointerDown={() => setDragging(true)} />
            {showBar ? (
              <SelectionBar
                view={editor.view}
                {...selected}
                scroller={scroller}
                disabled={refusal !== null}
                onTag={tagSelection}
              />
            ) : null}
          </div>
        </article>
      </div>
    </section>
  )
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

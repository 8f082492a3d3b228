import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { type AnnotationKind, annotationKinds } from '../../shared/model/annotation'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import type { Article } from './article'

type Props = {
  readonly article: Article
  readonly anchor: number
  readonly head: number
  readonly scroller: RefObject<HTMLElement | null>
  readonly disabled: boolean
  /** Kind of the annotation that is chosen, to which the words can be joined; null for none. */
  readonly chosen: AnnotationKind | null
  /** What the words say when they are read as a figure; null when they say no number. */
  readonly reads: string | null
  /** Names of the codes that the next tag gets. */
  readonly codes: readonly string[]
  readonly onTag: (kind: AnnotationKind) => void
  readonly onCode: () => void
  readonly onJoin: () => void
}

const GAP = 8

/** The bar of the three kinds: under the selection, or above it where there is no room below. */
export function SelectionBar(props: Props) {
  const { article, anchor, head, scroller, disabled, chosen, reads, codes, onTag, onCode, onJoin } = props
  const bar = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: 0, top: 0 })

  useLayoutEffect(() => {
    const element = bar.current
    const pane = scroller.current
    const sheet = element?.offsetParent
    if (element === null || pane === null || sheet === null || sheet === undefined) return
    setPlace(placeOf(article, Math.min(anchor, head), Math.max(anchor, head), element, sheet, pane))
  }, [article, anchor, head, scroller])

  return (
    // The bar itself takes no focus: its buttons do, and Tab leads to them from the text.
    <div
      ref={bar}
      role="toolbar"
      aria-label="Tag the selection"
      className="selbar"
      style={place}
      // The pointer must not take the selection away from the text.
      onMouseDown={(event) => event.preventDefault()}
    >
      <div className="r">
        {annotationKinds.map((kind) => (
          <button key={kind} type="button" className="btn" disabled={disabled} onClick={() => onTag(kind)}>
            <Icon name={kind} size={13} className={kind} />
            {kindWords[kind].one}
            <kbd aria-hidden="true">{kindWords[kind].key}</kbd>
          </button>
        ))}
        {chosen === null ? null : (
          <button
            type="button"
            className="btn join"
            disabled={disabled}
            title={`One more passage of the chosen ${chosen}`}
            onClick={onJoin}
          >
            <Icon name="plus" size={13} />
            Join
            <kbd aria-hidden="true">J</kbd>
          </button>
        )}
        <span className="sep" />
        <button
          type="button"
          className="ib"
          aria-label="Code"
          title="Code: 4"
          disabled={disabled}
          onClick={onCode}
        >
          <Icon name="tag" size={15} />
        </button>
      </div>
      {codes.length === 0 ? null : <div className="hint">The tag gets the code {codes.join(', ')}</div>}
      {reads === null ? null : <div className="hint">Reads as a figure: {reads}</div>}
    </div>
  )
}

/** Where the bar goes, in pixels of the sheet it stands on. */
function placeOf(
  article: Article,
  from: number,
  to: number,
  bar: HTMLElement,
  sheet: Element,
  pane: HTMLElement,
) {
  const start = article.linesOf({ start: from, end: from + 1 })?.[0]
  const end = article.linesOf({ start: to - 1, end: to })?.[0]
  const page = sheet.getBoundingClientRect()
  const window = pane.getBoundingClientRect()
  if (start === undefined || end === undefined) return { left: 0, top: 0 }
  const oneLine = Math.abs(start.top - end.top) < 4
  const left = oneLine ? Math.min(start.left, end.left) : article.editor.view.dom.getBoundingClientRect().left

  const below = end.bottom + GAP
  const above = start.top - GAP - bar.offsetHeight
  const lowest = window.bottom - GAP - bar.offsetHeight
  const fitting = below <= lowest ? below : above >= window.top + GAP ? above : lowest
  return {
    left: Math.max(0, Math.min(left - page.left, page.width - bar.offsetWidth - GAP)),
    top: fitting - page.top,
  }
}

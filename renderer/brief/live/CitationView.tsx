import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { shortened } from '../../../shared/model/shortened'
import { Icon } from '../../ui/Icon'
import { kindWords } from '../../ui/kinds'
import type { CitationViewProps } from '../editor/editor-props'
import { placeOf } from './place-words'
import { WordChanges } from './WordChanges'
import './live.css'

/** So long the pointer may be on its way from the mark to the note, in milliseconds. */
const GRACE = 180

/**
 * The mark of a footnote. Pointed at or with the focus it shows the passage that it stands for; Enter goes on into that
 * note, Escape out of it.
 */
export function CitationView(props: CitationViewProps) {
  const { attrs, state, number, selected } = props
  const id = useId()
  const [open, setOpen] = useState(false)
  const mark = useRef<HTMLButtonElement>(null)
  const leaving = useRef(0)
  const marked = state.status === 'stale' || state.status === 'deleted'

  const show = () => {
    clearTimeout(leaving.current)
    setOpen(true)
  }
  const hideSoon = (whole: HTMLElement) => {
    clearTimeout(leaving.current)
    leaving.current = window.setTimeout(() => {
      if (!whole.contains(document.activeElement)) setOpen(false)
    }, GRACE)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || !open) return
    event.preventDefault()
    event.stopPropagation()
    mark.current?.focus()
    setOpen(false)
  }

  return (
    <span
      role="presentation"
      className="cite"
      onPointerEnter={show}
      onPointerLeave={({ currentTarget }) => hideSoon(currentTarget)}
      onFocus={show}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false)
      }}
      onKeyDown={onKeyDown}
    >
      <button
        ref={mark}
        type="button"
        className={['fn', marked ? 'marked' : '', selected ? 'selected' : ''].join(' ')}
        aria-label={`Footnote ${number ?? ''}: ${shortened(attrs.exact)}${marked ? `, ${state.status}` : ''}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => {
          show()
          // Drawn by the time that the click has run its course.
          requestAnimationFrame(() => document.getElementById(id)?.querySelector('button')?.focus())
        }}
      >
        {number ?? '·'}
      </button>
      {open ? <Note {...props} id={id} mark={mark} /> : null}
    </span>
  )
}

type NoteProps = CitationViewProps & {
  readonly id: string
  readonly mark: { readonly current: HTMLElement | null }
}

/** Over everything, where a pane that scrolls cannot cut it off; made of phrasing elements, as it stands in a line. */
function Note({ id, mark, attrs, state, source, disabled, onOpen, onUseNew, onKeep, onRemove }: NoteProps) {
  const note = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const element = note.current
    if (element === null || mark.current === null) return
    element.showPopover()
    const { top, bottom, left } = mark.current.getBoundingClientRect()
    const { offsetWidth, offsetHeight, style } = element
    style.left = `${Math.max(8, Math.min(left - 16, innerWidth - offsetWidth - 8))}px`
    style.top = `${bottom + 6 + offsetHeight > innerHeight ? Math.max(8, top - 6 - offsetHeight) : bottom + 6}px`
  })
  const kind = 'annotation' in state ? state.annotation.body.kind : null
  const stale = state.status === 'stale'
  return (
    <span ref={note} id={id} popover="manual" role="dialog" aria-label="Footnote" className="note-pop">
      <span className="quote" dir="auto">
        {stale ? (
          <WordChanges old={attrs.exact} now={state.words} />
        ) : (
          shortened(attrs.exact.replaceAll('\n', ' '), 320)
        )}
      </span>
      <span className="src">
        {kind === null ? null : <Icon name={kind} size={11} className={kind} />}
        {kind === null ? null : <span className="sr">{kindWords[kind].one}: </span>}
        {state.status === 'deleted' ? (
          <span>
            <b>Deleted since.</b> These are the words last seen.
          </span>
        ) : (
          <span dir="auto">
            {stale ? <b>Stale · </b> : null}
            {placeOf(source)}
            {state.status === 'declined' ? ' · older words kept' : null}
          </span>
        )}
      </span>
      <span className="acts">
        {state.status === 'deleted' || state.status === 'unknown' ? null : (
          <button type="button" className="btn small line" onClick={onOpen}>
            Open the passage
          </button>
        )}
        {stale ? (
          <>
            <button type="button" className="btn small line" disabled={disabled} onClick={onUseNew}>
              Use new words
            </button>
            <button type="button" className="btn small quiet" disabled={disabled} onClick={onKeep}>
              Keep
              <span className="sr"> the old words</span>
            </button>
          </>
        ) : null}
        <button type="button" className="btn small quiet" disabled={disabled} onClick={onRemove}>
          Remove
          <span className="sr"> the footnote from the brief</span>
        </button>
      </span>
    </span>
  )
}

import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import './here.css'

type Props = {
  /** Those at the caret, the narrowest first. */
  readonly annotations: readonly Annotation[]
  readonly chosen: AnnotationId | null
  /** Where the caret is, in the window. */
  readonly at: DOMRect
  readonly onChoose: (annotation: AnnotationId) => void
  /** Left by a key: the text is to have the focus again. */
  readonly onLeave: () => void
  readonly onClose: () => void
}

/** The annotations at the caret, to choose one of those that lie over each other. Escape leaves it. */
export function HereList({ annotations, chosen, at, onChoose, onLeave, onClose }: Props) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(
    Math.max(
      0,
      annotations.findIndex((one) => one.id === chosen),
    ),
  )
  const [place, setPlace] = useState({ left: 0, top: 0 })

  useLayoutEffect(() => {
    const element = list.current
    const page = element?.offsetParent?.getBoundingClientRect()
    if (element === null || page === undefined) return
    const below = at.bottom + GAP + element.offsetHeight <= innerHeight
    setPlace({
      left: Math.max(0, Math.min(at.left - page.left, page.width - element.offsetWidth - GAP)),
      top: (below ? at.bottom + GAP : at.top - GAP - element.offsetHeight) - page.top,
    })
  }, [at])
  useEffect(() => list.current?.focus({ preventScroll: true }), [])

  const onKeyDown = (event: KeyboardEvent) => {
    const last = annotations.length - 1
    const next = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: last }[event.key]
    if (next !== undefined) setActive((next + annotations.length) % annotations.length)
    else if (event.key === 'Enter' || event.key === ' ') choose(active)
    else if (event.key === 'Escape' || event.key === 'Tab') onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const choose = (index: number) => {
    const annotation = annotations[index]
    if (annotation !== undefined) onChoose(annotation.id)
  }

  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Annotations at the caret"
      aria-activedescendant={`${id}-${active}`}
      tabIndex={0}
      className="here-list"
      style={place}
      onKeyDown={onKeyDown}
      // The list goes once the focus has arrived where it went, or it would fall to nothing on the way.
      onBlur={() => setTimeout(onClose)}
    >
      {annotations.map((annotation, index) => (
        <div
          key={annotation.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={annotation.id === chosen}
          className={index === active ? 'option active' : 'option'}
          // The pointer must not take the focus away before the click counts.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(index)}
        >
          <Icon name={annotation.body.kind} size={13} className={annotation.body.kind} />
          <span className="sr">{kindWords[annotation.body.kind].one}: </span>
          <span className="words" dir="auto">
            {shortened(excerptOf(annotation.target), 60)}
          </span>
        </div>
      ))}
    </div>
  )
}

const GAP = 6

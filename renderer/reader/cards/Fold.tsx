import type { ReactNode } from 'react'
import type { AnnotationId } from '../../../shared/model/ids'
import { Icon } from '../../ui/Icon'
import { count } from '../../ui/words'

type Props = {
  readonly ids: readonly AnnotationId[]
  readonly top: number
  readonly open: boolean
  /** One of its annotations is chosen or pointed at. */
  readonly near: boolean
  readonly tabStop: boolean
  readonly onOpen: (open: boolean) => void
  /** The cards in it, while it is open. */
  readonly children: ReactNode
}

/** Several annotations that stand too close for cards of their own; it opens as a list over the cards below it. */
export function Fold({ ids, top, open, near, tabStop, onOpen, children }: Props) {
  return (
    <div
      className={`fold-card ${open ? 'open' : ''} ${near ? 'near' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onOpen(false)
      }}
    >
      <button
        type="button"
        className="fold-button"
        data-fold={ids.join(' ')}
        tabIndex={tabStop ? 0 : -1}
        aria-expanded={open}
        onClick={() => onOpen(!open)}
      >
        <Icon name="list" size={12} />
        {count(ids.length, 'annotation')}
      </button>
      {open ? <div className="fold-list">{children}</div> : null}
    </div>
  )
}

import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { commandTable } from '../state/command-table'
import { keyOf } from '../state/keys'
import { useKeysWithin } from '../ui/use-keys-within'
import type { Side } from './place-card'
import type { Pointed } from './point-at'
import { bringIntoView, putBeside } from './put-beside'
import './tour.css'

export type CardAction = { readonly label: string; readonly run: () => void; readonly main?: true }

type Props = {
  /** `3 of 10`; null outside of the steps. */
  readonly progress: string | null
  readonly title: string
  readonly words: string
  readonly point: () => Pointed | null
  readonly sides: readonly Side[]
  readonly actions: readonly CardAction[]
  readonly onEscape: () => void
}

/** What is pointed at moves by scrolling, typing and opening; so often it is looked for anew. */
const LOOK_MS = 150

/** A card of the tour beside what it speaks of. It takes no focus by itself, and no click that is not its own. */
export function TourCard({ progress, title, words, point, sides, actions, onEscape }: Props) {
  const card = useKeysWithin((event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.stopPropagation()
    onEscape()
  })
  const ring = useRef<HTMLDivElement>(null)
  /** What was brought into view last: once, after which the person scrolls. The way to a text is not yet its words. */
  const shown = useRef<string | null>(null)

  const look = useEffectEvent(() => {
    if (card.current === null || ring.current === null) return
    const pointed = point()
    if (pointed !== null && shown.current !== pointed.what) {
      shown.current = pointed.what
      bringIntoView(pointed)
    }
    putBeside(pointed, card.current, ring.current, sides)
  })
  useLayoutEffect(() => look())
  useEffect(() => {
    const timer = setInterval(() => look(), LOOK_MS)
    const now = () => look()
    addEventListener('scroll', now, { capture: true, passive: true })
    addEventListener('resize', now)
    return () => {
      clearInterval(timer)
      removeEventListener('scroll', now, { capture: true })
      removeEventListener('resize', now)
    }
  }, [])

  return (
    <>
      <div ref={ring} hidden aria-hidden="true" className="tour-ring" />
      <aside ref={card} aria-label="Tour" className="tour">
        {progress === null ? null : <p className="of">{progress}</p>}
        <h2>{title}</h2>
        <p className="words">{words}</p>
        <div className="acts">
          {actions.map(({ label, run, main }) => (
            // The one that goes on stays the same element, so that it keeps the focus.
            <button
              key={main ? 'go' : label}
              type="button"
              className={main ? 'btn line go' : 'btn quiet'}
              onClick={run}
            >
              {label}
            </button>
          ))}
          <kbd title={`${commandTable.tour.title}: to this card and back`}>{keyOf('tour')}</kbd>
        </div>
      </aside>
    </>
  )
}

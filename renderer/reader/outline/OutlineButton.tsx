import { type RefObject, useCallback, useState, useSyncExternalStore } from 'react'
import { type OutlineEntry, placeInOutline } from '../../../shared/model/outline'
import { useCommand } from '../../state/commands'
import { keyOf } from '../../state/keys'
import { Popover } from '../../ui/Popover'
import { count } from '../../ui/words'
import type { Article } from '../article'
import { Outline } from './Outline'

type Props = {
  readonly article: Article
  /** In reading order; nothing is shown when there are none. */
  readonly entries: readonly OutlineEntry[]
  readonly scroller: RefObject<HTMLElement | null>
  /** Wants to see the place; the text then has the focus. */
  readonly onJump: (offset: number) => void
}

/** Milliseconds without scrolling after which the words of the button follow. */
const REST = 120

/** Says which post or section is being read, and opens the outline; so does the command `outline`. */
export function OutlineButton({ article, entries, scroller, onJump }: Props) {
  const [open, setOpen] = useState<{ readonly present: OutlineEntry | null } | null>(null)
  const subscribe = useCallback(
    (listener: () => void) => whenAtRest(article, scroller, listener),
    [article, scroller],
  )
  /** What is being read: the top of the window; at the end of the text, whose last posts cannot come up there, the end. */
  const reading = () => {
    const pane = scroller.current
    const isAtEnd =
      pane !== null && pane.scrollTop > 0 && pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1
    return isAtEnd ? article.projection.text.length : article.offsetAtTop()
  }
  const words = useSyncExternalStore(subscribe, () => wordsFor(entries, reading()))

  const show = () => {
    const here = reading()
    setOpen({ present: entries.findLast(({ offset }) => offset <= here) ?? null })
  }
  useCommand('outline', entries.length === 0 ? null : show)

  if (entries.length === 0) return null
  return (
    <div className="outline-at num">
      <Popover
        label={words}
        icon="list"
        hint={`Outline (${keyOf('outline')})`}
        open={open !== null}
        onOpen={(wish) => (wish ? show() : setOpen(null))}
      >
        <Outline
          entries={entries}
          present={open?.present ?? null}
          onJump={({ offset }) => {
            setOpen(null)
            onJump(offset)
          }}
        />
      </Popover>
    </div>
  )
}

/** Tells when the text has come to rest after it was scrolled or laid out anew, until the function it returns is called. */
function whenAtRest(article: Article, scroller: Props['scroller'], listener: () => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const wait = () => {
    clearTimeout(waiting)
    waiting = setTimeout(listener, REST)
  }
  const pane = scroller.current
  pane?.addEventListener('scroll', wait, { passive: true })
  const forget = article.onLayout(wait)
  return () => {
    clearTimeout(waiting)
    pane?.removeEventListener('scroll', wait)
    forget()
  }
}

function wordsFor(entries: readonly OutlineEntry[], offset: number): string {
  const place = placeInOutline(entries, offset)
  if (place === null) return ''
  const name = place.kind === 'post' ? 'post' : 'section'
  if (place.number === 0) return count(place.of, name)
  return `${name === 'post' ? 'Post' : 'Section'} ${place.number} of ${place.of}`
}

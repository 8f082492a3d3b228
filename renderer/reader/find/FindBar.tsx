import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react'
import { findInText, prepareFind } from '../../../shared/anchoring/find-in-text'
import { Icon } from '../../ui/Icon'
import type { Article, Stretch } from '../article'
import '../../ui/finding.css'
import './find.css'

type Props = {
  readonly article: Article
  readonly scroller: RefObject<HTMLElement | null>
  /** What to look for first; empty for nothing. */
  readonly initial: string
  readonly field: RefObject<HTMLInputElement | null>
  readonly onClose: () => void
  /** Is told what is looked for, at first and whenever that changes. */
  readonly onQuery: (query: string) => void
  readonly onFound?: (found: readonly Stretch[] | null) => void
  /** Shows a hit that cannot be seen; without it the text is scrolled there. */
  readonly onReveal?: (offset: number) => void
}

/** Which hit is the present one; `wrapped` when the search went on past an end of the text to get there. */
type Present = { readonly index: number; readonly wrapped: 'top' | 'end' | null }

/**
 * Looks for words in the whole text, frame and repeats included. The first hit shown is the nearest one behind the
 * caret. Enter goes on, Shift+Enter goes back; Escape closes the bar and leaves the hit selected in the text.
 */
export function FindBar({ article, scroller, initial, field, onClose, onQuery, onFound, onReveal }: Props) {
  const [query, setQuery] = useState(initial)
  const [matchCase, setMatchCase] = useState(false)
  const [wholeWords, setWholeWords] = useState(false)
  // Where the search starts: taken before the field gets the focus.
  const [caret] = useState(article.selection)
  const origin = Math.min(caret.anchor, caret.head)

  const { text } = article.projection
  const findable = useMemo(() => prepareFind(text, matchCase), [text, matchCase])
  const found = useMemo(() => findInText(findable, query, { wholeWords }), [findable, query, wholeWords])
  const [steps, setSteps] = useState<{ readonly of: readonly Stretch[]; readonly present: Present } | null>(
    null,
  )
  const present = steps?.of === found ? steps.present : firstBehind(found, origin)
  const hit = found[present.index]

  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [field])

  const show = useEffectEvent(() => {
    article.mark(found.length === 0 ? null : found, hit === undefined ? null : present.index)
    if (hit === undefined || isInWindow(article, scroller.current, hit)) return
    if (onReveal === undefined) article.reveal(hit.start)
    else onReveal(hit.start)
  })
  useEffect(() => {
    show()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [article, found, present.index])

  const look = useEffectEvent(onQuery)
  useEffect(() => look(query), [query])

  const tell = useEffectEvent((stretches: readonly Stretch[] | null) => onFound?.(stretches))
  useEffect(() => tell(found), [found])
  useEffect(
    () => () => {
      article.mark(null, null)
      tell(null)
    },
    [article],
  )

  const step = (by: 1 | -1) => {
    if (found.length === 0) return
    const next = present.index + by
    const index = (next + found.length) % found.length
    const wrapped = next === index ? null : by === 1 ? 'top' : 'end'
    setSteps({ of: found, present: { index, wrapped } })
  }

  const close = () => {
    onClose()
    const { anchor, head } = hit === undefined ? caret : { anchor: hit.start, head: hit.end }
    article.select(anchor, head, { scroll: hit !== undefined, focus: true })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey) return
    const inField = event.target === field.current
    if (event.key === 'Escape') close()
    else if (event.key === 'F3' || (event.key === 'Enter' && inField)) step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <section className="find-bar finding" aria-label="Find in text">
      {/* The keys belong to the controls inside, which hand them up. */}
      <div role="presentation" className="find-row" onKeyDown={onKeyDown}>
        <input
          ref={field}
          type="search"
          className="field"
          aria-label="Find in this text"
          placeholder="Find in this text"
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <button
          type="button"
          className="ib"
          aria-label="Previous hit"
          title="Previous hit: Shift+Enter"
          disabled={found.length === 0}
          onClick={() => step(-1)}
        >
          <Icon name="up" size={14} />
        </button>
        <button
          type="button"
          className="ib"
          aria-label="Next hit"
          title="Next hit: Enter"
          disabled={found.length === 0}
          onClick={() => step(1)}
        >
          <Icon name="down" size={14} />
        </button>
        <span className="told num" aria-live="polite">
          {wordsFor(query, found.length, present)}
        </span>
        <span className="grow" />
        <button
          type="button"
          className="btn quiet small"
          aria-pressed={matchCase}
          onClick={() => setMatchCase(!matchCase)}
        >
          Match case
        </button>
        <button
          type="button"
          className="btn quiet small"
          aria-pressed={wholeWords}
          onClick={() => setWholeWords(!wholeWords)}
        >
          Whole words
        </button>
        <button type="button" className="ib" aria-label="Close the search" title="Close: Esc" onClick={close}>
          <Icon name="x" size={14} />
        </button>
      </div>
    </section>
  )
}

function firstBehind(found: readonly Stretch[], origin: number): Present {
  const index = found.findIndex(({ start }) => start >= origin)
  return index === -1 ? { index: 0, wrapped: found.length === 0 ? null : 'top' } : { index, wrapped: null }
}

function wordsFor(query: string, count: number, { index, wrapped }: Present): string {
  if (query.trim() === '') return ''
  if (count === 0) return 'No matches'
  const from = wrapped === null ? '' : wrapped === 'top' ? ', from the top again' : ', from the end again'
  return `${(index + 1).toLocaleString('en')} of ${count.toLocaleString('en')}${from}`
}

/** True when the whole hit can be seen already, so that the text need not move. */
function isInWindow(article: Article, pane: HTMLElement | null, hit: Stretch): boolean {
  const lines = article.linesOf(hit)
  if (pane === null || lines === null || lines.length === 0) return false
  const window = pane.getBoundingClientRect()
  return lines.every(({ top, bottom }) => top >= window.top && bottom <= window.bottom)
}

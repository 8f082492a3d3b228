import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { wordChanges } from '../../shared/anchoring/word-changes'
import type { Input } from '../../shared/contract/calls'
import { type Annotation, excerptOf, type TargetRange } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import { useRefusal } from '../state/host-context'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { shortcut } from '../ui/shortcut'
import { VirtualList } from '../ui/VirtualList'
import './versions.css'

type Stretch = { readonly start: number; readonly end: number }

type Props = {
  /** Those that wait, in reading order. */
  readonly open: readonly Annotation[]
  /** A new object is a new wish to go on with them: they get the focus. */
  readonly wish: object
  /** What is selected in the newest version; null where nothing is, or an older one is read. */
  readonly selection: Stretch | null
  /** Shows a passage of a version. */
  readonly onShow: (version: number, passage: Stretch) => void
  readonly onRemove: (annotation: Annotation) => void
  /** Escape: back to the text. */
  readonly onBack: () => void
  readonly onClose: () => void
}

/** Annotations that came to a new version changed or not at all, each with its words of before and what can be done. */
export function Decisions({ open, wish, selection, onShow, onRemove, onBack, onClose }: Props) {
  const pane = useRef<HTMLElement>(null)
  /** The one that had the focus last, by its id and its place. */
  const last = useRef<{ readonly id: AnnotationId; readonly index: number } | null>(null)
  const grant = useEffectEvent((_wish: object) => focusDecision(pane.current, last.current?.index ?? null))
  useEffect(() => grant(wish), [wish])
  useLayoutEffect(() => {
    const { current: decided } = last
    if (decided === null || open.some(({ id }) => id === decided.id)) return
    // It is decided about, and the next one takes its place.
    last.current = null
    const { activeElement } = document
    if (activeElement === document.body || pane.current?.contains(activeElement) === true)
      focusDecision(pane.current, Math.min(decided.index, open.length - 1))
  }, [open])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onBack()
  }
  return (
    <section ref={pane} className="pane insp decisions" aria-label="Decisions">
      <div className="phead">
        <h2 tabIndex={-1}>To decide</h2>
        <span className="count">{open.length}</span>
        <span className="grow" />
        <button type="button" className="ib" aria-label="Close the decisions" onClick={onClose}>
          <Icon name="x" size={14} />
        </button>
      </div>
      {open.length === 0 ? (
        <p className="empty">Everything is decided. {shortcut('Z')} takes the last decision back.</p>
      ) : (
        // The keys belong to the buttons, which hand them up.
        <div
          role="presentation"
          className="whole"
          onKeyDown={onKeyDown}
          onFocus={({ target }) => {
            const index = open.findIndex(({ id }) => target.closest(`[data-annotation="${id}"]`) !== null)
            const there = open[index]
            if (there !== undefined) last.current = { id: there.id, index }
          }}
        >
          <VirtualList label="Annotations to decide about" items={open} keyOf={({ id }) => id} estimate={240}>
            {(annotation) => (
              <OpenDecision
                annotation={annotation}
                selection={selection}
                onShow={onShow}
                onRemove={() => onRemove(annotation)}
              />
            )}
          </VirtualList>
        </div>
      )}
    </section>
  )
}

/** The decision in this place of the list, or the heading. */
function focusDecision(pane: HTMLElement | null, index: number | null): void {
  const row = pane?.querySelector<HTMLElement>(`[data-index="${index}"] article`)
  const target = row ?? pane?.querySelector<HTMLElement>('h2')
  target?.focus()
}

type OneProps = Pick<Props, 'selection' | 'onShow'> & {
  readonly annotation: Annotation
  readonly onRemove: () => void
}

function OpenDecision({ annotation, selection, onShow, onRemove }: OneProps) {
  const attempt = useAttempt()
  const refusal = useRefusal()
  const [seeking, setSeeking] = useState(false)
  const { id, revision, target, carried, body } = annotation
  const isOrphan = carried?.status === 'orphaned'
  const before = isOrphan ? target : (annotation.earlier?.at(-1) ?? target)
  const changes = isOrphan ? [] : wordChanges(wordsOf(before.ranges), wordsOf(target.ranges))
  const settle = (as: Input<'annotation.settle'>['as'], words: string) =>
    attempt('annotation.settle', { source: target.source, annotation: id, revision, as }, () => {
      return `${words} ${shortcut('Z')} takes it back.`
    })
  const putOn = (passage: Stretch) =>
    settle({ what: 'put', ranges: [passage] }, 'The annotation stands on these words now.')
  return (
    <article
      className="decision"
      tabIndex={-1}
      data-annotation={id}
      aria-label={`${kindWords[body.kind].one}: ${shortened(excerptOf(target), 60)}`}
    >
      <div className="k">
        <Icon name={body.kind} size={11} className={body.kind} />
        {kindWords[body.kind].one}
        <span className="grow" />
        <span className="q">
          {isOrphan ? 'not found' : `moved, ${Math.floor((carried?.score ?? 0) * 100)} %`}
        </span>
      </div>
      <Wording
        name={`Version ${before.version}`}
        ranges={before.ranges}
        onShow={() => onShow(before.version, spanOf(before.ranges))}
      >
        {isOrphan
          ? wordsOf(before.ranges)
          : changes.map(({ kind, words }, index) => {
              // The words of a wording never change places.
              const key = index
              if (kind === 'new') return null
              return kind === 'old' ? <del key={key}>{words}</del> : <span key={key}>{words}</span>
            })}
      </Wording>
      {isOrphan ? null : (
        <Wording
          name={`Version ${target.version}`}
          ranges={target.ranges}
          onShow={() => onShow(target.version, spanOf(target.ranges))}
        >
          {changes.map(({ kind, words }, index) => {
            const key = index
            if (kind === 'old') return null
            return kind === 'new' ? <ins key={key}>{words}</ins> : <span key={key}>{words}</span>
          })}
        </Wording>
      )}
      <div className="acts">
        {isOrphan ? null : (
          <button
            type="button"
            className="btn line small"
            disabled={refusal !== null}
            onClick={() => void settle({ what: 'placed' }, 'The annotation stays on its new words.')}
          >
            It stands right
          </button>
        )}
        <button
          type="button"
          className="btn line small"
          disabled={selection === null || refusal !== null}
          title={selection === null ? 'Select words in the newest version first' : undefined}
          onClick={() => selection !== null && void putOn(selection)}
        >
          Put on the selection
        </button>
        <button
          type="button"
          className="btn quiet small"
          aria-expanded={seeking}
          onClick={() => setSeeking(!seeking)}
        >
          Similar places
        </button>
        <button
          type="button"
          className="btn quiet small"
          disabled={refusal !== null}
          onClick={() =>
            void settle({ what: 'older' }, `The annotation stays with version ${before.version}.`)
          }
        >
          Keep with version {before.version}
        </button>
        <button type="button" className="btn quiet small" disabled={refusal !== null} onClick={onRemove}>
          Delete
        </button>
      </div>
      {seeking ? (
        <Places
          annotation={annotation}
          onShow={(passage) => carried && onShow(carried.into, passage)}
          onPut={refusal === null ? (passage) => void putOn(passage) : null}
        />
      ) : null}
    </article>
  )
}

type WordingProps = {
  readonly name: string
  readonly ranges: readonly TargetRange[]
  readonly onShow: () => void
  /** The words of the passages. */
  readonly children: ReactNode
}

function Wording({ name, ranges, onShow, children }: WordingProps) {
  return (
    <div className="wording">
      <button type="button" className="txt" onClick={onShow}>
        {name}
        <span className="sr">: show it in the text</span>
      </button>
      <p dir="auto">
        <span className="context">
          {ranges[0]?.quote.prefix.replace(/^\S*\s/, '').replaceAll(/\s+/g, ' ')}
        </span>
        <b>{children}</b>
        <span className="context">
          {ranges
            .at(-1)
            ?.quote.suffix.replace(/\s\S*$/, '')
            .replaceAll(/\s+/g, ' ')}
        </span>
      </p>
    </div>
  )
}

/** Where the words may stand now, best first. */
function Places(given: {
  readonly annotation: Annotation
  readonly onShow: (passage: Stretch) => void
  readonly onPut: ((passage: Stretch) => void) | null
}) {
  const { id, target, carried } = given.annotation
  const { onPut } = given
  const places = useAnswer('annotation.places', { source: target.source, annotation: id }, () => false)
  if (places.value === null) return <p className="q">{places.failure ?? 'Looking for similar words'}</p>
  // Where it stands already is told above.
  const others = places.value.filter(({ range: { position } }) =>
    target.ranges.every((own) => carried?.status === 'orphaned' || own.position.start !== position.start),
  )
  if (others.length === 0) return <p className="q">No other passage of the newest version is like it.</p>
  return (
    <ol className="places" aria-label="Similar places">
      {others.map(({ range, score }) => (
        <li key={range.position.start}>
          <Wording
            name={`${Math.floor(score * 100)} % alike`}
            ranges={[range]}
            onShow={() => given.onShow(spanOf([range]))}
          >
            {wordsOf([range])}
          </Wording>
          {onPut === null ? null : (
            <button type="button" className="btn line small" onClick={() => onPut(spanOf([range]))}>
              Put here
            </button>
          )}
        </li>
      ))}
    </ol>
  )
}

function wordsOf(ranges: readonly TargetRange[]): string {
  return ranges.map(({ quote }) => quote.exact).join(' … ')
}

function spanOf(ranges: readonly TargetRange[]): Stretch {
  return { start: ranges[0]?.position.start ?? 0, end: ranges.at(-1)?.position.end ?? 0 }
}

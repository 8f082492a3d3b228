import { useEffect, useRef, useState } from 'react'
import type { Input } from '../../shared/contract/calls'
import { type Annotation, excerptOf, type TargetRange } from '../../shared/model/annotation'
import { shortened } from '../../shared/model/shortened'
import { useAnswer } from '../state/use-answer'
import { useAttempt } from '../state/use-attempt'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { shortcut } from '../ui/shortcut'
import './versions.css'

type Stretch = { readonly start: number; readonly end: number }

type Props = {
  /** Those that wait, in reading order. */
  readonly open: readonly Annotation[]
  /** What is selected in the newest version; null where nothing is, or an older one is read. */
  readonly selection: Stretch | null
  /** Shows a passage of a version. */
  readonly onShow: (version: number, passage: Stretch) => void
  readonly onRemove: (annotation: Annotation) => void
  readonly onClose: () => void
}

/** Annotations that came to a new version changed or not at all, each with its words of before and what can be done. */
export function Decisions({ open, selection, onShow, onRemove, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="pane insp decisions" aria-label="Decisions">
      <div className="phead">
        <h2 ref={heading} tabIndex={-1}>
          To decide
        </h2>
        <span className="count">{open.length}</span>
        <span className="grow" />
        <button type="button" className="ib" aria-label="Close the decisions" onClick={onClose}>
          <Icon name="x" size={14} />
        </button>
      </div>
      <div className="scroll">
        {open.length === 0 ? (
          <p className="empty">Everything is decided. {shortcut('Z')} takes the last decision back.</p>
        ) : (
          <ul aria-label="Annotations to decide about">
            {open.map((annotation) => (
              <li key={annotation.id}>
                <OpenDecision
                  annotation={annotation}
                  selection={selection}
                  onShow={onShow}
                  onRemove={() => onRemove(annotation)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

type OneProps = Pick<Props, 'selection' | 'onShow'> & {
  readonly annotation: Annotation
  readonly onRemove: () => void
}

function OpenDecision({ annotation, selection, onShow, onRemove }: OneProps) {
  const attempt = useAttempt()
  const [seeking, setSeeking] = useState(false)
  const { id, revision, target, carried, body } = annotation
  const isOrphan = carried?.status === 'orphaned'
  const before = isOrphan ? target : annotation.earlier?.at(-1)
  const settle = (as: Input<'annotation.settle'>['as'], words: string) =>
    attempt('annotation.settle', { source: target.source, annotation: id, revision, as }, () => {
      return `${words} ${shortcut('Z')} takes it back.`
    })
  const putOn = (passage: Stretch) =>
    settle({ what: 'put', ranges: [passage] }, 'The annotation stands on these words now.')
  return (
    <article
      className="decision"
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
      {before === undefined ? null : (
        <Wording
          name={`Version ${before.version}`}
          ranges={before.ranges}
          onShow={() => onShow(before.version, spanOf(before.ranges))}
        />
      )}
      {isOrphan ? null : (
        <Wording
          name={`Version ${target.version}`}
          ranges={target.ranges}
          onShow={() => onShow(target.version, spanOf(target.ranges))}
        />
      )}
      <div className="acts">
        {isOrphan ? null : (
          <button
            type="button"
            className="btn line small"
            onClick={() => void settle({ what: 'placed' }, 'The annotation stays on its new words.')}
          >
            It stands right
          </button>
        )}
        <button
          type="button"
          className="btn line small"
          disabled={selection === null}
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
          onClick={() =>
            void settle(
              { what: 'older' },
              `The annotation stays with version ${before?.version ?? target.version}.`,
            )
          }
        >
          Keep with version {before?.version ?? target.version}
        </button>
        <button type="button" className="btn quiet small" onClick={onRemove}>
          Delete
        </button>
      </div>
      {seeking ? (
        <Places
          annotation={annotation}
          onShow={(passage) => carried && onShow(carried.into, passage)}
          onPut={(passage) => void putOn(passage)}
        />
      ) : null}
    </article>
  )
}

function Wording({
  name,
  ranges,
  onShow,
}: {
  name: string
  ranges: readonly TargetRange[]
  onShow: () => void
}) {
  const first = ranges[0]
  const last = ranges.at(-1)
  if (first === undefined || last === undefined) return null
  return (
    <div className="wording">
      <button type="button" className="txt" onClick={onShow}>
        {name}
      </button>
      <p dir="auto">
        <span className="context">{oneLine(first.quote.prefix)}</span>
        <b>{ranges.map(({ quote }) => quote.exact).join(' … ')}</b>
        <span className="context">{oneLine(last.quote.suffix)}</span>
      </p>
    </div>
  )
}

/** Where the words may stand now, best first. */
function Places(given: {
  readonly annotation: Annotation
  readonly onShow: (passage: Stretch) => void
  readonly onPut: (passage: Stretch) => void
}) {
  const { id, target, carried } = given.annotation
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
            onShow={() => given.onShow(range.position)}
          />
          <button type="button" className="btn line small" onClick={() => given.onPut(stretchOf(range))}>
            Put here
          </button>
        </li>
      ))}
    </ol>
  )
}

function stretchOf({ position: { start, end } }: TargetRange): Stretch {
  return { start, end }
}

function spanOf(ranges: readonly TargetRange[]): Stretch {
  return { start: ranges[0]?.position.start ?? 0, end: ranges.at(-1)?.position.end ?? 0 }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

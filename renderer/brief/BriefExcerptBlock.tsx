import { factsOf } from '../../shared/briefing/facts-of-body'
import { formatDate } from '../../shared/briefing/format-date'
import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type { SourceSummary } from '../../shared/model/notebook'
import { shortened } from '../../shared/model/shortened'
import { useCodebook } from '../state/codebook'
import { useRefusal } from '../state/host-context'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { publishedBy } from '../ui/words'

type Props = {
  /** The wording last seen, which stands in for an annotation that is gone or not known yet. */
  readonly exact: string
  /** Null when it has been deleted. */
  readonly annotation: Annotation | 'unknown' | null
  readonly source: SourceSummary | null
  readonly onDrop: () => void
  readonly onOpen: (annotation: Annotation) => void
}

/** One excerpt of a brief as an export prints it, with the line that says where it was read. Memos stay out of briefs. */
export function BriefExcerptBlock({ exact, annotation: found, source, onDrop, onOpen }: Props) {
  const refusal = useRefusal()
  const { nameOf } = useCodebook()
  const annotation = found === 'unknown' ? null : found
  const words = annotation === null ? exact : excerptOf(annotation.target)
  const stale = found === null || words !== exact
  const kind = annotation?.body.kind ?? (found === null ? 'lost' : '')
  return (
    <div className={['ex', kind, stale ? 'stale' : ''].join(' ')}>
      <blockquote dir="auto">{words}</blockquote>
      {annotation === null
        ? null
        : factsOf(annotation.body, words, nameOf).map((fact) => (
            <p key={fact} className="note" dir="auto">
              {fact}
            </p>
          ))}
      <div className="src">
        {found === 'unknown' ? null : annotation === null ? (
          <>
            <Icon name="stale" size={12} className="signal" />
            <span>
              <b>Deleted since.</b> These are the words last seen.
            </span>
          </>
        ) : (
          <>
            <Icon name={annotation.body.kind} size={11} className={annotation.body.kind} />
            <button type="button" className="txt" onClick={() => onOpen(annotation)}>
              <span className="sr">{kindWords[annotation.body.kind].one}, open the passage: </span>
              {placeOf(source)}
            </button>
            {stale ? <b>The wording has changed since it was added.</b> : null}
          </>
        )}
        <span className="grow" />
        <button
          type="button"
          className="btn small quiet"
          aria-label={`Remove from the brief: ${shortened(words)}`}
          disabled={refusal !== null}
          onClick={onDrop}
        >
          Remove
        </button>
      </div>
    </div>
  )
}

function placeOf(source: SourceSummary | null): string {
  if (source === null) return 'The source is in the trash'
  const published = source.published ?? source.updated
  return `${publishedBy(source) ?? source.title}, ${published === null ? 'no date' : formatDate(published)}`
}

import { cardWords } from '../../../shared/briefing/card-words'
import type { Annotation } from '../../../shared/model/annotation'
import type { AnnotationId } from '../../../shared/model/ids'
import { Icon } from '../../ui/Icon'
import { kindWords } from '../../ui/kinds'

type Props = {
  readonly annotation: Annotation
  /** Its place among all annotations of the text, from 1, and how many there are. */
  readonly number: number
  readonly of: number
  readonly shown: 'whole' | 'line'
  /** Null inside a list. */
  readonly top: number | null
  readonly chosen: boolean
  readonly near: boolean
  readonly tabStop: boolean
  readonly onChoose: (annotation: AnnotationId) => void
  readonly onNear: (annotation: AnnotationId | null) => void
}

/** One annotation beside its line: what it states, and who says so. */
export function Card(props: Props) {
  const { annotation, number, of, shown, top, chosen, near, tabStop, onChoose, onNear } = props
  const { id, body } = annotation
  return (
    <button
      type="button"
      className={`mc ${body.kind} ${shown} ${chosen ? 'on' : ''} ${near ? 'near' : ''}`}
      style={top === null ? undefined : { transform: `translateY(${top}px)` }}
      data-card={id}
      tabIndex={tabStop ? 0 : -1}
      aria-label={nameOf(annotation, number, of)}
      aria-current={chosen}
      onClick={() => onChoose(id)}
      onMouseEnter={() => onNear(id)}
      onMouseLeave={() => onNear(null)}
      onFocus={() => onNear(id)}
      onBlur={() => onNear(null)}
    >
      <CardFace annotation={annotation} shown={shown} />
    </button>
  )
}

/** A card as it is drawn, out of sight, to learn its height. */
export function MeasuredCard({ annotation }: { readonly annotation: Annotation }) {
  return (
    <div
      className={`mc measured ${annotation.body.kind} whole`}
      aria-hidden="true"
      data-measured={annotation.id}
    >
      <CardFace annotation={annotation} shown="whole" />
    </div>
  )
}

function CardFace({ annotation, shown }: Pick<Props, 'annotation' | 'shown'>) {
  const { kind } = annotation.body
  const { title, quoted, second } = cardWords(annotation)
  return (
    <>
      <span className="k">
        <Icon name={kind} size={11} className={kind} />
        {shown === 'whole' ? kindWords[kind].one : null}
      </span>
      <span className={quoted ? 't quoted' : 't'} dir="auto">
        {title}
      </span>
      {second === null || shown === 'line' ? null : (
        <span className="o" dir="auto">
          {second}
        </span>
      )}
    </>
  )
}

/** As in "Figure: about $40m, memo Same in the digest., 3 of 34". */
function nameOf(annotation: Annotation, number: number, of: number): string {
  const { title, second, memo } = cardWords(annotation)
  return [
    `${kindWords[annotation.body.kind].one}: ${title}`,
    ...(second === null || second === memo ? [] : [second]),
    ...(memo === null ? [] : [`memo ${memo}`]),
    `${number} of ${of}`,
  ].join(', ')
}

import { cardWords } from '../../../shared/briefing/card-words'
import type { Annotation } from '../../../shared/model/annotation'
import type { AnnotationId } from '../../../shared/model/ids'
import type { CodebookNow } from '../../state/codebook'
import { Icon } from '../../ui/Icon'
import { kindWords } from '../../ui/kinds'

export type CardProps = {
  readonly annotation: Annotation
  /** Names of actors, issues and measures. */
  readonly nameOf: CodebookNow['nameOf']
  /** Its place among all annotations of the text, from 1, and how many there are. */
  readonly number: number
  readonly of: number
  /** `unseen` is whole too, but out of sight, to learn its height. */
  readonly shown: 'whole' | 'line' | 'unseen'
  /** Null inside a list and out of sight. */
  readonly top: number | null
  readonly chosen: boolean
  readonly near: boolean
  readonly tabStop: boolean
  readonly onChoose: (annotation: AnnotationId) => void
  readonly onNear: (annotation: AnnotationId | null) => void
}

/** One annotation beside its line: what it states, and who says so. */
export function Card(props: CardProps) {
  const { annotation, nameOf, number, of, shown, top, chosen, near, tabStop, onChoose, onNear } = props
  const { id, body } = annotation
  return (
    <button
      type="button"
      className={`mc ${body.kind} ${shown === 'unseen' ? 'whole unseen' : shown} ${chosen ? 'on' : ''} ${near ? 'near' : ''}`}
      style={top === null ? undefined : { transform: `translateY(${top}px)` }}
      data-card={id}
      tabIndex={tabStop ? 0 : -1}
      aria-current={chosen}
      // ARIA 1.3 gives every role a description; the linter knows ARIA 1.2.
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props
      aria-description={`${number} of ${of}`}
      onClick={() => onChoose(id)}
      onMouseEnter={() => onNear(id)}
      onMouseLeave={() => onNear(null)}
      onFocus={() => onNear(id)}
      onBlur={() => onNear(null)}
    >
      <CardFace annotation={annotation} nameOf={nameOf} shown={shown} />
    </button>
  )
}

/** What is seen; a screen reader hears the rest too, as in "Figure: about $40m, memo Same in the digest". */
function CardFace({ annotation, nameOf, shown }: Pick<CardProps, 'annotation' | 'nameOf' | 'shown'>) {
  const { kind } = annotation.body
  const { title, quoted, second, memo } = cardWords(annotation, nameOf)
  const isWhole = shown !== 'line'
  return (
    <>
      <span className="k">
        <Icon name={kind} size={11} className={kind} />
        <span className={isWhole ? undefined : 'sr'}>{kindWords[kind].one}</span>
        <span className="sr">: </span>
      </span>
      <span className={quoted ? 't quoted' : 't'} dir="auto">
        {title}
      </span>
      {second === null ? null : (
        <span className={isWhole ? 'o' : 'sr'} dir="auto">
          <span className="sr">{second === memo ? ', memo ' : ', '}</span>
          {second}
        </span>
      )}
      {memo === null || memo === second ? null : <span className="sr">{`, memo ${memo}`}</span>}
    </>
  )
}

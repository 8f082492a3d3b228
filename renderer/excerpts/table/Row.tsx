import { Fragment, memo } from 'react'
import { isComplete } from '../../../shared/comparison/is-complete'
import { type Annotation, excerptOf } from '../../../shared/model/annotation'
import { dateOf } from '../../../shared/model/arrange-library'
import type { SourceSummary } from '../../../shared/model/notebook'
import type { CodebookNow } from '../../state/codebook'
import { statusWords } from '../../ui/excerpt-filter/status-words'
import { Icon } from '../../ui/Icon'
import { kindWords } from '../../ui/kinds'
import { publishedBy, shortDate } from '../../ui/words'
import { type CellWords, ownDateOf, speakerOf, statedIn, topicOf } from './words'

type Props = {
  readonly id: string
  readonly row: number
  /** Number of the row for a screen reader, headings counted. */
  readonly ariaIndex: number
  readonly top: number
  readonly height: number
  readonly active: boolean
  readonly selected: boolean
  /** Null while it is on its way. */
  readonly annotation: Annotation | null
  readonly source: SourceSummary | undefined
  readonly codebook: CodebookNow
}

/** One row of the table; a row is drawn anew only when what it shows has changed. */
export const Row = memo(function Row(props: Props) {
  const { id, row, ariaIndex, top, height, active, selected, annotation, source, codebook } = props
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={ariaIndex}
      aria-selected={selected}
      aria-busy={annotation === null || undefined}
      data-row={row}
      className={active ? 'xt-row active' : 'xt-row'}
      style={{ transform: `translateY(${top}px)`, height }}
    >
      {annotation === null ? (
        <div role="gridcell" className="xt-wait">
          <span className="sr">Row {row + 1} is on its way</span>
        </div>
      ) : (
        <Cells annotation={annotation} source={source} codebook={codebook} />
      )}
    </div>
  )
})

function Cells({
  annotation,
  source,
  codebook,
}: Pick<Props, 'source' | 'codebook'> & { annotation: Annotation }) {
  const { body, target, codes } = annotation
  const names = codes.flatMap((code) => codebook.nameOf(code) ?? [])
  const outlet = source === undefined ? null : publishedBy(source)
  const published = source === undefined ? null : dateOf(source)
  const date = published === null ? null : shortDate(published)
  const own = ownDateOf(body)
  const status = isComplete(body) ? 'complete' : 'open'
  return (
    <>
      <div role="gridcell" className="xt-kind">
        <Icon name={body.kind} size={12} className={body.kind} />
        <span className="sr">{kindWords[body.kind].one}</span>
      </div>
      <div role="gridcell" className="xt-words" dir="auto">
        {excerptOf(target)}
      </div>
      <Cell className="xt-stated" words={statedIn(body, excerptOf(target))} />
      <Cell className="xt-topic" words={topicOf(body, codebook.nameOf)} />
      <Cell className="xt-actor" words={speakerOf(body, codebook.nameOf)} />
      <div role="gridcell" className="xt-source">
        <span dir="auto">{outlet ?? 'No outlet'}</span>{' '}
        <span className="q" dir="auto">
          {source?.title}
        </span>
      </div>
      <div role="gridcell" className="xt-codes">
        {names.map((name, index) => (
          <Fragment key={name}>
            {index === 0 ? null : ', '}
            <bdi>{name}</bdi>
          </Fragment>
        ))}
      </div>
      <div role="gridcell" className="xt-date num">
        <span>{date === null ? 'no date' : `${date.day} ${date.year}`.trim()}</span>{' '}
        <span className="q">{own}</span>
      </div>
      <div role="gridcell" className={status === 'open' ? 'xt-status q' : 'xt-status'}>
        {statusWords[status]}
      </div>
    </>
  )
}

function Cell({ className, words: { text, known, icon } }: { className: string; words: CellWords }) {
  return (
    <div role="gridcell" className={known ? className : `${className} q`} dir="auto">
      {icon === undefined ? null : <Icon name={icon} size={11} />}
      {text}
    </div>
  )
}

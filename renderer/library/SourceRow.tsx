import { annotationKinds } from '../../shared/model/annotation'
import type { SourceSummary } from '../../shared/model/notebook'
import type { ReadingStatus } from '../../shared/model/source'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { count, publishedBy, shortDate } from '../ui/words'

const statusWords: Record<ReadingStatus, string> = { unread: 'Unread', reading: 'Being read', read: 'Read' }

/** One source in the library: reading status, title, who published it and when, and what was tagged in it. */
export function SourceRow({ source }: { source: SourceSummary }) {
  const { title, published, updated, status, counts } = source
  const date = published ?? updated
  const tagged = annotationKinds.some((kind) => counts[kind] > 0)
  return (
    <div className="row">
      <Icon name={status} className="st" />
      <div>
        <span className="sr">{statusWords[status]}: </span>
        <div className="t" dir="auto">
          {title}
        </div>
        <div className="m">
          <span>{publishedBy(source) ?? 'No outlet'}</span>
          {date === null ? <span>no date</span> : <RowDate date={date} />}
        </div>
        {tagged ? (
          <div className="kinds">
            {annotationKinds.map((kind) => (
              <span key={kind} className={kind}>
                <Icon name={kind} size={10} />
                {counts[kind]}
                <span className="sr">
                  {count(counts[kind], kindWords[kind].one, kindWords[kind].many)
                    .replace(/^\S+/, '')
                    .toLowerCase()}
                </span>
              </span>
            ))}
          </div>
        ) : null}
      </div>
    </div>
  )
}

function RowDate({ date }: { date: string }) {
  const { day, year } = shortDate(date)
  if (day === '') return <span>{year}</span>
  return (
    <span>
      {day}
      <span className="y"> {year}</span>
    </span>
  )
}

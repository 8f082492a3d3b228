import { annotationKinds } from '../../shared/model/annotation'
import { dateOf } from '../../shared/model/arrange-library'
import type { SourceSummary } from '../../shared/model/notebook'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { count, publishedBy, shortDate } from '../ui/words'
import { NO_DATE, NO_OUTLET_WORDS, statusWords } from './arrangement-words'

/** One source in the library: reading status, title, who published it and when, what was tagged in it, and its versions. */
export function SourceRow({ source }: { source: SourceSummary }) {
  const { title, status, counts, versions, undecided } = source
  const date = dateOf(source)
  const tagged = annotationKinds.some((kind) => counts[kind] > 0)
  return (
    <div className="row choosable">
      <Icon name={status} className="st" />
      <div>
        <span className="sr">{statusWords[status]}: </span>
        <div className="t" dir="auto" title={title}>
          {title}
        </div>
        <div className="m">
          <span dir="auto" title={publishedBy(source) ?? undefined}>
            {publishedBy(source) ?? NO_OUTLET_WORDS}
          </span>
          {date === null ? <span>{NO_DATE.toLowerCase()}</span> : <RowDate date={date} />}
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
        {versions === undefined && undecided === undefined ? null : (
          <div className="more">
            {versions === undefined ? null : <span>version {versions}</span>}
            {undecided === undefined ? null : <span>{undecided.toLocaleString('en')} to decide</span>}
          </div>
        )}
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

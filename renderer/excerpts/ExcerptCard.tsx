import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type { SourceSummary } from '../../shared/model/notebook'
import { publishedBy, shortDate } from '../ui/words'

type Props = { readonly annotation: Annotation; readonly source: SourceSummary | undefined }

/** The words of one annotation, where they were read, and the memo on them. */
export function ExcerptCard({ annotation: { body, target, memo }, source }: Props) {
  const published = source?.published ?? source?.updated ?? null
  const date = published === null ? null : shortDate(published)
  return (
    <div className={`xcard ${body.kind}`}>
      <blockquote dir="auto">{excerptOf(target)}</blockquote>
      <div className="src">
        <span>{(source === undefined ? null : publishedBy(source)) ?? source?.title ?? 'No outlet'}</span>
        <span className="num">{date === null ? 'no date' : `${date.day} ${date.year}`.trim()}</span>
      </div>
      {memo === '' ? null : (
        <p className="note" dir="auto">
          {memo}
        </p>
      )}
    </div>
  )
}

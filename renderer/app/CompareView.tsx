import type { ReactNode } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import type { SourceSummary } from '../../shared/model/notebook'
import { Compare } from '../excerpts/Compare'
import { useAnswer } from '../state/use-answer'

type Props = {
  readonly sources: readonly SourceSummary[]
  readonly library: ReactNode
  readonly onOpen: (annotation: Annotation) => void
}

/** The excerpts of all sources, beside the library. */
export function CompareView({ sources, library, onOpen }: Props) {
  const { value, failure } = useAnswer(
    'annotation.list',
    { source: null, kind: null },
    ({ kind }) => kind === 'annotations' || kind === 'library',
  )
  return (
    <div className="cols two">
      {library}
      {value === null ? (
        <section className="page" aria-label="Reader">
          <p className="empty centre">{failure}</p>
        </section>
      ) : (
        <Compare sources={sources} annotations={value} onOpen={onOpen} />
      )}
    </div>
  )
}

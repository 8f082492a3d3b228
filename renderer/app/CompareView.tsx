import { type ReactNode, useEffect, useMemo } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import type { SourceSummary } from '../../shared/model/notebook'
import { ComparePane } from '../compare/ComparePane'
import { ComparisonPage } from '../compare/ComparisonPage'
import { CompareContext, type Passage } from '../compare/compare-context'
import {
  type Comparing,
  filterOf,
  isComparison,
  isNarrowed,
  noNarrowing,
  type Section,
} from '../compare/comparing'
import { Compare } from '../excerpts/Compare'
import { usePreferences } from '../state/preferences'
import { useAnswer } from '../state/use-answer'
import '../compare/compare.css'

type Props = {
  readonly sources: readonly SourceSummary[]
  readonly comparing: Comparing
  readonly onComparing: (given: Partial<Comparing>) => void
  readonly onSection: (section: Section) => void
  readonly report: ReactNode
  readonly onOpen: (annotation: Annotation) => void
  readonly onOpenPassage: (passage: Passage) => void
  /** The person came by a command: the focus goes to what is shown. */
  readonly arriving: boolean
  readonly onArrived: () => void
}

/** What the sources say, side by side: excerpts, comparisons, and the lists that they share. */
export function CompareView(props: Props) {
  const { sources, comparing, onComparing, onSection, report, onOpen, onOpenPassage } = props
  const { arriving, onArrived } = props
  const { section, narrowing } = comparing
  const { compareAsTable } = usePreferences().preferences
  const now = useMemo(
    () => ({ sources: new Map(sources.map((source) => [source.id, source])), onOpen: onOpenPassage }),
    [sources, onOpenPassage],
  )
  const hasPanel = section === 'positions' && comparing.cell !== null && !compareAsTable
  useEffect(() => {
    if (!arriving || isComparison(section)) return
    document.querySelector<HTMLElement>('.cmp-nav [aria-current]')?.focus()
    onArrived()
  }, [arriving, section, onArrived])
  return (
    <div className={hasPanel ? 'cols three' : 'cols two'} data-drawer={hasPanel ? 'open' : undefined}>
      <ComparePane
        sources={sources}
        comparing={comparing}
        onComparing={onComparing}
        onSection={onSection}
        report={report}
      />
      {isComparison(section) ? (
        <CompareContext value={now}>
          <ComparisonPage
            key={section}
            comparison={section}
            filter={filterOf(comparing, sources, section)}
            onClear={isNarrowed(narrowing, section) ? () => onComparing({ narrowing: noNarrowing }) : null}
            cell={comparing.cell}
            onCell={(cell) => onComparing({ cell })}
            arriving={arriving}
            onArrived={onArrived}
          />
        </CompareContext>
      ) : (
        <Excerpts sources={sources} onOpen={onOpen} />
      )}
    </div>
  )
}

function Excerpts({ sources, onOpen }: Pick<Props, 'sources' | 'onOpen'>) {
  const { value, failure } = useAnswer(
    'annotation.list',
    { source: null, kind: null },
    ({ kind }) => kind === 'annotations' || kind === 'library' || kind === 'codebook',
  )
  if (value === null) {
    return (
      <section className="page" aria-label="Reader">
        <p className="empty centre">{failure}</p>
      </section>
    )
  }
  return <Compare sources={sources} annotations={value} onOpen={onOpen} />
}

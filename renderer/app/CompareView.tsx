import { type ReactNode, useEffect, useEffectEvent, useMemo } from 'react'
import type { Annotation } from '../../shared/model/annotation'
import type { SourceSummary } from '../../shared/model/notebook'
import { Lists } from '../codebook/Lists'
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
import { ExcerptTable } from '../excerpts/table/ExcerptTable'
import { usePreferences } from '../state/preferences'
import { leadTo } from './use-focus-of'
import '../compare/compare.css'
import '../compare/figures.css'
import '../compare/matrix.css'
import '../compare/claims.css'

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
    const stop = document.querySelector<HTMLElement>('.cmp-nav [aria-current]')
    if (stop !== null) leadTo(stop, 'main :is(.xt-grid, .cb-tree)')
    onArrived()
  }, [arriving, section, onArrived])
  // The table of excerpts is told once what to show, and keeps what the person makes of it.
  const handOver = useEffectEvent(() => onComparing({ excerpts: null }))
  const isHanded = section === 'excerpts' && comparing.excerpts !== null
  useEffect(() => {
    if (isHanded) handOver()
  }, [isHanded])
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
      ) : section === 'excerpts' ? (
        <ExcerptTable sources={sources} filter={comparing.excerpts} onOpen={onOpen} />
      ) : (
        <Lists
          kind={section}
          onKind={onSection}
          onShowExcerpts={(excerpts) => onComparing({ section: 'excerpts', excerpts })}
        />
      )}
    </div>
  )
}

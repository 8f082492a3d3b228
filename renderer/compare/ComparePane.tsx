import type { ReactNode } from 'react'
import { AnnotationKind } from '../../shared/model/annotation'
import { orderKey } from '../../shared/model/fold'
import type { SourceSummary } from '../../shared/model/notebook'
import { useCodebook } from '../state/codebook'
import { useAnswer } from '../state/use-answer'
import { changesComparison } from './ComparisonPage'
import {
  type Comparing,
  type Comparison,
  filterOf,
  isComparison,
  type Narrowing,
  noNarrowing,
  type Section,
} from './comparing'
import { NarrowFields } from './NarrowFields'
import { Nav } from './Nav'
import { SourceChecks } from './SourceChecks'

type Props = {
  readonly sources: readonly SourceSummary[]
  readonly comparing: Comparing
  readonly onComparing: (given: Partial<Comparing>) => void
  readonly onSection: (section: Section) => void
  /** What is being imported; null when nothing is. */
  readonly report: ReactNode
}

const kindOf: Readonly<Record<Comparison, AnnotationKind>> = {
  figures: 'figure',
  positions: 'position',
  claims: 'claim',
}

/** What Compare can show, and what a comparison is made of. */
export function ComparePane({ sources, comparing, onComparing, onSection, report }: Props) {
  const { ofKind } = useCodebook()
  const { section, leftOut, narrowing } = comparing
  const filter = filterOf(comparing, sources, null)
  const { value: page } = useAnswer(
    'excerpt.list',
    filter === null
      ? null
      : {
          arrangement: { filter, sort: 'place', descending: false, group: 'kind' },
          offset: 0,
          limit: 1,
        },
    changesComparison,
  )
  const counted = (kind: AnnotationKind) => {
    if (filter === null) return 0
    return page === null ? null : (page.groups.find(({ of }) => of === kind)?.size ?? 0)
  }
  const narrow = (given: Partial<Narrowing>) => onComparing({ narrowing: { ...narrowing, ...given } })
  return (
    <section className="pane lib cmp-pane" aria-label="Library">
      <div className="phead">
        <h2>Compare</h2>
      </div>
      <Nav
        section={section}
        counts={{
          excerpts: sources
            .flatMap(({ counts }) => AnnotationKind.options.map((kind) => counts[kind]))
            .reduce((a, b) => a + b, 0),
          figures: counted('figure'),
          positions: counted('position'),
          claims: counted('claim'),
          actor: ofKind('actor').length,
          issue: ofKind('issue').length,
          measure: ofKind('measure').length,
          code: ofKind('code').length,
        }}
        onSection={onSection}
      />
      {isComparison(section) && sources.length > 0 ? (
        <>
          <SourceChecks
            sources={sources}
            kind={kindOf[section]}
            leftOut={leftOut}
            onLeftOut={(ids) => onComparing({ leftOut: ids })}
          />
          <NarrowFields
            comparison={section}
            narrowing={narrowing}
            outlets={outletsOf(sources)}
            onNarrow={narrow}
            onClear={() => narrow(noNarrowing)}
          />
        </>
      ) : (
        <span className="grow" />
      )}
      {report}
    </section>
  )
}

function outletsOf(sources: readonly SourceSummary[]): string[] {
  const outlets = [...new Set(sources.flatMap(({ outlet }) => outlet ?? []))].map((name) => ({
    name,
    key: orderKey(name),
  }))
  return outlets.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ name }) => name)
}

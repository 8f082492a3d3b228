import { useId, useMemo, useState } from 'react'
import {
  type Annotation,
  type AnnotationKind,
  annotationKinds,
  excerptOf,
} from '../../shared/model/annotation'
import type { SourceSummary } from '../../shared/model/notebook'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { ListBox } from '../ui/ListBox'
import { ExcerptCard } from './ExcerptCard'
import { matches } from './filter'
import './excerpts.css'

type Props = {
  readonly sources: readonly SourceSummary[]
  readonly annotations: readonly Annotation[]
  readonly onOpen: (annotation: Annotation) => void
}

/** Claims, figures and positions of all sources, side by side. */
export function Compare({ sources, annotations, onOpen }: Props) {
  const filterId = useId()
  const [filter, setFilter] = useState('')
  const byId = useMemo(() => new Map(sources.map((source) => [source.id, source])), [sources])
  const shown = useMemo(
    () =>
      annotations.filter(({ target, memo }) => {
        const source = byId.get(target.source)
        return matches(filter, [excerptOf(target), memo, source?.title ?? '', source?.outlet ?? ''])
      }),
    [annotations, byId, filter],
  )
  return (
    <section className="page" aria-label="Reader">
      <div className="tool compare-tool">
        <div className="filter">
          <Icon name="search" size={14} />
          <label className="sr" htmlFor={filterId}>
            Filter by words
          </label>
          <input
            id={filterId}
            type="search"
            className="field"
            placeholder="Filter by words"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        </div>
        <span className="q">
          {filter.trim() === '' ? null : `${shown.length} of ${annotations.length} excerpts`}
        </span>
      </div>
      <h1 className="sr">Excerpts of all sources</h1>
      <div className="compare">
        {annotationKinds.map((kind) => (
          <Column
            key={kind}
            kind={kind}
            annotations={shown.filter(({ body }) => body.kind === kind)}
            filtered={filter.trim() !== ''}
            sources={byId}
            onOpen={onOpen}
          />
        ))}
      </div>
    </section>
  )
}

type ColumnProps = {
  readonly kind: AnnotationKind
  readonly annotations: readonly Annotation[]
  readonly filtered: boolean
  readonly sources: ReadonlyMap<string, SourceSummary>
  readonly onOpen: (annotation: Annotation) => void
}

function Column({ kind, annotations, filtered, sources, onOpen }: ColumnProps) {
  const { one, many, key } = kindWords[kind]
  return (
    <section className="column" aria-label={many}>
      <h2>
        <Icon name={kind} size={14} className={kind} />
        {many}
        <span className="q num">{annotations.length.toLocaleString('en')}</span>
      </h2>
      {annotations.length === 0 ? (
        <p className="empty">
          {filtered
            ? `No ${one.toLowerCase()} holds these words.`
            : `No ${many.toLowerCase()} yet: select words in a text and press ${key}.`}
        </p>
      ) : (
        <ListBox
          label={many}
          items={annotations}
          keyOf={({ id }) => id}
          chosen={null}
          onChoose={onOpen}
          estimate={118}
        >
          {(annotation) => (
            <ExcerptCard annotation={annotation} source={sources.get(annotation.target.source)} />
          )}
        </ListBox>
      )}
    </section>
  )
}

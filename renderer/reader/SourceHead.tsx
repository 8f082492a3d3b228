import type { TextProjection } from '../../shared/anchoring/text-projection'
import { formatDate } from '../../shared/briefing/format-date'
import type { Source, SourceDetails } from '../../shared/model/source'
import { listOf, sourceKindWords } from '../ui/words'

/** Outlet, title, authors and dates above the text. What was inferred is dotted and names its words. */
export function SourceHead({ source, projection }: { source: Source; projection: TextProjection }) {
  const { title, outlet, via, authors, published, updated, kind } = source.details
  const inferred = (field: keyof SourceDetails, text: string) => {
    const inference = source.inferences.find((one) => one.field === field)
    if (inference === undefined) return <span key={field}>{text}</span>
    const { evidence } = inference
    const words = evidence === null ? null : projection.text.slice(evidence.start, evidence.end)
    return (
      <span key={field} className="inf" title={words === null ? 'Inferred' : `Inferred from: ${words}`}>
        {text}
      </span>
    )
  }
  return (
    <header className="head">
      {outlet === null && via === null ? null : (
        <div className="o">
          {outlet === null ? null : inferred('outlet', outlet)}
          {via === null ? null : <span className="q"> via {inferred('via', via)}</span>}
        </div>
      )}
      <h1 dir="auto">{title}</h1>
      <div className="by">
        {authors.length === 0 ? null : inferred('authors', listOf(authors))}
        {published === null ? null : inferred('published', formatDate(published))}
        {updated === null ? null : inferred('updated', `updated ${formatDate(updated)}`)}
        {authors.length === 0 && published === null && updated === null ? <span>No date</span> : null}
        {inferred('kind', sourceKindWords[kind])}
      </div>
    </header>
  )
}

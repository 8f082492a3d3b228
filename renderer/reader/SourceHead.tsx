import type { TextProjection } from '../../shared/anchoring/text-projection'
import { formatDate } from '../../shared/briefing/format-date'
import type { Inference, Source, SourceDetails } from '../../shared/model/source'
import { listOf, sourceKindWords } from '../ui/words'

type Props = {
  readonly source: Source
  /** The version that is read, and its text. */
  readonly version: number
  readonly projection: TextProjection
}

/**
 * Outlet, title, authors and dates above the text. What was inferred is dotted and names its words; words that tell no
 * date stand there as they are written.
 */
export function SourceHead({ source, version, projection }: Props) {
  const { title, outlet, via, authors, published, updated, kind } = source.details
  const wordsOf = ({ evidence }: Inference) =>
    evidence?.version === version ? projection.text.slice(evidence.start, evidence.end) : null
  const undated = (['published', 'updated'] as const).flatMap((field) => {
    const inference = source.inferences.find((one) => one.field === field)
    const words = source.details[field] !== null || inference === undefined ? null : wordsOf(inference)
    return words === null ? [] : [{ field, words }]
  })
  const inferred = (field: keyof SourceDetails, text: string) => {
    const inference = source.inferences.find((one) => one.field === field)
    if (inference === undefined) return <span key={field}>{text}</span>
    const words = wordsOf(inference)
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
        {undated.map(({ field, words }) => (
          <span key={field} className="inf" title="These words stand in the text, but tell no date">
            {words}
          </span>
        ))}
        {authors.length === 0 && published === null && updated === null && undated.length === 0 ? (
          <span>No date</span>
        ) : null}
        {inferred('kind', sourceKindWords[kind])}
      </div>
    </header>
  )
}

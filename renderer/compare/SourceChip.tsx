import { dateOf } from '../../shared/model/arrange-library'
import type { SourceSummary } from '../../shared/model/notebook'
import { shortened } from '../../shared/model/shortened'
import { publishedBy, shortDate } from '../ui/words'
import { type Passage, useCompare } from './compare-context'

type Props = { readonly mention: Passage & { readonly excerpt: string } }

/** The source of a mention, by its outlet and its date; it leads to the passage. */
export function SourceChip({ mention }: Props) {
  const { sources, onOpen } = useCompare()
  const source = sources.get(mention.source)
  const date = source === undefined ? null : dateOf(source)
  return (
    <button type="button" className="chip" data-passage title={source?.title} onClick={() => onOpen(mention)}>
      <span className="w">{sourceWords(source)}</span>
      {date === null ? null : <span className="q num">{dayWords(date)}</span>}
      <span className="sr">: open “{shortened(mention.excerpt, 60)}” in the text</span>
    </button>
  )
}

/** What a source is called where there is little room: its outlet, who passed it on, or its title. */
export function sourceWords(source: SourceSummary | undefined): string {
  if (source === undefined) return 'A source that is gone'
  return source.outlet ?? publishedBy(source) ?? shortened(source.title, 30)
}

/** `26 Feb 2025`, as far as the date is known. */
export function dayWords(date: string): string {
  const { day, year } = shortDate(date)
  return `${day} ${year}`.trim()
}

import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { publishedBy } from '../ui/words'
import type { Column } from './mention-table'

type Said = { readonly source: SourceId; readonly excerpt: string }

/** Where a mention stands, for a table that leaves the app. */
export function sourceColumns(sources: ReadonlyMap<SourceId, SourceSummary>): Column<Said>[] {
  const of = ({ source }: Said) => sources.get(source)
  return [
    { name: 'Excerpt', of: ({ excerpt }) => excerpt },
    {
      name: 'Outlet',
      of: (said) => {
        const source = of(said)
        return source === undefined ? null : publishedBy(source)
      },
    },
    { name: 'Title', of: (said) => of(said)?.title ?? null },
    { name: 'Published', of: (said) => of(said)?.published ?? of(said)?.updated ?? null },
  ]
}

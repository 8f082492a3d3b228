import type { NameOf } from '../../shared/briefing/facts-of-body'
import { sayingWords } from '../../shared/briefing/saying'
import type { PositionComparison, PositionHolder, PositionMention } from '../../shared/model/comparison'
import type { IssueId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { stanceSigns } from '../ui/stances'
import { type Column, plainTable } from './mention-table'
import { dayWords } from './SourceChip'
import { sourceColumns } from './source-columns'
import type { PlainTable } from './table-text'

/** A position with what it is filed under. */
export type Filed = PositionMention & PositionHolder & { readonly issue: IssueId | null }

/** All positions of a comparison, in its order. */
export function positionsIn({ cells }: PositionComparison): Filed[] {
  return cells.flatMap(({ actor, written, issue, mentions }) =>
    mentions.map((mention) => ({ ...mention, actor, written, issue })),
  )
}

/** Positions of one actor as the screen shows them in a table. */
export function positionColumns(nameOf: NameOf): Column<Filed>[] {
  return [
    { name: 'Issue', of: ({ issue }) => nameOf(issue) },
    { name: 'Stance', of: ({ stance }) => stance && stanceSigns[stance].word },
    { name: 'Condition', of: ({ condition }) => condition },
    { name: 'In words', of: ({ excerpt }) => excerpt, look: 'quote' },
    { name: 'Said on', of: ({ dateSaid }) => dateSaid && dayWords(dateSaid), look: 'number' },
    { name: 'Who reported it', of: ({ chain }) => (chain.length === 0 ? null : sayingWords(chain, nameOf)) },
  ]
}

/** Every position of the comparison. */
export function positionTable(
  comparison: PositionComparison,
  nameOf: NameOf,
  sources: ReadonlyMap<SourceId, SourceSummary>,
): PlainTable {
  const columns: Column<Filed>[] = [
    { name: 'Actor', of: ({ actor, written }) => nameOf(actor) ?? written },
    { name: 'Issue', of: ({ issue }) => nameOf(issue) },
    { name: 'Stance', of: ({ stance }) => stance && stanceSigns[stance].word },
    { name: 'Condition', of: ({ condition }) => condition },
    { name: 'Said on', of: ({ dateSaid }) => dateSaid },
    { name: 'Who reported it', of: ({ chain }) => (chain.length === 0 ? null : sayingWords(chain, nameOf)) },
    ...sourceColumns(sources),
  ]
  return plainTable(columns, positionsIn(comparison))
}

import type { NameOf } from '../../shared/briefing/facts-of-body'
import { hopName, sayingOf } from '../../shared/briefing/saying'
import type { ClaimComparison, ClaimMention } from '../../shared/model/comparison'
import type { IssueId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { certaintyWords } from '../ui/stances'
import { type Column, plainTable } from './mention-table'
import { dayWords } from './SourceChip'
import { sourceColumns } from './source-columns'
import type { PlainTable } from './table-text'

type Filed = ClaimMention & { readonly issue: IssueId | null }

/** Claims of one issue as the screen shows them in a table. */
export function claimColumns(nameOf: NameOf): Column<ClaimMention>[] {
  return [
    { name: 'Claim', of: ({ statement, excerpt }) => statement ?? excerpt, look: 'quote' },
    { name: 'Certainty', of: ({ certainty }) => certainty && certaintyWords[certainty] },
    { name: 'Who knows', of: ({ chain }) => knower(chain, nameOf) },
    { name: 'Who reported it', of: ({ chain }) => reporters(chain, nameOf) },
    { name: 'Of', of: ({ eventDate }) => eventDate && dayWords(eventDate), look: 'number' },
  ]
}

/** Every claim of the comparison. */
export function claimTable(
  { issues }: ClaimComparison,
  nameOf: NameOf,
  sources: ReadonlyMap<SourceId, SourceSummary>,
): PlainTable {
  const columns: Column<Filed>[] = [
    { name: 'Issue', of: ({ issue }) => nameOf(issue) },
    { name: 'Claim', of: ({ statement, excerpt }) => statement ?? excerpt },
    { name: 'Certainty', of: ({ certainty }) => certainty && certaintyWords[certainty] },
    { name: 'Who knows', of: ({ chain }) => knower(chain, nameOf) },
    { name: 'Who reported it', of: ({ chain }) => reporters(chain, nameOf) },
    { name: 'Date of the event', of: ({ eventDate }) => eventDate },
    ...sourceColumns(sources),
  ]
  return plainTable(
    columns,
    issues.flatMap(({ issue, claims }) => claims.map((claim) => ({ ...claim, issue }))),
  )
}

function knower(chain: ClaimMention['chain'], nameOf: NameOf): string | null {
  const { who } = sayingOf(chain, nameOf)
  if (who === null) return null
  return who.anonymous ? `${who.name} (anonymous)` : who.name
}

function reporters(chain: ClaimMention['chain'], nameOf: NameOf): string | null {
  const { via } = sayingOf(chain, nameOf)
  return via.length === 0 ? null : via.map((hop) => hopName(hop, nameOf)).join(', ')
}

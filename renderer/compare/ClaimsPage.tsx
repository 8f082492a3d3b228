import type { ReactNode } from 'react'
import { originNumbers } from '../../shared/comparison/origin-numbers'
import type { ClaimComparison, ClaimMention, IssueClaims } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { useRefusal } from '../state/host-context'
import { usePreferences } from '../state/preferences'
import { useSaves } from '../state/saves'
import { useAttempt } from '../state/use-attempt'
import { EntryPicker } from '../ui/EntryPicker'
import { certaintyWords } from '../ui/stances'
import { count, listOf } from '../ui/words'
import { claimColumns, claimTable } from './claim-columns'
import { useCompare } from './compare-context'
import { GroupHead } from './GroupHead'
import { Lane } from './Lane'
import { MentionTable } from './MentionTable'
import { PageHead } from './PageHead'
import { PageTools } from './PageTools'
import { type Block, Sheet } from './Sheet'

type Props = {
  readonly comparison: ClaimComparison
  readonly empty: ReactNode
  readonly onClear: (() => void) | null
}

/** What is claimed on each issue, and where it comes from. */
export function ClaimsPage({ comparison, empty, onClear }: Props) {
  const { nameOf } = useCodebook()
  const { sources } = useCompare()
  const { compareAsTable } = usePreferences().preferences
  const { issues } = comparison
  const claims = issues.reduce((sum, one) => sum + one.claims.length, 0)
  const named = issues.filter(({ issue }) => issue !== null).length
  const blocks: Block[] = [
    {
      key: 'head',
      estimate: 64,
      content: <PageHead title="Claims by issue">{claims === 0 ? empty : null}</PageHead>,
    },
    ...issues.flatMap((group) =>
      issueBlocks(
        group,
        group.issue === null ? 'No issue yet' : (nameOf(group.issue) ?? '…'),
        compareAsTable,
      ),
    ),
  ]
  return (
    <>
      <PageTools
        words={`${count(claims, 'claim')} on ${count(named, 'issue')}`}
        table={claims === 0 ? null : () => claimTable(comparison, nameOf, sources)}
        onClear={onClear}
      />
      <Sheet blocks={blocks} />
    </>
  )
}

function issueBlocks(group: IssueClaims, name: string, asTable: boolean): Block[] {
  const { issue, claims } = group
  const key = issue ?? 'none'
  const head = <IssueHead group={group} name={name} />
  if (asTable) {
    return [
      {
        key,
        estimate: 110 + 40 * Math.min(60, claims.length),
        content: (
          <section className="grp">
            {head}
            <AsTable name={name} claims={claims} />
          </section>
        ),
      },
    ]
  }
  const numbers = originNumbers(group)
  return [
    {
      key,
      estimate: 100,
      content: (
        <section className="grp flush">
          {head}
          <div className="lane-heads" aria-hidden="true">
            <span>Who knows</span>
            <span>Who reported it</span>
            <span>Read in</span>
          </div>
        </section>
      ),
    },
    ...claims.map((claim) => ({
      key: claim.annotation,
      estimate: 140,
      content: (
        <Lane claim={claim} origin={numbers.get(claim.annotation) ?? null}>
          {issue === null ? <IssueField claim={claim} /> : null}
        </Lane>
      ),
    })),
  ]
}

function AsTable({ name, claims }: { name: string; claims: readonly ClaimMention[] }) {
  const { nameOf } = useCodebook()
  return <MentionTable label={name} columns={claimColumns(nameOf)} rows={claims} />
}

/** How many outlets print it, from how many origins, and how sure they are. */
function IssueHead({ group, name }: { group: IssueClaims; name: string }) {
  const { claims, outlets, origins, certainties } = group
  const anonymous = origins.some((origin) => origin.name === null)
  const untraced = claims.length - origins.reduce((sum, origin) => sum + origin.claims.length, 0)
  const notes = [
    listOf(certainties.map((certainty) => certaintyWords[certainty].toLowerCase())),
    anonymous ? '1 origin anonymous' : '',
    untraced === 0 ? '' : `${count(untraced, 'claim')} without an origin`,
  ]
  return (
    <>
      <GroupHead name={name} note={count(claims.length, 'claim')} />
      <p className="mixline">
        <strong>
          {count(outlets, 'outlet')}, {count(origins.length, 'independent origin')}
        </strong>
        {notes
          .filter((note) => note !== '')
          .map((note) => (
            <span key={note}>{note}</span>
          ))}
      </p>
    </>
  )
}

function IssueField({ claim }: { claim: ClaimMention }) {
  const attempt = useAttempt()
  const saves = useSaves()
  const refusal = useRefusal()
  return (
    <div className="assign">
      <EntryPicker
        kind="issue"
        label={`Issue of “${claim.statement ?? claim.excerpt}”`}
        hideLabel
        placeholder="Issue"
        value={null}
        disabled={refusal !== null}
        onPick={(issue) => {
          if (issue === null) return
          const of = { by: 'id' as const, annotations: [claim.annotation] }
          saves.track(attempt('annotation.bulk', { of, change: { do: 'set-issue', issue } }))
        }}
      />
    </div>
  )
}

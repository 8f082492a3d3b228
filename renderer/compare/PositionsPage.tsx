import { type ReactNode, useMemo } from 'react'
import { groupBy } from '../../shared/comparison/mention'
import type { PositionComparison } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { usePreferences } from '../state/preferences'
import { stanceSigns } from '../ui/stances'
import { count } from '../ui/words'
import { useCompare } from './compare-context'
import type { CellPlace } from './comparing'
import { GroupHead } from './GroupHead'
import { holderKey, holderLook, holderName } from './holder'
import { Matrix } from './Matrix'
import { MentionTable } from './MentionTable'
import { Moves } from './Moves'
import { PageHead } from './PageHead'
import { PageTools } from './PageTools'
import { positionColumns, positionsIn, positionTable } from './position-columns'
import { type Block, Sheet } from './Sheet'

type Props = {
  readonly comparison: PositionComparison
  readonly open: CellPlace | null
  readonly onOpenCell: (place: CellPlace, byKey: boolean) => void
  readonly empty: ReactNode
  readonly onClear: (() => void) | null
}

const legend = Object.entries(stanceSigns).map(([stance, { icon, word }]) => ({
  icon,
  word: word.toLowerCase(),
  look: `st-${stance}`,
}))

/** Who stands where on which issue. */
export function PositionsPage({ comparison, open, onOpenCell, empty, onClear }: Props) {
  const { nameOf } = useCodebook()
  const { sources } = useCompare()
  const { compareAsTable } = usePreferences().preferences
  const positions = useMemo(() => positionsIn(comparison), [comparison])
  const byHolder = useMemo(() => groupBy(positions, holderKey), [positions])
  const { holders, issues } = comparison
  const isEmpty = positions.length === 0
  const head = (
    <PageHead title="Who stands where" legend={isEmpty || compareAsTable ? [] : legend}>
      {isEmpty ? empty : null}
    </PageHead>
  )
  const words = [
    count(holders.filter(({ actor, written }) => actor !== null || written !== null).length, 'actor'),
    count(issues.filter((issue) => issue !== null).length, 'issue'),
    count(positions.length, 'position'),
  ]
  return (
    <>
      <PageTools
        words={words.join(', ')}
        table={isEmpty ? null : () => positionTable(comparison, nameOf, sources)}
        onClear={onClear}
      />
      {isEmpty ? (
        <Sheet blocks={[{ key: 'head', estimate: 200, content: head }]} />
      ) : compareAsTable ? (
        <Sheet
          blocks={[
            { key: 'head', estimate: 64, content: head },
            ...holders.map((holder): Block => {
              const name = holderName(holder, nameOf)
              const rows = byHolder.get(holderKey(holder)) ?? []
              return {
                key: holderKey(holder),
                estimate: 80 + 40 * Math.min(60, rows.length),
                content: (
                  <section className="grp">
                    <GroupHead name={name} look={holderLook(holder)} note={count(rows.length, 'passage')} />
                    <MentionTable label={name} columns={positionColumns(nameOf)} rows={rows} />
                  </section>
                ),
              }
            }),
            { key: 'moves', estimate: 100, content: <Moves comparison={comparison} /> },
          ]}
        />
      ) : (
        <Matrix
          comparison={comparison}
          open={open}
          onOpen={onOpenCell}
          head={head}
          foot={<Moves comparison={comparison} />}
        />
      )}
    </>
  )
}
